"""Join an act with its date, place, toll and source into an event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import xxhash
from spacy.tokens import Token

from schemas.event import Attribution, Casualties, DateMention, Event, Evidence, Place, Trigger
from schemas.plover import QUADS, score_of
from tasks.extract.acts import Act
from tasks.extract.attribution import AttributionReading, find_attributions, innermost
from tasks.extract.dates import date_of
from tasks.extract.entities import EntityIndex
from tasks.extract.places import place_of
from tasks.extract.reading import PassageReading
from tasks.extract.story import story_day, story_key
from tasks.extract.toll import casualties_of, find_tolls, share_tolls

__all__ = ["Findings", "assemble"]


_HARMFUL: Final = frozenset({"ASSAULT", "COERCE", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold what the other rooms found in a document.

    Attributes:
        entities: Who the noun phrases denote.
        dates: The date mentions of the document.
        places: The place mentions of the document.
    """

    entities: EntityIndex
    dates: Sequence[DateMention]
    places: Sequence[Place]


def assemble(passage_reading: PassageReading, acts: Sequence[Act], findings: Findings) -> Iterator[Event]:
    """Yield the events of a passage; the same document always gives the same ids."""
    if not acts:
        return
    start, end = passage_reading.offset, passage_reading.offset + len(passage_reading.doc.text)
    dates = [d for d in findings.dates if start <= d.start < end]
    places = [p for p in findings.places if start <= p.start < end]
    sources = find_attributions(passage_reading)
    tolls = find_tolls(passage_reading, sources)
    here = Findings(findings.entities, dates, places)
    harms = [act for act in acts if act.type in _HARMFUL]
    assaults = [act.trigger for act in harms if act.type == "ASSAULT" and act.status == "actual"]
    shared = share_tolls([act.trigger for act in harms], assaults, tolls)
    for act in acts:
        own = shared.get(act.trigger.i, []) if act.type in _HARMFUL else []
        yield _event(passage_reading, act, here, casualties_of(own), sources)


def _event(
    reading: PassageReading,
    act: Act,
    findings: Findings,
    casualties: Casualties | None,
    sources: list[AttributionReading],
) -> Event:
    start, end = reading.place(act.trigger)
    first, last = reading.place(act.clause)
    saying = innermost(act.trigger, sources)
    date = date_of(act.trigger, reading, list(findings.dates), saying.cue if saying is not None else None)
    place = place_of(act.trigger, reading, findings.places)
    return Event(
        id=_id(reading, start, act),
        type=act.type,
        mode=act.mode,
        quad=QUADS[act.type],
        score=score_of(act.type, act.mode),
        status=act.status,
        actors=act.actors,
        recipients=act.recipients,
        date=date,
        place=place,
        attribution=_attribution(act, reading, findings.entities, sources),
        casualties=casualties,
        trigger=Trigger(text=_quote(reading, start, end), start=start, end=end),
        evidence=Evidence(
            passage=reading.passage.id, text=_quote(reading, first, last), start=first, end=last
        ),
        confidence=act.confidence,
        story=story_key(act.type, act.actors, act.recipients, story_day(date, act.trigger.text), place),
    )


def _quote(reading: PassageReading, start: int, end: int) -> str:
    """Return the characters of a stretch that begins and ends with tokens."""
    span = reading.span(start, end)
    return span.text if span is not None else ""


def _id(reading: PassageReading, start: int, act: Act) -> str:
    return xxhash.xxh64_hexdigest(f"{reading.passage.id}\x1f{start}\x1f{act.type}".encode())


def _attribution(
    act: Act, reading: PassageReading, entities: EntityIndex, sources: list[AttributionReading]
) -> Attribution | None:
    """Return who says so: the nearest source, else whoever accuses of the act."""
    found = innermost(act.trigger, sources)
    source: Token | None = found.source if found is not None else None
    span = found.source_span if found is not None else None
    if act.alleged_by is not None:
        source = act.alleged_by
        span = source.doc[source.left_edge.i : source.i + 1]
    if source is None or span is None:
        return None
    name = _name(source, reading, entities)
    if name is None and source.pos_ == "PRON":
        name = _last_speaker(source, reading, entities, sources)
    return Attribution(text=span.text, name=name)


def _name(source: Token, reading: PassageReading, entities: EntityIndex) -> str | None:
    names = [e.name for e in entities.actors_of(reading, source) if e.kind != "unknown"]
    return names[0] if names else None


def _last_speaker(
    pronoun: Token, reading: PassageReading, entities: EntityIndex, sources: list[AttributionReading]
) -> str | None:
    """Return whom "he added" means: the last person of the passage who was quoted by name."""
    if pronoun.lower_ not in ("he", "she"):
        return None
    before = [s.source for s in sources if s.source is not None and s.source.i < pronoun.i]
    for source in sorted(before, key=lambda token: token.i, reverse=True):
        if source.pos_ != "PRON":
            found = entities.actors_of(reading, source)
            return found[0].name if found and found[0].kind == "person" else None
    return None
