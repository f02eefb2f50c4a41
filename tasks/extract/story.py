"""The key that retellings of one event share."""

import datetime
from collections.abc import Iterable

import xxhash

from schemas.event import Entity, EventDate, Place
from schemas.plover import EventType

__all__ = ["story_day", "story_key"]


def story_key(
    event_type: EventType,
    actors: Iterable[Entity],
    recipients: Iterable[Entity],
    day: str,
    place: Place | None,
) -> str:
    """Return a 16-digit hex key of type, parties, day (`story_day`) and country of the place.

    The place counts by country, since one telling names the city and the next the region.
    """
    parts = [
        event_type,
        _side(actors),
        _side(recipients),
        day,
        (place.country or place.name) if place is not None else "",
    ]
    return xxhash.xxh64_hexdigest("\x1f".join(parts).encode())


def story_day(date: EventDate | None, trigger: str) -> str:
    """Return the day that a story counts by.

    Of a night, which one telling calls `overnight` and the next `early Thursday`, it is the morning. An act
    without a day counts by its word, or all that two parties ever did to each other would be one story.
    """
    if date is None:
        return trigger.casefold()
    first, last = datetime.date.fromisoformat(date.first), datetime.date.fromisoformat(date.last)
    return date.last if (last - first).days <= 1 else date.first


def _side(entities: Iterable[Entity]) -> str:
    return "|".join(sorted(e.name.casefold() for e in entities))
