"""A dossier in this process's memory, for `process` and for tests."""

from collections.abc import Sequence

from schemas.base import Record
from tasks.dossier.contract import R

__all__ = ["MemoryDossier"]


class MemoryDossier:
    """Keep records in a dictionary; what is dropped later is dropped at once."""

    def __init__(self) -> None:
        self._records: dict[str, dict[str, str]] = {}

    def put(self, document_id: str, name: str, record: Record) -> bool:
        """Keep a record unless one of that name is there; tell whether it was kept."""
        records = self._records.setdefault(document_id, {})
        if name in records:
            return False
        records[name] = record.model_dump_json()
        return True

    def get(self, document_id: str, name: str, kind: type[R]) -> R | None:
        """Return a record, None if there is none."""
        held = self._records.get(document_id, {}).get(name)
        return None if held is None else kind.model_validate_json(held)

    def names(self, document_id: str) -> frozenset[str]:
        """Return which records a document has."""
        return frozenset(self._records.get(document_id, {}))

    def forget(self, document_id: str, names: Sequence[str]) -> None:
        """Forget some of a document's records."""
        records = self._records.get(document_id, {})
        for name in names:
            records.pop(name, None)

    def drop(self, document_id: str, *, after_seconds: int = 0) -> None:
        """Forget a document's records."""
        del after_seconds
        self._records.pop(document_id, None)
