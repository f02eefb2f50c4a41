"""The chain without queue or server: what `copydesk process` runs in its own process.

The stages are those of the workers, in their order, with the in-memory novelty index.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from schemas.classification import Classification
from schemas.document import Document, Published
from schemas.errors import Rejection
from schemas.event import Extraction
from schemas.process import ProcessError, ProcessFailure, ProcessLine
from schemas.settings import Limits
from schemas.submission import Submission
from tasks.classify import classify
from tasks.clean import clean, split
from tasks.deduplicate import deduplicate
from tasks.deduplicate.memory import MemoryIndex
from tasks.extract import extract

__all__ = ["InlineDesk", "Source", "failure"]


@dataclass(frozen=True, slots=True)
class Source:
    """Be one file as it was handed over.

    Attributes:
        name: What the output line calls it.
        content: Its bytes.
        modified: The file's modification time, null for records and standard input.
        parent: Id of the container it came out of.
        depth: How many containers it lies in.
    """

    name: str
    content: bytes
    modified: datetime | None = None
    parent: str | None = None
    depth: int = 0


@dataclass(slots=True)
class InlineDesk:
    """Process documents one after the other; novelty is decided among them.

    Attributes:
        limits: What readers may consume.
        given_date: ISO day that anchors documents which carry no date of their own.
    """

    limits: Limits = field(default_factory=Limits)
    given_date: str | None = None
    _index: MemoryIndex = field(default_factory=MemoryIndex)
    _count: int = 0

    def process(self, source: Source) -> Iterator[ProcessLine | ProcessError]:
        """Yield one line a document of the source; a container gives one for each member."""
        submission = self._submission(source)
        try:
            members = split(submission, source.content, self.limits)
            if members is None:
                yield self._line(submission, source.content)
                return
            for member in members:
                inner = replace(
                    source,
                    name=member.name,
                    content=member.content,
                    modified=None,
                    parent=submission.id,
                    depth=source.depth + 1,
                )
                yield from self.process(inner)
        except Rejection as rejection:
            yield failure(source.name, rejection)

    def _submission(self, source: Source) -> Submission:
        self._count += 1
        digest = hashlib.sha256(source.content).hexdigest()
        identity = hashlib.sha256(f"{self._count}\0{source.name}\0{digest}".encode(errors="replace"))
        return Submission(
            id=identity.hexdigest()[:24],
            name=source.name,
            sha256=digest,
            size=len(source.content),
            received=datetime.now(UTC),
            modified=source.modified,
            parent=source.parent,
        )

    def _line(self, submission: Submission, content: bytes) -> ProcessLine:
        document = self._dated(clean(submission, content, self.limits))
        novelty = deduplicate(submission, document, self._index)
        self._index.commit(document.id)
        if not novelty.new_passages:
            return ProcessLine.of(document, novelty, Classification(), Extraction())
        extraction = extract(document, frozenset(novelty.new_passages))
        return ProcessLine.of(document, novelty, classify(document), extraction)

    def _dated(self, document: Document) -> Document:
        known = document.published is not None and document.published.precision != "file"
        if known or self.given_date is None:
            return document
        given = Published(value=self.given_date, precision="day", text=None, source="given")
        return document.model_copy(update={"published": given})


def failure(name: str, rejection: Rejection) -> ProcessError:
    """Return the line of a document that was rejected."""
    error = ProcessFailure(code=rejection.reason.value, message=str(rejection))
    return ProcessError(name=name, error=error)
