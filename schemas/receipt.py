"""What `publish` leaves behind, and what a subscriber reads on the streams."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from schemas.base import Record
from schemas.classification import Topic
from schemas.document import Published
from schemas.errors import Reason
from schemas.event import Event
from schemas.novelty import Novelty
from schemas.submission import DocumentId

__all__ = [
    "CloudEvent",
    "DocumentEntry",
    "DocumentRef",
    "EventEntry",
    "FailureEntry",
    "Outcome",
    "Receipt",
    "Story",
]

Outcome = Literal["published", "duplicate", "rejected"]


class Receipt(Record):
    """Say which stream entries were written for a document, once."""

    document: DocumentId
    outcome: Outcome
    entries: tuple[str, ...] = ()


class CloudEvent(Record):
    """Be a CloudEvents 1.0 envelope in structured JSON.

    Attributes:
        id: Deterministic, so that a consumer can be idempotent.
        type: `copydesk.document.v1`, `copydesk.event.v1`, `copydesk.failure.v1`.
        subject: The document's id.
    """

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    data: dict[str, Any]


class DocumentEntry(Record):
    """Tell one document's outcome: the `data` of an entry of `copydesk:documents`.

    Attributes:
        events: How many events it gave.
        notes: Marks such as `unsupported_language`.
        replay_of: The document that this one publishes again, through a later extraction.
    """

    id: DocumentId
    name: str
    collection: str = ""
    outcome: Outcome
    title: str | None = None
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    published: Published | None = None
    language: str | None = None
    genre: str | None = None
    novelty: Novelty | None = None
    topics: tuple[Topic, ...] = ()
    contexts: tuple[str, ...] = ()
    events: int = Field(default=0, ge=0)
    received: datetime
    reason: Reason | None = None
    notes: tuple[str, ...] = ()
    replay_of: DocumentId | None = None


class DocumentRef(Record):
    """Point from an event to the document that tells it."""

    id: DocumentId
    name: str
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    replay_of: DocumentId | None = None


class Story(Record):
    """Count how often an event was told, by how many publishers, and by whom first."""

    mentions: int = Field(default=1, ge=1)
    publishers: int = Field(default=0, ge=0)
    first_told_by: DocumentId


class EventEntry(Event):
    """Tell one coded event: the `data` of an entry of `copydesk:events`."""

    document: DocumentRef
    told: Story | None = None


class FailureEntry(Record):
    """Tell why a document was rejected: the `data` of an entry of `copydesk:failures`.

    Attributes:
        kept: Where the original lies now.
    """

    id: DocumentId
    name: str
    collection: str = ""
    reason: Reason
    message: str
    hint: str
    stage: str
    attempts: int = Field(default=1, ge=0)
    received: datetime
    kept: str | None = None
