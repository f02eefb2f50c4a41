"""The line that `copydesk process` prints for each document: a contract."""

from typing import Any

from schemas.base import Record
from schemas.classification import Classification
from schemas.document import Document
from schemas.event import Event, Extraction, Mentions
from schemas.novelty import Novelty

__all__ = ["ProcessError", "ProcessLine"]


class ProcessFailure(Record):
    """Say why a document could not be processed."""

    code: str
    message: str


class ProcessError(Record):
    """Be the line of a document that failed."""

    name: str
    error: ProcessFailure


class ProcessLine(Record):
    """Be the line of a document that was processed."""

    id: str
    name: str
    document: Document
    novelty: Novelty
    classification: Classification
    mentions: Mentions
    events: tuple[Event, ...]

    @classmethod
    def of(
        cls,
        document: Document,
        novelty: Novelty,
        classification: Classification,
        extraction: Extraction,
    ) -> "ProcessLine":
        """Join the records of one document."""
        return cls(
            id=document.id,
            name=document.name,
            document=document,
            novelty=novelty,
            classification=classification,
            mentions=extraction.mentions,
            events=extraction.events,
        )

    def payload(self) -> dict[str, Any]:
        """Return the JSON object; `document` does not repeat `id` and `name`."""
        line = self.model_dump(mode="json")
        for repeated in ("id", "name"):
            del line["document"][repeated]
        return line
