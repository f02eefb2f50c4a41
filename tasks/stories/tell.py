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
    times = {passage.id: _instant(passage.timestamp) or time for passage in document.passages}
    told: dict[str, Story] = {}
    for story in dict.fromkeys(event.story for event in events):
        same = [event for event in events if event.story == story]
        told[story] = stories.record_telling(_telling(document, submission, same, times))
    return [told[event.story] for event in events]


def _telling(
    document: Document, submission: Submission, events: Sequence[Event], times: dict[str, int]
) -> Telling:
    """Join what a document tells of one story: the toll is that of its latest passage that gives one."""
    when = [times[event.evidence.passage] for event in events]
    tolls = [
        (at, event.casualties) for at, event in zip(when, events, strict=True) if event.casualties is not None
    ]
    toll = max(tolls, key=lambda pair: pair[0])[1] if tolls else None
    return Telling(
        story=events[0].story,
        document=submission.id,
        publisher=document.publisher,
        time=max(when),
        since=min(when),
        summary=_summary(events[0]),
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
    return _instant(published.value) or int(submission.received.timestamp())


def _instant(value: str | None) -> int | None:
    """Return the seconds since 1970 of an ISO instant or day, which is taken in UTC if it has no offset."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
