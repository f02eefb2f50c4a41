"""Join an act with its date, place, toll and source into an event."""

from collections.abc import Iterable, Iterator

import xxhash

from schemas.event import Event, EventDate, Evidence, Trigger
from schemas.plover import QUADS, score_of
from tasks.extract.acts import Act
from tasks.extract.reading import PassageReading
from tasks.extract.story import story_key

__all__ = ["assemble"]


def assemble(document_id: str, passage_reading: PassageReading, acts: Iterable[Act]) -> Iterator[Event]:
    """Yield the events of a passage; the same document always gives the same ids."""
    for act in acts:
        yield _event(document_id, passage_reading, act)


def _event(document_id: str, passage_reading: PassageReading, act: Act) -> Event:
    start, end = passage_reading.place(act.trigger)
    first, last = passage_reading.place(act.clause)
    date = _passage_date(passage_reading)
    return Event(
        id=xxhash.xxh64_hexdigest(f"{document_id}\x1f{start}\x1f{act.type}".encode()),
        type=act.type,
        mode=act.mode,
        quad=QUADS[act.type],
        score=score_of(act.type, act.mode),
        status=act.status,
        actors=act.actors,
        recipients=act.recipients,
        date=date,
        trigger=Trigger(text=act.trigger.text, start=start, end=end),
        evidence=Evidence(passage=passage_reading.passage.id, text=act.clause.text, start=first, end=last),
        confidence=act.confidence,
        story=story_key(act.type, act.actors, act.recipients, date, None),
    )


def _passage_date(passage_reading: PassageReading) -> EventDate | None:
    if passage_reading.anchor is None:
        return None
    day = passage_reading.anchor[:10]
    return EventDate(text=None, first=day, last=day)
