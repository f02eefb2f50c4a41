"""The stage functions as one object, so that tests can put slow, broken or deadly ones in their place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from redis import Redis

from schemas.classification import Classification
from schemas.document import Document
from schemas.event import Event, Extraction
from schemas.novelty import Novelty
from schemas.receipt import Story
from schemas.settings import Limits, Settings
from schemas.submission import Submission

__all__ = ["Index", "Member", "Stages", "open_index", "real_stages"]


class Member(Protocol):
    """Be one document inside a container."""

    @property
    def name(self) -> str:
        """Return the record's id or a derived name."""

    @property
    def content(self) -> bytes:
        """Return its bytes, as a file of its own would hold them."""


class Index(Protocol):
    """Be the part of the novelty index that settling a document needs."""

    def commit(self, document_id: str) -> None:
        """Keep the claim of a document that was told."""

    def withdraw(self, document_id: str) -> tuple[str, ...]:
        """Release the claim of a document that was rejected; return those to be judged anew."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Name the functions that make the records, and what they remember between documents.

    Attributes:
        open_index: Opens the novelty index on a server.
        open_lines: Opens the memory of a collection's boilerplate lines on a server.
        open_stories: Opens the story threads on a server.
    """

    clean: Callable[[Submission, bytes, Limits, Any], Document]
    split: Callable[[Submission, bytes, Limits], Iterator[Member] | None]
    deduplicate: Callable[[Submission, Document, Any], Novelty]
    classify: Callable[[Document], Classification]
    extract: Callable[[Document, frozenset[str] | None], Extraction]
    tell: Callable[[Submission, Document, Sequence[Event], Any], Sequence[Story]]
    open_index: Callable[[Redis, Settings], Index]
    open_lines: Callable[[Redis, Settings], Any]
    open_stories: Callable[[Redis, Settings], Any]


def open_index(client: Redis, settings: Settings) -> Index:
    """Open the novelty index on the server."""
    from tasks.deduplicate.redis_index import RedisIndex  # noqa: PLC0415  (status and submit stay light)

    return RedisIndex(client, settings.namespace, settings.novelty_days)


def open_lines(client: Redis, settings: Settings) -> object:
    """Open the memory of boilerplate lines on the server."""
    from tasks.clean.lines.redis_memory import RedisLineMemory  # noqa: PLC0415  (as above)

    return RedisLineMemory(client, settings.namespace, settings.novelty_days)


def open_stories(client: Redis, settings: Settings) -> object:
    """Open the story threads on the server."""
    from tasks.stories.redis_stories import RedisStories  # noqa: PLC0415  (as above)

    return RedisStories(client, settings.namespace, settings.novelty_days)


def real_stages() -> Stages:
    """Import the real stages; it takes seconds, so only workers do it."""
    from tasks.classify import classify  # noqa: PLC0415  (as above)
    from tasks.clean import clean, split  # noqa: PLC0415  (as above)
    from tasks.deduplicate import deduplicate  # noqa: PLC0415  (as above)
    from tasks.extract import extract  # noqa: PLC0415  (as above)
    from tasks.stories import tell_stories  # noqa: PLC0415  (as above)

    return Stages(
        clean=clean,
        split=split,
        deduplicate=deduplicate,
        classify=classify,
        extract=extract,
        tell=tell_stories,
        open_index=open_index,
        open_lines=open_lines,
        open_stories=open_stories,
    )
