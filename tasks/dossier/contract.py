"""What a dossier promises, wherever it lies."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from schemas.base import Record

__all__ = ["Dossier", "R"]

R = TypeVar("R", bound=Record)


class Dossier(Protocol):
    """Keep the records of documents by document id and record name."""

    def put(self, document_id: str, name: str, record: Record) -> bool:
        """Keep a record unless one of that name is there; tell whether it was kept."""

    def get(self, document_id: str, name: str, kind: type[R]) -> R | None:
        """Return a record, None if there is none."""

    def names(self, document_id: str) -> frozenset[str]:
        """Return which records a document has."""

    def forget(self, document_id: str, names: Sequence[str]) -> None:
        """Forget some of a document's records."""

    def drop(self, document_id: str, *, after_seconds: int = 0) -> None:
        """Forget a document's records, now or later."""
