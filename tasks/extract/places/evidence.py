"""Weigh whether a name of the gazetteer is the mention of a place."""

import math

from spacy.tokens import Token

from tasks.extract.places.folding import fold
from tasks.extract.places.gazetteer import Kind, Site
from tasks.extract.places.mentions import Candidate
from tasks.extract.places.names import abbreviations
from tasks.extract.places.surroundings import after, before, is_major
from tasks.extract.places.words import given_names, ordinary_words, surnames, words

__all__ = ["THRESHOLD", "weight"]

#: A candidate at or above it is a mention. All weights here were set by hand and checked on the benchmark.
THRESHOLD = 1.0
_FAMOUS = frozenset({Kind.COUNTRY, Kind.AREA, Kind.FEATURE, Kind.CAPITAL})
_PROPER = frozenset({"NNP", "NNPS"})
_ACRONYM = 5


def weight(candidate: Candidate, people: frozenset[str], *, loud: bool) -> float:
    """Return how likely a candidate is a place.

    Args:
        candidate: A name of the gazetteer in its passage.
        people: Surnames of the document.
        loud: Whether the passage is all in capitals.
    """
    ahead = before(candidate, loud=loud)
    around = ahead + after(candidate, loud=loud)
    if candidate.text in abbreviations():
        return 3.0 + around - (4.0 if candidate.text in words().confusable and ahead <= 0 else 0.0)
    wording = 0.5 if candidate.first != candidate.last else _single(candidate, people, loud=loud)
    return max(_fame(site, candidate.text) for site in candidate.sites) + around + wording - _saint(candidate)


def _fame(site: Site, text: str) -> float:
    """Weigh how well known a site is: 3 for a country, from 0 to 4 for towns by size."""
    if site.kind in _FAMOUS:
        return 3.0
    known = math.log10(site.population + 1) - 3
    exact = fold(site.name) == fold(text)
    if site.kind is Kind.ADMIN1:
        return max(known, 2.0) if exact else min(known, 1.5)
    if site.kind is Kind.ADMIN2:
        return min(known, 1.5) if exact else -0.5
    return known if exact else known - 1.0


def _saint(candidate: Candidate) -> float:
    """Weigh against churches and feasts: "St. Patrick's Day"."""
    doc, at = candidate.doc, candidate.last + 1
    holy = candidate.text.startswith(("St.", "St ", "Saint ")) and at < len(doc)
    return 2.5 if holy and doc[at].lower_ in {"'s", "’s"} else 0.0


def _single(candidate: Candidate, people: frozenset[str], *, loud: bool) -> float:
    """Weigh a name of one word by what else the word may be."""
    token, text, major = candidate.doc[candidate.first], candidate.text, is_major(candidate)
    word = text.title() if loud else text
    total = 0.0
    if text.lower() in ordinary_words():
        total -= 0.5 if major else 2.5
    if token.tag_ not in _PROPER and not major:
        total -= 1.0
    if text.isupper() and len(text) <= _ACRONYM and not loud and not _dateline(token):
        total -= 4.0
    if text in people or text.lower() in words().titles:
        total -= 1.0 if major else 3.5
    elif (word in given_names() or word in surnames()) and not major:
        total -= 0.7
    return total - (1.0 if _speaks(token) and not major else 0.0)


def _dateline(token: Token) -> bool:
    return (
        bool(token.is_sent_start)
        and token.i + 1 < len(token.doc)
        and token.nbor().text in {",", "-", "–", "—", "("}
    )


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in words().speech
