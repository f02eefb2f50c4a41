"""Weigh the words before and after a name: do they make it a place?

Weights were set by hand and checked on the benchmark; about 1 is a hint, 4 and more is decisive.
"""

from spacy.tokens import Doc, Token

from tasks.extract.places.gazetteer import Kind
from tasks.extract.places.mentions import Candidate, capitalised
from tasks.extract.places.names import abbreviations, sites_of
from tasks.extract.places.persons import is_title
from tasks.extract.places.words import given_names, words

__all__ = ["after", "before", "is_major"]

_HYPHENS = frozenset({"-", "–", "/"})
_REGIONS = frozenset({Kind.COUNTRY, Kind.ADMIN1})


def is_major(candidate: Candidate) -> bool:
    """Tell whether a name is a country's or a well-known abbreviation."""
    return any(site.kind is Kind.COUNTRY for site in candidate.sites) or candidate.text in abbreviations()


def before(candidate: Candidate, *, loud: bool) -> float:
    """Weigh the words before a name; `loud` passages are all in capitals."""
    doc, first = candidate.doc, candidate.first
    if first == 0 or doc[first].is_sent_start:
        return 0.0
    token = doc[first - 1]
    if is_title(token.text) and capitalised(token):
        return -4.0
    if loud:
        return -4.0 if token.text.title() in given_names() else _small_before(candidate, token)
    if not capitalised(token) or token.lower_ in words().locative:
        return _small_before(candidate, token)
    return 0.0 if token.text.endswith(".") else _capital_before(candidate, token)


def _small_before(candidate: Candidate, token: Token) -> float:
    doc, first, total, text = candidate.doc, candidate.first, 0.0, token.lower_
    earlier = doc[first - 2] if first > 1 else token
    if text in words().locative:
        total = 1.5
    elif text in words().directional:
        total = -1.0 if earlier.lower_ == "according" and not is_major(candidate) else 0.8
    elif text == "the":
        total = 0.0 if candidate.text.endswith("s") or candidate.last > first else -0.5
    elif text == "of":
        total = _of(doc, first, earlier)
    elif text == ",":
        total = 1.5 if _place_before(doc, first - 1) else 0.0
    elif text in _HYPHENS and not token.whitespace_:
        total = 0.0 if capitalised(earlier) and sites_of(earlier.text) else -4.0
    elif text.endswith("$") or token.like_num:
        total = -5.0
    return total


def _of(doc: Doc, first: int, earlier: Token) -> float:
    if earlier.lower_ in words().local:
        return 2.5
    named = capitalised(earlier) and not doc[first - 2].is_sent_start
    return -4.0 if named and earlier.lower_.rstrip(".") in words().organisation else 0.0


def _capital_before(candidate: Candidate, token: Token) -> float:
    if token.lower_ in words().compass:
        return 0.5
    if sites_of(token.text):
        return -1.0 if token.text in given_names() else 0.0
    if token.tag_ in {"JJ", "IN", "DT", "CC", "VBZ", "VBD", "VBG"} and token.text not in given_names():
        return -0.5
    return -4.0


def _place_before(doc: Doc, comma: int) -> bool:
    return comma > 0 and capitalised(doc[comma - 1]) and bool(sites_of(doc[comma - 1].text))


def after(candidate: Candidate, *, loud: bool) -> float:
    """Weigh the words after a name; `loud` passages are all in capitals."""
    doc, at = candidate.doc, candidate.last + 1
    if at >= len(doc) or doc[at].is_sent_start:
        return 0.0
    token = doc[at]
    if not loud and capitalised(token) and token.text != "I" and token.lower_ not in words().disease:
        return _capital_after(candidate, token)
    return _small_after(doc, at)


def _small_after(doc: Doc, at: int) -> float:
    token, total = doc[at], 0.0
    text = token.lower_.rstrip(".")
    if text in words().disease:
        total = -5.0
    elif text == ",":
        total = 2.0 if _parent_follows(doc, at + 1) else 0.0
    elif text in words().generic:
        total = 1.0
    elif text in _HYPHENS and not token.whitespace_ and at + 1 < len(doc):
        total = _hyphen_after(doc[at + 1])
    return total


def _hyphen_after(token: Token) -> float:
    """Weigh "Kerry-Ann" and "UK-Algerian" against "Alsace-Lorraine" and "Moscow-based"."""
    return -3.0 if capitalised(token) and not sites_of(token.text) else 0.0


def _capital_after(candidate: Candidate, token: Token) -> float:
    text = token.lower_.rstrip(".")
    if text in words().organisation:
        return -5.0
    if text in words().government or text in words().roles or text in words().generic:
        return 0.0
    if any(site.kind in _REGIONS for site in sites_of(token.text)):
        return 0.0
    if is_major(candidate) and candidate.text not in given_names():
        return -0.5
    return -4.0 if candidate.text in given_names() else -2.0


def _parent_follows(doc: Doc, at: int) -> bool:
    if at >= len(doc) or not capitalised(doc[at]):
        return False
    found = sites_of(doc[at : at + 2].text) or sites_of(doc[at].text)
    return any(site.kind in (Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2) for site in found)
