"""Count a document's events into their story threads."""

from collections.abc import Sequence
from datetime import UTC, datetime

from schemas.document import Document
from schemas.event import Entity, Event
from schemas.receipt import Story
from schemas.submission import Submission
from tasks.stories.threads import Stories, Telling

__all__ = ["tell_stories"]


def tell_stories(
    submission: Submission, document: Document, events: Sequence[Event], stories: Stories
) -> list[Story]:
    """Record that a document tells these events.

    Call it just before publishing and hand the result to `entries(…, told=…)`. It may be called
    again for the same document, in whole or after half of it was recorded: the answers are the same.

    Args:
        submission: How the document came in.
        document: Its clean text.
        events: What was extracted from it.
        stories: Where threads are kept.

    Returns:
        For each event, in order, how often and by how many publishers it has been told, and by whom first.
    """
    time = _time(submission, document)
    return [stories.record_telling(_telling(document, submission, event, time)) for event in events]


def _telling(document: Document, submission: Submission, event: Event, time: int) -> Telling:
    toll = event.casualties
    return Telling(
        story=event.story,
        document=submission.id,
        publisher=document.publisher,
        time=time,
        summary=_summary(event),
        killed=toll.killed if toll else None,
        injured=toll.injured if toll else None,
    )


def _summary(event: Event) -> str:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    parts = [_names(event.actors), kind, _names(event.recipients)]
    parts.append(f"in {event.place.name}" if event.place else "")
    parts.append(f"on {event.date.first}" if event.date else "")
    return " ".join(part for part in parts if part)


def _names(entities: Sequence[Entity]) -> str:
    return ", ".join(entity.name for entity in entities)


def _time(submission: Submission, document: Document) -> int:
    published = document.published
    if published is None or published.precision not in ("second", "minute", "day"):
        return int(submission.received.timestamp())
    try:
        moment = datetime.fromisoformat(published.value)
    except ValueError:
        return int(submission.received.timestamp())
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
