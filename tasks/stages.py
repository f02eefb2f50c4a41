"""The stage functions as one object, so that tests can put slow, broken or deadly ones in their place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from schemas.classification import Classification
from schemas.document import Document
from schemas.event import Extraction
from schemas.novelty import Novelty
from schemas.settings import Limits
from schemas.submission import Submission

__all__ = ["Member", "Stages", "real_stages"]


class Member(Protocol):
    """Be one document inside a container."""

    @property
    def name(self) -> str:
        """Return the record's id or a derived name."""

    @property
    def content(self) -> bytes:
        """Return its bytes, as a file of its own would hold them."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Name the functions that make the records; see each stage's folder for its contract."""

    clean: Callable[[Submission, bytes, Limits, Any], Document]
    split: Callable[[Submission, bytes, Limits], Iterator[Member] | None]
    deduplicate: Callable[[Submission, Document, Any], Novelty]
    classify: Callable[[Document], Classification]
    extract: Callable[[Document, frozenset[str] | None], Extraction]


def real_stages() -> Stages:
    """Import the real stages; it takes seconds, so only workers do it."""
    from tasks.classify import classify  # noqa: PLC0415  (the watcher and the command line stay light)
    from tasks.clean import clean, split  # noqa: PLC0415
    from tasks.deduplicate import deduplicate  # noqa: PLC0415
    from tasks.extract import extract  # noqa: PLC0415

    return Stages(clean, split, deduplicate, classify, extract)
