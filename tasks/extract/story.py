"""The key that retellings of one event share."""

from collections.abc import Iterable

import xxhash

from schemas.event import Entity, EventDate, Place
from schemas.plover import EventType

__all__ = ["story_key"]


def story_key(
    event_type: EventType,
    actors: Iterable[Entity],
    recipients: Iterable[Entity],
    date: EventDate | None,
    place: Place | None,
) -> str:
    """Return a 16-digit hex key of type, parties, first day and country of the place.

    The place counts by country, since one telling names the city and the next the region.
    """
    parts = [
        event_type,
        _side(actors),
        _side(recipients),
        date.first if date is not None else "",
        (place.country or place.name) if place is not None else "",
    ]
    return xxhash.xxh64_hexdigest("\x1f".join(parts).encode())


def _side(entities: Iterable[Entity]) -> str:
    return "|".join(sorted(e.name.casefold() for e in entities))
