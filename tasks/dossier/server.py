"""A dossier on the Redis server: one hash a document."""

from collections.abc import Sequence
from typing import cast

from redis import Redis

from schemas.base import Record
from tasks.dossier.contract import R

__all__ = ["RedisDossier"]


class RedisDossier:
    """Keep records as JSON in a hash a document."""

    def __init__(self, client: Redis, namespace: str) -> None:
        self._client = client
        self._prefix = f"{namespace}:dossier:"

    def key(self, document_id: str) -> str:
        """Return the key of a document's hash."""
        return self._prefix + document_id

    def put(self, document_id: str, name: str, record: Record) -> bool:
        """Keep a record unless one of that name is there; tell whether it was kept."""
        return bool(self._client.hsetnx(self.key(document_id), name, record.model_dump_json()))

    def get(self, document_id: str, name: str, kind: type[R]) -> R | None:
        """Return a record, None if there is none."""
        held = cast("str | None", self._client.hget(self.key(document_id), name))
        return None if held is None else kind.model_validate_json(held)

    def names(self, document_id: str) -> frozenset[str]:
        """Return which records a document has."""
        return frozenset(cast("list[str]", self._client.hkeys(self.key(document_id))))

    def forget(self, document_id: str, names: Sequence[str]) -> None:
        """Forget some of a document's records."""
        self._client.hdel(self.key(document_id), *names)

    def drop(self, document_id: str, *, after_seconds: int = 0) -> None:
        """Forget a document's records, now or later."""
        self._client.expire(self.key(document_id), after_seconds)
