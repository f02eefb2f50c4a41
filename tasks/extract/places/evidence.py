"""Weigh whether a candidate is a mention of a place, from the words around it."""

import math

from spacy.tokens import Doc, Token

from tasks.extract.places.folding import fold
from tasks.extract.places.gazetteer import Kind, Site
from tasks.extract.places.mentions import Candidate, capitalised
from tasks.extract.places.names import abbreviations, sites_of
from tasks.extract.places.persons import is_title
from tasks.extract.places.words import given_names, ordinary_words, surnames, words

__all__ = ["THRESHOLD", "weight"]

#: A candidate at or above it is a mention. All weights here were set by hand and checked on the benchmark.
THRESHOLD = 1.0
_MAJOR = frozenset({Kind.COUNTRY, Kind.AREA, Kind.FEATURE, Kind.CAPITAL})


def weight(candidate: Candidate, people: frozenset[str]) -> float:
    """Return how likely a candidate is a place; `people` are surnames of the document."""
    return _fame(candidate) + _before(candidate) + _after(candidate) + _wording(candidate, people)


def _fame(candidate: Candidate) -> float:
    """Weigh the best known site of the name: 3 for a country, from 0 to 4 for towns by size."""
    return max(_site_fame(site, candidate.text) for site in candidate.sites)


def _site_fame(site: Site, text: str) -> float:
    if site.kind in _MAJOR or text in abbreviations():
        return 3.0
    known = math.log10(site.population + 1) - 3
    if site.kind is Kind.ADMIN1:
        return max(known, 2.0) if fold(site.name) == fold(text) else min(known, 1.5)
    if site.kind is Kind.ADMIN2:
        return min(known, 1.5) if fold(site.name) == fold(text) else -0.5
    return known if fold(site.name) == fold(text) else known - 1.0


def _before(candidate: Candidate) -> float:
    doc, first = candidate.doc, candidate.first
    if first == 0 or doc[first].is_sent_start:
        return 0.0
    token = doc[first - 1]
    if not capitalised(token) or (token.lower_ in words().locative and not is_title(token.text)):
        return _small_before(candidate, token)
    return 0.0 if token.text.endswith(".") and not is_title(token.text) else _capital_before(token)


def _small_before(candidate: Candidate, token: Token) -> float:
    doc, first, total = candidate.doc, candidate.first, 0.0
    if token.lower_ in words().locative:
        total = 1.5
    elif token.lower_ == "the":
        total = 0.0 if candidate.text.endswith("s") or candidate.last > first else -0.5
    elif token.lower_ == "of" and first > 1 and doc[first - 2].lower_ in words().local:
        total = 2.5
    elif token.text == ",":
        total = 1.5 if _place_before(doc, first - 1) else 0.0
    elif token.text in {"-", "–", "/"} and first > 1 and capitalised(doc[first - 2]):
        total = 0.0 if sites_of(doc[first - 2].text) else -3.0
    return total


def _capital_before(token: Token) -> float:
    text = token.text.lower()
    if text in words().compass:
        return 0.5
    if sites_of(token.text):
        return -1.0 if token.text in given_names() else 0.0
    if token.tag_ in {"JJ", "IN", "DT", "CC", "VBZ", "VBD", "VBG"} and token.text not in given_names():
        return -0.5
    return -4.0


def _place_before(doc: Doc, comma: int) -> bool:
    return comma > 0 and capitalised(doc[comma - 1]) and bool(sites_of(doc[comma - 1].text))


def _after(candidate: Candidate) -> float:
    doc, at = candidate.doc, candidate.last + 1
    if at >= len(doc) or doc[at].is_sent_start:
        return 0.0
    token = doc[at]
    text = token.text.lower().rstrip(".")
    if token.text == ",":
        return 2.0 if _parent_follows(doc, at + 1) else 0.0
    if text in words().generic and not capitalised(token):
        return 1.0
    if not capitalised(token) or token.text == "I":
        return 0.5 if text in {"'s", "’s"} else 0.0
    return _capital_after(candidate, text)


def _capital_after(candidate: Candidate, text: str) -> float:
    following = candidate.doc[candidate.last + 1].text
    if text in words().organisation:
        return -5.0
    regions = (Kind.COUNTRY, Kind.ADMIN1)
    if (
        text in words().roles
        or text in words().generic
        or any(s.kind in regions for s in sites_of(following))
    ):
        return 0.0
    major = any(site.kind is Kind.COUNTRY for site in candidate.sites) or candidate.text in abbreviations()
    if major and candidate.text not in given_names():
        return -0.5
    return -4.0 if candidate.text in given_names() else -2.0


def _parent_follows(doc: Doc, at: int) -> bool:
    if at >= len(doc) or not capitalised(doc[at]):
        return False
    longer = doc[at : at + 2].text
    found = sites_of(longer) or sites_of(doc[at].text)
    return any(site.kind in (Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2) for site in found)


def _wording(candidate: Candidate, people: frozenset[str]) -> float:
    text = candidate.text
    if text in abbreviations():
        placed = _before(candidate) > 0
        return -4.0 if text in words().confusable and not placed else 0.0
    if candidate.first != candidate.last:
        return 0.5
    total = 0.0
    token = candidate.doc[candidate.first]
    major = any(site.kind is Kind.COUNTRY for site in candidate.sites)
    if text.lower() in ordinary_words():
        total -= 2.5
    if token.tag_ not in {"NNP", "NNPS"} and not major:
        total -= 1.0
    if text in people:
        total -= 1.0 if major else 3.5
    elif text in given_names() or text in surnames():
        total -= 0.0 if major else 0.7
    if _speaks(token) and not major:
        total -= 1.0
    return total


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in words().speech
