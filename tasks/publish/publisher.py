"""Write a document's entries and its settled mark in one script, once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

from redis import Redis

from schemas.base import Record
from schemas.receipt import CloudEvent, FailureEntry, Outcome

__all__ = ["STREAMS", "Publisher", "Settlement"]

STREAMS: Final = ("documents", "events", "failures")

STREAM_OF: Final = {
    "copydesk.document.v1": "documents",
    "copydesk.event.v1": "events",
    "copydesk.failure.v1": "failures",
}

MARK_SECONDS: Final = 86_400
"""A settled mark outlives its document's move to the archive by a day at least: should the server lose
its last second, the archive is compared with the marks."""


class Settlement(Record):
    """Be the mark of a settled document.

    Attributes:
        outcome: None for a container, whose members have outcomes of their own.
        members: How many members a container had.
        entries: CloudEvents ids of its stream entries.
        failure: Why it was rejected, for the file beside the original.
    """

    outcome: Outcome | None
    members: int = 0
    entries: tuple[str, ...] = ()
    failure: FailureEntry | None = None


class Publisher:
    """Settle documents on one server."""

    def __init__(self, client: Redis, namespace: str, max_length: int) -> None:
        """Take the server, the prefix of all keys, and about how many entries a stream keeps (0: all)."""
        self._client = client
        self._namespace = namespace
        self._max_length = max_length
        self._settle = client.register_script((Path(__file__).parent / "settle.lua").read_text())

    def mark_key(self, document_id: str) -> str:
        """Return the key of a document's settled mark."""
        return f"{self._namespace}:settled:{document_id}"

    def stream(self, name: str) -> str:
        """Return the key of a stream."""
        return f"{self._namespace}:{name}"

    def settle(
        self,
        document_id: str,
        outcome: Outcome | None,
        events: Sequence[CloudEvent],
        *,
        members: int = 0,
        failure: FailureEntry | None = None,
    ) -> tuple[Settlement, bool]:
        """Settle a document, or find it settled.

        Returns:
            The settlement that stands, and whether it is this one.
        """
        ids = tuple(event.id for event in events)
        mark = Settlement(outcome=outcome, members=members, entries=ids, failure=failure)
        names = ("ledger", "running", "attempts", "counters", *STREAMS)
        args: list[str | int] = [document_id, outcome or "", self._max_length, mark.model_dump_json()]
        for event in events:
            place = STREAMS.index(STREAM_OF[event.type]) + 1
            args += [place, event.id, event.type, event.subject, event.model_dump_json()]
        keys = [self.mark_key(document_id), *(self.stream(name) for name in names)]
        standing, ours = self._settle(keys=keys, args=args)
        return Settlement.model_validate_json(standing), bool(ours)

    def settlement(self, document_id: str) -> Settlement | None:
        """Return a document's settlement; None if it is unsettled or long forgotten."""
        mark = cast("str | None", self._client.get(self.mark_key(document_id)))
        return None if mark is None else Settlement.model_validate_json(mark)

    def forget_later(self, document_id: str, seconds: int) -> None:
        """Let a settled mark go some time after its file has left the spool."""
        self._client.expire(self.mark_key(document_id), max(seconds, MARK_SECONDS))

    def counters(self) -> dict[str, int]:
        """Return how many documents had which outcome."""
        held = cast("dict[str, str]", self._client.hgetall(self.stream("counters")))
        return {name: int(held.get(name, 0)) for name in ("published", "duplicate", "rejected")}

    def trim(self, oldest_milliseconds: int) -> None:
        """Drop entries older than a moment (Unix time, milliseconds) from all streams."""
        for name in STREAMS:
            self._client.xtrim(self.stream(name), minid=oldest_milliseconds, approximate=True)
