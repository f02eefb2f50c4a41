"""Find the stretches of text that are names of the gazetteer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.extract.places.gazetteer import Kind, Site
from tasks.extract.places.names import abbreviations, sites_of
from tasks.extract.places.words import words

__all__ = ["Candidate", "candidates", "capitalised", "shouted"]

_LONGEST = 6
_CLOSED = frozenset(
    [
        "DT",
        "IN",
        "PRP",
        "PRP$",
        "CC",
        "WP",
        "WP$",
        "WDT",
        "WRB",
        "MD",
        "TO",
        "EX",
        "UH",
        "VBZ",
        "VBP",
        "RB",
        "RBR",
        "RBS",
        "POS",
        "CD",
        ".",
        ",",
        ":",
        "``",
        "''",
        "-LRB-",
        "-RRB-",
    ]
)
_ELIDED = re.compile(r"(?:[dl]|al|el|an|as|ad|ar|az|ez|es|ed)['’-]?[A-Z]")
_MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """Be a stretch of tokens that may name a place.

    Attributes:
        doc: The passage's parse.
        first: Index of its first token.
        last: Index of its last token.
        text: Its characters.
        sites: What it may mean; empty if the gazetteer has no such name.
    """

    doc: Doc
    first: int
    last: int
    text: str
    sites: tuple[Site, ...]

    @property
    def start(self) -> int:
        """Return its first character in the passage."""
        return int(self.doc[self.first].idx)

    @property
    def end(self) -> int:
        """Return one past its last character in the passage."""
        return self.start + len(self.text)


def shouted(doc: Doc) -> bool:
    """Tell whether a passage is written in capitals throughout, as old wires are."""
    letters = [c for c in doc.text[:600] if c.isalpha()]
    return sum(c.isupper() for c in letters) > _MOSTLY * len(letters)


def capitalised(token: Token) -> bool:
    """Tell whether a token is written like a part of a name."""
    if not token.text[0].isupper():
        return False
    return token.tag_ not in _CLOSED or not (token.is_sent_start or token.is_upper)


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Yield the longest names of the gazetteer in a passage, left to right, not overlapping."""
    at, written = 0, doc.text
    while at < len(doc):
        found = _longest(doc, written, at) if doc[at].text[0].isupper() and capitalised(doc[at]) else None
        if found is None:
            at += 1
            continue
        if found.text not in words().never:
            yield found
        at = found.last + 1


def _longest(doc: Doc, written: str, first: int) -> Candidate | None:
    if first + 1 < len(doc) and doc[first + 1].lower_ == "of" and doc[first].lower_ in words().local:
        return None
    start = doc[first].idx
    for last in reversed(list(_ends(doc, first))):
        token = doc[last]
        text = written[start : token.idx + len(token)]
        sites = () if text.endswith(".") and text not in abbreviations() else sites_of(text)
        if sites or text in words().never:
            return Candidate(doc, first, last, text, _regional(doc, last + 1, text) or sites)
    return None


def _regional(doc: Doc, at: int, text: str) -> tuple[Site, ...]:
    """Return the regions that a name means before "region", "oblast", "district" and their like."""
    if at >= len(doc) or doc[at].lower_ not in words().regional:
        return ()
    found = sites_of(f"{text} {doc[at].lower_}") + sites_of(f"{text} region") + sites_of(text)
    return tuple(dict.fromkeys(site for site in found if site.kind in (Kind.ADMIN1, Kind.ADMIN2)))


def _ends(doc: Doc, first: int) -> Iterator[int]:
    """Yield the tokens that a name beginning at `first` may end with."""
    yield first
    connectors = words().connectors
    for last in range(first + 1, min(first + _LONGEST, len(doc))):
        token = doc[last]
        text = token.text
        if (
            text[0].isupper()
            or _ELIDED.match(text)
            or (text == "." and last == first + 1 and not token.is_sent_end)
        ):
            yield last
        elif text not in connectors and text not in {"'", "’", "&"}:
            return
