"""What a telling is, what a thread of them is, and the contract of those who keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from schemas.receipt import Story

__all__ = ["Stories", "Telling", "Thread", "toll_text"]


@dataclass(frozen=True, slots=True)
class Telling:
    """Be one document's telling of one event.

    Attributes:
        story: The event's story key.
        document: Id of the document.
        publisher: Its name, None if unknown.
        time: When it was told last: by its passage's time, else when the document was published, or else
            received, in seconds since 1970.
        since: When the document told it first, None if it told it once.
        summary: The event in one line.
        killed: Toll, None if it gives none.
        injured: As `killed`.
    """

    story: str
    document: str
    publisher: str | None
    time: int
    summary: str = ""
    killed: int | None = None
    injured: int | None = None
    since: int | None = None

    @property
    def earliest(self) -> int:
        """Return when the document told it first."""
        return self.time if self.since is None else self.since


@dataclass(frozen=True, slots=True)
class Thread:
    """Be all tellings of one story within the time window.

    Attributes:
        story: The story key.
        summary: The event in one line, as it was told first.
        mentions: How many documents have told it.
        publishers: Who has, by name, in alphabetical order; the unnamed are not among them.
        first_told_by: Id of the document that came first.
        first: Earliest time of a telling, in seconds since 1970.
        last: Latest time of a telling.
        killed: From the latest telling that gives a toll.
        injured: As `killed`.
    """

    story: str
    summary: str
    mentions: int
    publishers: tuple[str, ...]
    first_told_by: str
    first: int
    last: int
    killed: int | None = None
    injured: int | None = None


class Stories(Protocol):
    """Keep threads for a time window."""

    def record_telling(self, telling: Telling) -> Story:
        """Count a telling in, once a document, and return how the story stood then.

        A document that tells the story again, or is delivered again, gets the answer it got first.
        """
        ...

    def threads(self, limit: int = 100) -> Sequence[Thread]:
        """Return the threads, the one told last first."""
        ...


def toll_text(thread: Thread) -> str:
    """Return the latest toll in words, "" if none was given."""
    counts = ((thread.killed, "killed"), (thread.injured, "injured"))
    return ", ".join(f"{count} {what}" for count, what in counts if count is not None)
