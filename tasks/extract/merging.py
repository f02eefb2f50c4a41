"""Tell one act once: "nine were killed and thirty wounded when a bomb exploded" is a single event."""

from collections.abc import Iterable, Sequence
from typing import Final

import xxhash

from schemas.event import Entity, Event, Evidence
from schemas.plover import score_of
from tasks.extract.story import story_day, story_key

__all__ = ["merge_retellings", "own_ids"]

NEAR: Final = 400
"""Code points between two triggers beyond which the same figures are a retelling, not the same clause."""


def merge_retellings(events: Sequence[Event], text: str) -> tuple[Event, ...]:
    """Join assaults that stand close together and share their toll.

    Args:
        events: Events of one document in the order of its text.
        text: The document's text, which evidence is quoted from.
    """
    kept: list[Event] = []
    for event in events:
        twin = next((place for place, other in enumerate(kept) if _is_same_act(other, event)), None)
        if twin is None:
            kept.append(event)
        else:
            kept[twin] = _joined(kept[twin], event, text)
    return tuple(kept)


def own_ids(events: Iterable[Event], document_id: str) -> tuple[Event, ...]:
    """Make the ids of a document's events differ from every other document's."""
    return tuple(
        event.model_copy(update={"id": xxhash.xxh64_hexdigest(f"{document_id}\x1f{event.id}".encode())})
        for event in events
    )


def _is_same_act(one: Event, other: Event) -> bool:
    return (
        one.type == other.type == "ASSAULT"
        and one.status == other.status
        and one.evidence.passage == other.evidence.passage
        and abs(one.trigger.start - other.trigger.start) <= NEAR
        and _share_toll(one, other)
        and _agree(one.actors, other.actors)
    )


def _share_toll(one: Event, other: Event) -> bool:
    if one.casualties is None or other.casualties is None:
        return False
    first, second = one.casualties.text or "", other.casualties.text or ""
    return bool(first and second) and (first in second or second in first)


def _agree(one: Sequence[Entity], other: Sequence[Entity]) -> bool:
    return not one or not other or {e.name for e in one} == {e.name for e in other}


def _joined(one: Event, other: Event, text: str) -> Event:
    """Keep the more telling of two, with what only the other knows."""
    first, second = sorted((one, other), key=_telling, reverse=True)
    recipients = _in_order((*first.recipients, *second.recipients))
    actors = first.actors or second.actors
    date = first.date if first.date and first.date.text else second.date or first.date
    place = first.place or second.place
    tolls = [event.casualties for event in (first, second) if event.casualties is not None]
    return first.model_copy(
        update={
            "mode": first.mode or second.mode,
            "score": score_of(first.type, first.mode or second.mode),
            "actors": actors,
            "recipients": recipients,
            "date": date,
            "place": place,
            "attribution": first.attribution or second.attribution,
            "casualties": max(tolls, key=lambda toll: len(toll.text or "")),
            "evidence": _spanning(one.evidence, other.evidence, text),
            "confidence": max(one.confidence, other.confidence),
            "story": story_key(first.type, actors, recipients, story_day(date, first.trigger.text), place),
        }
    )


def _telling(event: Event) -> tuple[bool, bool, bool, float]:
    """Rank by mode, actor and date of its own, then by confidence."""
    dated = event.date is not None and event.date.text is not None
    return event.mode is not None, bool(event.actors), dated, event.confidence


def _in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    unique = {entity.name: entity for entity in entities}
    return tuple(sorted(unique.values(), key=lambda entity: entity.start))


def _spanning(one: Evidence, other: Evidence, text: str) -> Evidence:
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Evidence(passage=one.passage, text=text[start:end], start=start, end=end)
