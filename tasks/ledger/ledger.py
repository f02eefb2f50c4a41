"""The ledger on the Redis server; every change is one script, and only the server's clock counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from redis import Redis

__all__ = ["ALIVE_SECONDS", "Ledger", "Start"]

ALIVE_SECONDS: Final = 15.0
"""A worker child that gives no sign of life for so long is taken for dead."""

SWEEP_LIMIT: Final = 500


@dataclass(frozen=True, slots=True)
class Start:
    """Say whether a worker may begin.

    Attributes:
        verdict: `gone` if settled or unknown, `busy` if a living worker has it, `crashed` after too many
            crashes, `go` otherwise.
        before: The living owner if busy; the stage in which the last worker died, if one did.
        attempts: Crashes so far.
    """

    verdict: Literal["gone", "busy", "crashed", "go"]
    before: str
    attempts: int


class Ledger:
    """Keep the unsettled documents by their last progress."""

    def __init__(self, client: Redis, namespace: str) -> None:
        self._client = client
        self.entries = f"{namespace}:ledger"
        self.running = f"{namespace}:running"
        self.attempts = f"{namespace}:attempts"
        self.settled_prefix = f"{namespace}:settled:"
        self.alive_prefix = f"{namespace}:alive:"
        self._probe = f"{namespace}:probe"
        self._dossier_prefix = f"{namespace}:dossier:"
        here = Path(__file__).parent
        self._register, self._begin, self._finish, self._stalled = (
            client.register_script((here / f"{name}.lua").read_text())
            for name in ("register", "begin", "finish", "stalled")
        )

    def register(self, ids: Sequence[str]) -> list[str]:
        """Enter documents; return those that were neither settled nor entered before."""
        if not ids:
            return []
        return cast("list[str]", self._register(keys=[self.entries], args=[self.settled_prefix, *ids]))

    def begin(self, document_id: str, stage: str, owner: str, max_attempts: int) -> Start:
        """Begin a stage of a document unless it is settled, in a living worker's hands or deadly."""
        reply = self._begin(
            keys=[self.entries, self.running, self.attempts],
            args=[document_id, stage, owner, self.alive_prefix, int(ALIVE_SECONDS * 1000), max_attempts],
        )
        return Start(*cast("tuple[Literal['gone', 'busy', 'crashed', 'go'], str, int]", tuple(reply)))

    def finish(self, document_id: str, owner: str, record: str = "", json: str = "") -> bool:
        """Keep the record that a stage made and note the progress; tell whether to go on.

        Without a record, only the worker's mark is taken away.
        """
        return bool(
            self._finish(
                keys=[self.entries, self.running, self._dossier_prefix + document_id],
                args=[document_id, owner, record, json],
            )
        )

    def stalled(self, stall_after: float, limit: int = SWEEP_LIMIT) -> list[str]:
        """Take documents without progress for `stall_after` seconds, or whose worker is dead."""
        return cast(
            "list[str]",
            self._stalled(
                keys=[self.entries, self.running],
                args=[int(stall_after * 1000), self.alive_prefix, int(ALIVE_SECONDS * 1000), limit],
            ),
        )

    def keep_alive(self, owner: str) -> None:
        """Give a sign of life for a worker child."""
        self._client.pexpire(self.alive_prefix + owner, int(ALIVE_SECONDS * 1000))

    def declare_dead(self, owner: str) -> None:
        """Take away the sign of life of a worker child that is known to be dead."""
        self._client.delete(self.alive_prefix + owner)

    def forgive(self, owners: str) -> int:
        """Take away the marks of the children of an orderly stopped worker: theirs are no crashes.

        Args:
            owners: What their names begin with.
        """
        marks = cast("dict[str, str]", self._client.hgetall(self.running))
        theirs = [key for key, mark in marks.items() if mark.split(" ")[1].startswith(owners)]
        return self._client.hdel(self.running, *theirs) if theirs else 0

    def marks(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return stage and owner of those documents that a worker began and did not finish."""
        if not ids:
            return {}
        held = cast("list[str | None]", self._client.hmget(self.running, list(ids)))
        pairs = zip(ids, held, strict=True)
        return {key: (mark.split(" ")[0], mark.split(" ")[1]) for key, mark in pairs if mark is not None}

    def is_any_busy(self, owners: str) -> bool:
        """Tell whether a living worker child has a document in its hands.

        Args:
            owners: What its name begins with.
        """
        marks = cast("dict[str, str]", self._client.hgetall(self.running))
        theirs = ((key, mark.split(" ")[1]) for key, mark in marks.items())
        return any(owner.startswith(owners) and self.is_alive(owner, key) for key, owner in theirs)

    def is_alive(self, owner: str, document_id: str) -> bool:
        """Tell whether a worker child gives signs of life and has this document in its hands."""
        return cast("str | None", self._client.get(self.alive_prefix + owner)) == document_id

    def check_writable(self) -> None:
        """Raise what a full or failing server says to a write, before anything depends on one."""
        self._client.set(self._probe, "1", ex=60)

    def in_flight(self) -> int:
        """Count the unsettled documents."""
        return self._client.zcard(self.entries)

    def is_unsettled(self, document_id: str) -> bool:
        """Tell whether a document is entered."""
        return self._client.zscore(self.entries, document_id) is not None

    def ids(self) -> list[str]:
        """Return all unsettled documents, longest without progress first."""
        return cast("list[str]", self._client.zrange(self.entries, 0, -1))

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return which of these documents are entered or settled."""
        pipe = self._client.pipeline(transaction=False)
        for document_id in ids:
            pipe.zscore(self.entries, document_id)
            pipe.exists(self.settled_prefix + document_id)
        replies = pipe.execute()
        pairs = zip(ids, replies[::2], replies[1::2], strict=True)
        return {key for key, score, settled in pairs if score is not None or settled}

    def strike(self, document_id: str) -> None:
        """Take a document out that has neither file nor records: nothing can be told of it."""
        self._client.zrem(self.entries, document_id)
        self._client.hdel(self.running, document_id)
