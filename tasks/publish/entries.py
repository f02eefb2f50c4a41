"""Make the stream entries of a document from its records; pure."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from schemas.classification import Classification
from schemas.document import READ_LANGUAGES, Document
from schemas.errors import Rejection
from schemas.event import Event, Extraction
from schemas.novelty import Novelty
from schemas.receipt import CloudEvent, DocumentEntry, DocumentRef, EventEntry, FailureEntry, Outcome, Story
from schemas.submission import Submission

__all__ = ["entries", "failure_entries", "outcome_of"]

SOURCE: Final = "copydesk"
NOTHING_NEW: Final = frozenset({"exact", "near", "contained"})


def outcome_of(novelty: Novelty) -> Outcome:
    """Return `duplicate` for a document that has nothing new to tell, else `published`."""
    return "duplicate" if novelty.verdict in NOTHING_NEW else "published"


def entries(  # noqa: PLR0913, PLR0917  (one argument a record: this is where they all meet)
    submission: Submission,
    document: Document,
    novelty: Novelty,
    classification: Classification,
    extraction: Extraction,
    told: Sequence[Story | None] = (),
) -> list[CloudEvent]:
    """Make the entries of a document that was read: one of its own and one an event.

    Args:
        submission: As it was received.
        document: As it was read.
        novelty: What is new in it.
        classification: What it is about.
        extraction: What happens in it.
        told: How often each event was told before, in the order of the events; may be empty.
    """
    notes = () if document.language in READ_LANGUAGES else ("unsupported_language",)
    entry = DocumentEntry(
        id=submission.id,
        name=submission.name,
        collection=submission.collection,
        outcome=outcome_of(novelty),
        title=document.title,
        publisher=document.publisher,
        bylines=document.bylines,
        published=document.published,
        language=document.language,
        genre=document.genre,
        novelty=novelty,
        topics=classification.topics,
        contexts=classification.contexts,
        events=len(extraction.events),
        received=submission.received,
        notes=notes,
        replay_of=submission.replay_of,
    )
    stories = [*told, *[None] * (len(extraction.events) - len(told))]
    pairs = zip(extraction.events, stories, strict=True)
    return [
        envelope("document", submission, entry),
        *(event_envelope(submission, document, event, story) for event, story in pairs),
    ]


def event_envelope(
    submission: Submission, document: Document, event: Event, story: Story | None
) -> CloudEvent:
    """Make the entry of one coded event."""
    reference = DocumentRef(
        id=submission.id,
        name=submission.name,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        replay_of=submission.replay_of,
    )
    fields = {name: getattr(event, name) for name in Event.model_fields}
    return envelope("event", submission, EventEntry(**fields, document=reference, told=story), event.id)


def failure_entries(
    submission: Submission, rejection: Rejection, stage: str, attempts: int, kept: str | None
) -> list[CloudEvent]:
    """Make the two entries of a rejected document.

    Args:
        submission: As it was received.
        rejection: Why.
        stage: Where in the chain.
        attempts: How often it was tried before.
        kept: Where the original will lie.
    """
    entry = DocumentEntry(
        id=submission.id,
        name=submission.name,
        collection=submission.collection,
        outcome="rejected",
        received=submission.received,
        reason=rejection.reason,
    )
    failure = FailureEntry(
        id=submission.id,
        name=submission.name,
        collection=submission.collection,
        reason=rejection.reason,
        message=str(rejection),
        hint=rejection.hint,
        stage=stage,
        attempts=attempts,
        received=submission.received,
        kept=kept,
    )
    return [envelope("document", submission, entry), envelope("failure", submission, failure)]


def envelope(
    kind: str, submission: Submission, data: DocumentEntry | EventEntry | FailureEntry, part: str = ""
) -> CloudEvent:
    """Wrap an entry; its id depends on the document and the part alone, so that it never varies."""
    return CloudEvent(
        id=f"{submission.id}:{part or kind}",
        source=SOURCE,
        type=f"copydesk.{kind}.v1",
        subject=submission.id,
        time=datetime.now(UTC),
        data=data.model_dump(mode="json"),
    )
