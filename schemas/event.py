"""What `extract` makes: mentions, and coded events with their evidence.

All offsets count code points of `Document.text`.
"""

from typing import Literal

from pydantic import Field

from schemas.base import Record
from schemas.plover import EventType, Mode, Quad

__all__ = [
    "Attribution",
    "Casualties",
    "DateMention",
    "Entity",
    "EntityKind",
    "Event",
    "EventDate",
    "Evidence",
    "Extraction",
    "Mentions",
    "Place",
    "Status",
    "Trigger",
]

EntityKind = Literal["country", "person", "organisation", "group", "unknown"]
Status = Literal["actual", "planned", "hypothetical", "denied"]
Qualifier = Literal["exactly", "at-least", "at-most", "about", "zero"]


class Span(Record):
    """Quote characters of the document's text."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Trigger(Span):
    """Quote the word or words that name the act."""


class Evidence(Span):
    """Quote the shortest clause that states the act."""

    passage: str


class DateMention(Span):
    """Be a resolved date expression.

    Attributes:
        value: TIMEX3-style ISO 8601 value (`2023-06-29`, `2023-W26`, `2023-SU`, `P3D`), null if unresolved.
        first: First day it covers, null if it is no point or span of the calendar.
        last: Last day it covers.
    """

    value: str | None = None
    first: str | None = None
    last: str | None = None


class EventDate(Record):
    """Say when an act took place; `text` is null where the passage's own time was taken."""

    text: str | None
    first: str
    last: str


class Place(Span):
    """Be a resolved place.

    Attributes:
        name: The gazetteer's name.
        country: ISO 3166-1 alpha-3 (`XKX` for Kosovo), null for seas and the like.
        lat: Degrees north.
        lon: Degrees east.
        geonames_id: Null where GeoNames has no such entry.
    """

    name: str
    country: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    geonames_id: int | None = None


class Entity(Span):
    """Be a resolved actor.

    Attributes:
        text: How this mention names it.
        name: Normalised name.
        kind: What it is.
        country: ISO 3166-1 alpha-3 of its side, or PLOVER's `IGO`, `UNO`, `EUR`, `NGO`, … (manual, 5.1.1).
        sector: PLOVER sector code (manual, table 5.2).
    """

    name: str
    kind: EntityKind = "unknown"
    country: str | None = None
    sector: str | None = None


class Attribution(Record):
    """Name who says so: the words, and the normalised name where it is known."""

    text: str
    name: str | None = None


class Casualties(Record):
    """Count the people harmed by an act.

    Attributes:
        qualifier: How the text hedges the figures.
        text: The words that give the toll.
        source: Who gave the figure.
    """

    killed: int | None = Field(default=None, ge=0)
    injured: int | None = Field(default=None, ge=0)
    missing: int | None = Field(default=None, ge=0)
    detained: int | None = Field(default=None, ge=0)
    displaced: int | None = Field(default=None, ge=0)
    qualifier: Qualifier = "exactly"
    text: str | None = None
    source: Attribution | None = None


class Event(Record):
    """Say who did what to whom, when, where, with what toll, who says so, and the words.

    Attributes:
        id: Deterministic: the same document gives the same ids.
        score: PLOVER conflict-cooperation score, −10 to 10 (manual, table 2.2).
        confidence: Calibrated probability that the type and the pair are right.
        story: Key that retellings of one event share.
    """

    id: str
    type: EventType
    mode: Mode | None = None
    quad: Quad
    score: float
    status: Status = "actual"
    actors: tuple[Entity, ...] = ()
    recipients: tuple[Entity, ...] = ()
    date: EventDate | None = None
    place: Place | None = None
    attribution: Attribution | None = None
    casualties: Casualties | None = None
    trigger: Trigger
    evidence: Evidence
    confidence: float = Field(ge=0, le=1)
    story: str


class Mentions(Record):
    """List every date, place, person and organisation of the text, used by an event or not."""

    dates: tuple[DateMention, ...] = ()
    places: tuple[Place, ...] = ()
    entities: tuple[Entity, ...] = ()


class Extraction(Record):
    """Hold the events and mentions of one document."""

    mentions: Mentions = Mentions()
    events: tuple[Event, ...] = ()
