"""Find the stretches of text that may name a place."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.extract.places.gazetteer import Kind, Site
from tasks.extract.places.names import abbreviations, sites_of
from tasks.extract.places.words import words

__all__ = ["Candidate", "candidates", "capitalised"]

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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Be a stretch of tokens whose text is a name of the gazetteer.

    Attributes:
        doc: The passage's parse.
        first: Index of its first token.
        last: Index of its last token.
        text: Its characters.
        sites: What it may mean.
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


def capitalised(token: Token) -> bool:
    """Tell whether a token is written like a part of a name."""
    text = token.text
    return text[0].isupper() and not (token.tag_ in _CLOSED and token.is_sent_start)


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Yield the longest names of the gazetteer in a passage, left to right, not overlapping."""
    at = 0
    while at < len(doc):
        found = _longest(doc, at) if capitalised(doc[at]) else None
        if found is None:
            at += 1
        else:
            yield found
            at = found.last + 1


def _longest(doc: Doc, first: int) -> Candidate | None:
    ends = list(_ends(doc, first))
    start = doc[first].idx
    for last in reversed(ends):
        token = doc[last]
        text = doc.text[start : token.idx + len(token)]
        sites = () if text.endswith(".") and text not in abbreviations() else sites_of(text)
        if sites:
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
        if token.text[0].isupper() or (token.text == "." and last == first + 1 and not token.is_sent_end):
            yield last
        elif token.text not in connectors and token.text not in {"'", "’", "&"}:
            return
