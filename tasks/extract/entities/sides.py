"""Whose something is: the country and sector that the modifiers of a noun tell."""

from collections.abc import Sequence
from typing import NamedTuple

from schemas.event import Entity
from tasks.extract.entities.records import Name, Noun
from tasks.extract.entities.tables import words

__all__ = ["GOVERNMENT", "Side", "merge", "sector_of", "side_of_entity", "side_of_name", "without_government"]

_ARMED = frozenset({"REB", "PRM", "UAF", "CRM", "COP"})
#: How governments are named in the tables.
GOVERNMENT = "Government of "

# Whose members and heads are governments and officials, whatever the body itself is.
_UNIONS = frozenset({"IGO", "UNO", "EUR"})
_COURTS = frozenset({"JUD", "LEG", "COP", "MED"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "COP", "SPY", "JUD"})


class Side(NamedTuple):
    """Tell whose something is.

    Attributes:
        country: Code of the side's country, None if unknown.
        sector: Its sector; None for states, whose sector says nothing of their parts.
        state: Whether it is a state.
        entity: The owner as an actor of its own, None for a mere adjective ("rebel").
        first: First token that tells it.
        last: Last token that tells it.
    """

    country: str | None
    sector: str | None
    state: bool
    entity: Entity | None
    first: int
    last: int


def side_of_name(name: Name, entity: Entity, first: int, last: int) -> Side:
    """Return the side that a name of the gazetteer tells."""
    state = name.kind == "country" or name.use in {"capital", "region", "ethnic"}
    return Side(name.country or None, None if state else name.sector or None, state, entity, first, last)


def side_of_entity(entity: Entity, first: int, last: int) -> Side:
    """Return the side that a resolved actor tells."""
    state = entity.kind == "country" or entity.name.startswith(GOVERNMENT)
    return Side(entity.country, None if state else entity.sector, state, entity, first, last)


def merge(sides: Sequence[Side]) -> Side | None:
    """Join the modifiers of one noun: the first country, the sector nearest to it, the narrowest owner."""
    if not sides:
        return None
    countries = [side.country for side in sides if side.country]
    sectors = [side.sector for side in sides if side.sector]
    named = [side for side in sides if side.entity is not None]
    narrow = next((side for side in named if not side.state), named[0] if named else sides[0])
    return narrow._replace(
        country=countries[0] if countries else None,
        sector=sectors[-1] if sectors else None,
        state=all(side.state for side in sides),
        first=min(side.first for side in sides),
        last=max(side.last for side in sides),
    )


def sector_of(noun: Noun, side: Side | None, former: bool = False) -> str | None:
    """Return the sector of a noun's bearers on a side (manual, section 5.2).

    Args:
        noun: The noun.
        side: Whose they are, if it is known.
        former: Whether they no longer hold that office.
    """
    sector = noun.sector or None
    owner = side.sector if side else None
    if noun.inherits == "always" and side is not None and side.country in _UNIONS and owner not in _COURTS:
        sector = "GOV" if noun.key in words("leading") else sector
    elif noun.inherits == "always":
        sector = owner or sector
        if sector is None and side is not None and side.state and noun.key in words("leading"):
            sector = "GOV"
    elif noun.inherits == "armed" and owner in _ARMED:
        sector = owner
    if former and noun.kind == "person" and sector in _OFFICIAL:
        return "ELI"
    return sector


def without_government(name: str) -> str:
    """Return the state's name from that of its government."""
    return name.removeprefix(GOVERNMENT).removeprefix("the ")
