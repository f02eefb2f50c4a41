"""Say what a capitalised name stands for that the gazetteer lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from schemas.event import Entity, EntityKind
from tasks.extract.entities.owners import sides_of
from tasks.extract.entities.records import Identity
from tasks.extract.entities.sides import merge
from tasks.extract.entities.tables import proper_heads, words

if TYPE_CHECKING:
    from tasks.extract.entities.phrases import Phrases

__all__ = ["appositions", "capitals", "proper"]

_INNER = frozenset({"of", "for", "and", "on"})


def capitals(phrases: Phrases, token: Token) -> tuple[int, int]:
    """Return the tokens of the capitalised name that a token heads, with its "of" part.

    Args:
        phrases: The passage's phrases.
        token: Head of the name.

    Returns:
        First token, and one past the last.
    """
    doc, start, end = phrases.reading.doc, token.i, token.i + 1
    if phrases.upper or not token.text[0].isupper():
        return start, end
    while start > 0 and _in_name(doc[start - 1], range(start, end)):
        start -= 1
    for child in token.rights:
        inner = next(child.rights, None) if child.lower_ in _INNER and child.i == end else None
        if inner is not None and inner.text[0].isupper():
            end = inner.i + 1
    return start, end


def _in_name(left: Token, name: range) -> bool:
    """Tell whether the token before a name belongs to it."""
    return left.text[0].isupper() and left.pos_ != "DET" and left.head.i in name


def appositions(phrases: Phrases, head: Token) -> Iterator[Entity]:
    """Yield what common nouns beside a name say of its bearer ("X, a Kenyan bank")."""
    beside = [child for child in head.rights if child.dep_ == "appos"]
    if head.dep_ == "appos":
        beside.append(head.head)
    for token in beside:
        common = phrases.common(token)
        if common is not None and token.i not in phrases.people and token.i not in phrases.cover:
            yield from phrases.bearers(common, sides_of(phrases, token, common))


def proper(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return the actor that a name outside the gazetteer stands for, `unknown` at worst.

    Args:
        phrases: The passage's phrases.
        token: Head of the name.
    """
    if token.lower_ in words("calendar"):
        return ()
    start, end = capitals(phrases, token)
    text = phrases.reading.doc[start:end].text
    earlier = phrases.discourse.known(text)
    if earlier is not None:
        known = Identity(earlier.name, earlier.kind, earlier.country, earlier.sector)
        return (phrases.entity(start, end, known),)
    for other in appositions(phrases, token):
        kind: EntityKind = "organisation" if other.kind == "group" else other.kind
        return (phrases.entity(start, end, Identity(text, kind, other.country, other.sector)),)
    sector = proper_heads().get(token.lower_)
    if sector is None or end - start == 1:
        return (phrases.entity(start, end, Identity(text, "unknown", None, None)),)
    side = merge(sides_of(phrases, token))
    kind = "group" if sector == "REB" else "organisation"
    country = side.country if side else None
    if sector == "IGO":
        country, sector = country or "IGO", ""
    return (phrases.entity(start, end, Identity(text, kind, country, sector)),)
