"""Find whose a thing is, and who is behind an act: modifiers, possessives, "of", "from", "loyal to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from schemas.event import Entity
from tasks.extract.entities.records import Identity
from tasks.extract.entities.sides import Side, merge, side_of_entity, side_of_name, without_government
from tasks.extract.entities.tables import country_adjective, nouns, words

if TYPE_CHECKING:
    from tasks.extract.entities.phrases import Common, Phrases

__all__ = ["owners", "side_at", "sides_of"]

_TELLING_ADJECTIVES = frozenset({"MIL", "REB", "OPP", "PRM"})
_NOT_TELLING = frozenset({"general", "major", "opposing"})
# Whose is told by "of" sooner than by "for", and only where nothing else tells it by "in".
_OWNING = {"of": 0, "from": 0, "for": 1, "by": 1, "with": 2, "in": 3, "at": 3, "within": 3, "inside": 3}
_PLACED = 3
# Sectors whose bearers belong to the country that they are in; soldiers and envoys do not.
_LOCAL = frozenset(
    {
        "COP",
        "JUD",
        "LEG",
        "CVL",
        "MED",
        "EDU",
        "LAB",
        "AGR",
        "REL",
        "OPP",
        "REB",
        "UAF",
        "CRM",
        "REF",
        "BUS",
        "PRM",
    }
)
_LOCAL_BODIES = frozenset(
    {
        "authority",
        "authorities",
        "government",
        "official",
        "regime",
        "parliament",
        "military base",
        "army base",
    }
    | {"air base", "naval base", "barracks", "checkpoint", "police station"}
)
_ALLEGIANCE = frozenset({"loyal", "led", "aligned", "allied", "commanded", "run", "controlled"})


def sides_of(phrases: Phrases, token: Token, common: Common | None = None) -> list[Side]:
    """Return whose the thing is that a noun names, as its modifiers tell, in their order.

    Args:
        phrases: The passage's phrases.
        token: The noun.
        common: Its entry in the lexicon, if there is one: its own words are no modifiers.
    """
    first = common.start if common else token.i
    found = [side for child in token.lefts for side in _before(phrases, child, first)]
    if not any(side.country for side in found):
        return [*found, *_right(phrases, token, common)]
    named = _named_first(phrases, found)
    if common is not None and common.noun.inherits == "always" and all(side.state for side in named):
        named += [side for side in _right(phrases, token, common) if not side.state]  # "Egypt's branch of X"
    return named


def _before(phrases: Phrases, child: Token, first: int) -> Iterator[Side]:
    """Yield the sides before an entry of the lexicon: "Paris" in "the Paris prosecutor's office"."""
    if child.i < first:
        yield from _left(phrases, child)
    else:
        yield from (side for inner in child.lefts for side in _before(phrases, inner, first))


def _named_first(phrases: Phrases, sides: list[Side]) -> list[Side]:
    """Leave out pronouns where a name tells the side: "his Jordanian counterpart" is Jordan's."""
    doc = phrases.reading.doc
    named = [side for side in sides if doc[side.last].lower_ not in words("pronoun")]
    return named if any(side.country for side in named) else sides


def _right(phrases: Phrases, token: Token, common: Common | None) -> list[Side]:
    for child in token.rights:
        if child.lower_ in _ALLEGIANCE and (sides := _allegiance(phrases, child)):
            return sides
    ranked = sorted(
        (_OWNING[child.lower_], child.i, child)
        for child in token.rights
        if child.dep_ in {"prep", "agent"} and child.lower_ in _OWNING
    )
    for rank, _, preposition in ranked:
        if common is not None and not _counts(common, rank):
            continue
        for inner in preposition.rights:
            if inner.pos_ == "VERB":
                continue
            if common is not None and f"{token.lower_} of {inner.lower_}" in nouns():
                return sides_of(phrases, inner)
            entities = phrases.all(inner) if rank < _PLACED - 1 else _place(phrases, inner)
            if entities:
                return [_after(phrases, entity, token, inner) for entity in entities]
    return []


def _after(phrases: Phrases, entity: Entity, token: Token, inner: Token) -> Side:
    """Return the side after a noun, up to its own last word where that follows: "armies of A and B"."""
    span = phrases.reading.span(entity.start, entity.end)
    last = span.end - 1 if span is not None and span.start > token.i else inner.i
    return side_of_entity(entity, token.i, last)


def _counts(common: Common, rank: int) -> bool:
    """Tell whether a preposition of that rank tells whose the bearers of a noun are."""
    if rank in {_OWNING["of"], _PLACED}:
        return rank < _PLACED or _is_local(common)
    return common.noun.inherits == "always"


def _is_local(common: Common) -> bool:
    return common.noun.sector in _LOCAL or common.noun.key in _LOCAL_BODIES


def _allegiance(phrases: Phrases, word: Token) -> list[Side]:
    """Return the side of whom "loyal to" or "led by" names."""
    for child in word.rights:
        for inner in child.rights if child.lower_ in {"to", "by", "with"} else ():
            return [_after(phrases, entity, word, inner) for entity in phrases.one(inner)]
    return []


def _place(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return the state of a place after "in": a known name, or "the Turkish capital"."""
    match = phrases.cover.get(token.i)
    if match is None:
        sides = [side for child in token.lefts for side in _left(phrases, child)]
        return tuple(side.entity for side in sides if side.entity is not None and side.state)
    return () if match.name.kind == "person" else (phrases.named(match),)


def _left(phrases: Phrases, child: Token) -> Iterator[Side]:
    if child.i in phrases.people or child.i in phrases.cover:
        yield from side_at(phrases, child.i)
        for other in child.conjuncts:
            if other.i > child.i and other.i in phrases.cover:
                yield from side_at(phrases, other.i)
    elif child.dep_ == "poss":
        yield from (side_of_entity(entity, child.i, child.i) for entity in phrases.all(child))
    elif child.dep_ in {"compound", "nmod", "amod"}:
        yield from _modifier(phrases, child)


def _modifier(phrases: Phrases, child: Token) -> Iterator[Side]:
    for left in child.lefts:
        yield from _left(phrases, left)
    noun = nouns().get(child.lower_)
    telling = noun is not None and (child.dep_ != "amod" or noun.sector in _TELLING_ADJECTIVES)
    if noun is not None and telling and child.lower_ not in _NOT_TELLING:
        yield Side(None, noun.sector or None, False, None, child.i, child.i)


def side_at(phrases: Phrases, index: int) -> Iterator[Side]:
    """Yield the side that a name at a token tells; from its last token only.

    Args:
        phrases: The passage's phrases.
        index: The token.
    """
    person = phrases.people.get(index)
    if person is not None:
        if index == person.end - 1:
            entity = phrases.one(phrases.reading.doc[index])
            yield from (side_of_entity(e, person.title_start, index) for e in entity)
    elif (match := phrases.cover.get(index)) is not None and index == match.end - 1:
        yield side_of_name(match.name, phrases.named(match), match.start, index)


def owners(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return the actors behind a thing or act: "Iran's attack", "the decision of the court".

    Args:
        phrases: The passage's phrases.
        token: The noun that names it.
    """
    sides = sides_of(phrases, token)
    merged = merge(sides)
    bodies = [side for side in sides if side.entity is None and side.sector and _is_body(phrases, side)]
    states = [side for side in sides if side.state]
    if merged is not None and bodies and len(states) == 1 and bodies[0].first == states[0].last + 1:
        return (_body(phrases, states[0], bodies[0]),)
    found = [_as_state(phrases, side.entity) for side in sides if side.entity is not None]
    return tuple(owner for owner in found if owner.kind != "unknown" or _alone(owner, found))


def _alone(region: Entity, found: list[Entity]) -> bool:
    """Tell whether no state of the region's is there too, as in "Russia's Belgorod region"."""
    return not any(other.kind == "country" and other.country == region.country for other in found)


def _is_body(phrases: Phrases, side: Side) -> bool:
    noun = nouns().get(phrases.reading.doc[side.first].lower_)
    return noun is not None and noun.kind == "organisation"


def _body(phrases: Phrases, state: Side, body: Side) -> Entity:
    """Make the body behind "U.S. military airstrikes"."""
    noun = phrases.reading.doc[body.first].lower_
    name = f"{country_adjective(state.country or '') or ''} {noun}".strip()
    return phrases.entity(
        state.first, body.last + 1, Identity(name, "organisation", state.country, body.sector)
    )


def _as_state(phrases: Phrases, owner: Entity) -> Entity:
    """Return the owner, a capital as its country: "the Juba airport" is no government's."""
    span = phrases.reading.span(owner.start, owner.end)
    found = phrases.cover.get(span.start) if span is not None else None
    if found is None or found.name.use != "capital":
        return owner
    name = without_government(owner.name)
    return owner.model_copy(update={"name": name, "kind": "country", "sector": None})
