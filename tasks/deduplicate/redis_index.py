"""An index in Redis that all workers share: one atomic script judges and claims.

Keys, all under one hash tag, so they lie on one cluster slot:

| key | holds |
|---|---|
| `{ns:novelty}:windows` | when each time window was opened, and how many documents the current one has |
| `{ns:novelty}:<window>:records` | one record a document |
| `{ns:novelty}:<window>:pending` | who was judged a copy of a document that is not committed yet |
| `{ns:novelty}:<window>:<bucket>` | postings: fingerprint and document number, five bytes each |
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, cast

import orjson
import redis
from redis.commands.core import Script
from redis.exceptions import NoScriptError

from schemas.errors import ServerError
from schemas.novelty import Novelty, Verdict
from tasks.deduplicate import thresholds
from tasks.deduplicate.judgement import Judgement, novelty_of
from tasks.deduplicate.question import Question, bucket_of, identity_key, remainder_of
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import Overlap

__all__ = ["RedisIndex"]

WINDOW_DOCUMENTS: Final = 1_000_000
_WINDOWS_A_LIFE: Final = 3
_ATTEMPTS: Final = 10


class RedisIndex:
    """Remember what was told, for all workers.

    Args:
        client: Connected client; whether it decodes responses does not matter.
        namespace: Prefix of every key.
        days: How long a document counts as seen. Its memory is free a third of that later.
        window_documents: Documents after which a new window is opened early; it bounds the length
            of buckets, and must be below 2**24.
    """

    def __init__(
        self,
        client: "redis.Redis",
        namespace: str = "copydesk",
        days: float = 30,
        window_documents: int = WINDOW_DOCUMENTS,
    ) -> None:
        self._prefix = f"{{{namespace}:novelty}}:"
        limits = _limits(max(1, round(days * 86_400_000)), window_documents)
        self._check = client.register_script(_script(limits, "recall.lua", "check.lua"))
        self._settle = client.register_script(_script(limits, "settle.lua"))
        self._client = client
        self._windows: list[int] = []

    def check_and_claim(self, sketch: Sketch) -> Novelty:
        """Judge a document and remember what it tells, as `NoveltyIndex` says."""
        question = Question(sketch)
        reply = self._ask(self._check, question.fingerprints, question.arguments)
        return novelty_of(sketch, _judgement(reply))

    def commit(self, document_id: str) -> None:
        """Make a claim final, as `NoveltyIndex` says."""
        self._settled(document_id, commit=True)

    def withdraw(self, document_id: str) -> tuple[str, ...]:
        """Take a pending claim back, as `NoveltyIndex` says."""
        return self._settled(document_id, commit=False)

    def _settled(self, document: str, *, commit: bool) -> tuple[str, ...]:
        key = identity_key(document)
        header = {"id": document, "commit": commit}

        def arguments(windows: Sequence[int]) -> list[bytes]:
            return [orjson.dumps({**header, "windows": windows}), remainder_of(key)]

        (released,) = self._ask(self._settle, (key,), arguments)
        return tuple(map(_text, released))

    def _ask(
        self, script: Script, fingerprints: Sequence[int], arguments: Callable[[Sequence[int]], list[bytes]]
    ) -> list[Any]:
        """Run a script, again if the time windows have moved on since this process last looked."""
        for _ in range(_ATTEMPTS):
            reply = self._run(script, self._keys(fingerprints), arguments(self._windows))
            if _text(reply[0]) != "windows":
                return reply[1:]
            self._windows = [int(window) for window in reply[1]]
        message = f"The novelty index changed its time windows {_ATTEMPTS} times while it was asked."
        raise ServerError(message, hint="Raise COPYDESK_NOVELTY_DAYS.")

    def _run(self, script: Script, keys: list[str], arguments: list[bytes]) -> list[Any]:
        reply: Any
        try:
            reply = self._client.evalsha(script.sha, len(keys), *keys, *arguments)
        except NoScriptError:
            reply = script(keys=keys, args=arguments)
        return list(reply)

    def _keys(self, fingerprints: Sequence[int]) -> list[str]:
        buckets = [f"{bucket_of(key):x}" for key in fingerprints]
        return [
            f"{self._prefix}windows",
            *(
                f"{self._prefix}{window}:{kind}"
                for window in self._windows
                for kind in ("records", "pending")
            ),
            *(f"{self._prefix}{window}:{bucket}" for window in self._windows for bucket in buckets),
        ]


def _limits(keep: int, window_documents: int) -> dict[str, float]:
    """Name the thresholds as the script does; times in milliseconds."""
    return {
        "keep": keep,
        "span": max(1, keep // _WINDOWS_A_LIFE),
        "window_documents": window_documents,
        "shares": thresholds.SHARES,
        "postings": thresholds.POSTINGS,
        "evidence": thresholds.EVIDENCE,
        "document_candidates": thresholds.DOCUMENT_CANDIDATES,
        "passage_candidates": thresholds.PASSAGE_CANDIDATES,
        "short": thresholds.SHORT,
        "long": thresholds.LONG,
        "near": thresholds.NEAR,
        "contained": thresholds.CONTAINED,
        "told": thresholds.TOLD,
        "revision": thresholds.REVISION,
    }


def _script(limits: dict[str, float], *parts: str) -> str:
    """Join the parts of a script; they find the thresholds in the table `limits`."""
    table = ", ".join(f"{name} = {value}" for name, value in limits.items())
    return "\n".join([f"local limits = {{ {table} }}", *(_part(part) for part in parts)])


def _part(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _judgement(reply: list[Any]) -> Judgement:
    verdict, of, jaccard, containment, contains, syndicated, positions, by, owners, changed = reply
    names = [_text(owner) for owner in owners]
    return Judgement(
        cast("Verdict", _text(verdict)),
        _text(of) or None,
        Overlap(float(jaccard), float(containment), float(contains), 0, 0, 0),
        bool(syndicated),
        tuple((int(at), names[int(owner) - 1]) for at, owner in zip(positions, by, strict=True)),
        tuple((int(position), _text(before)) for position, before in changed),
    )


def _text(value: bytes | str) -> str:
    return value if isinstance(value, str) else value.decode()
