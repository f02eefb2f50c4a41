"""A memory of lines in Redis that all workers share: one script counts and answers.

Keys of a collection, all under one hash tag: `{ns:lines:<collection>}:times` (at most `most_lines`
members of 16 bytes), `:documents`, and `:seen:<id>`, one a document; all are forgotten after `days`
without a document.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import redis
import xxhash

from schemas.errors import ServerError
from schemas.submission import Submission
from tasks.clean.lines.protocol import COPY_SHARE, FEWEST, LONGEST, SHARE, hashes_of, is_learned

__all__ = ["RedisLineMemory"]

_SCRIPT = Path(__file__).with_name("recall.lua")


class RedisLineMemory:
    """Remember lines for all workers.

    Args:
        client: Connected client; whether it decodes responses does not matter.
        namespace: Prefix of every key.
        days: How long a collection's lines are kept after its last document.
        most_lines: Lines kept a collection; the rarest go first.
    """

    def __init__(
        self, client: "redis.Redis", namespace: str = "copydesk", days: float = 30, most_lines: int = 20_000
    ) -> None:
        self._script = client.register_script(_SCRIPT.read_text())
        self._namespace = namespace
        self._bounds = [max(1, round(days * 86_400)), most_lines, FEWEST, SHARE, LONGEST, COPY_SHARE]

    def recall(self, submission: Submission, lines: Sequence[str]) -> frozenset[str]:
        """Return those lines that are known to recur, and remember all of them.

        Raises:
            ServerError: If Redis cannot be asked.
        """
        hashes = hashes_of(lines)
        if not hashes:
            return frozenset()
        # A folder's name may be long or strange; its hash is neither.
        tag = f"{{{self._namespace}:lines:{xxhash.xxh3_64_hexdigest(submission.collection.encode())}}}"
        keys = [f"{tag}:times", f"{tag}:documents", f"{tag}:seen:{submission.id}"]
        measured = [item for line, key in hashes.items() for item in (key, len(line))]
        try:
            answer = cast("list[int]", self._script(keys=keys, args=[*self._bounds, *measured]))
        except redis.RedisError as error:
            raise ServerError(f"The lines of the collection cannot be recalled: {error}") from error
        documents, *times = answer
        return frozenset(
            line for line, count in zip(hashes, times, strict=True) if is_learned(line, count, documents)
        )
