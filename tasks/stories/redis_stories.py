"""Threads in Redis, shared by all workers.

Keys, all under one hash tag: `{ns:stories}:latest` lists the stories by when they were last told,
`{ns:stories}:<story>` is one thread: a hash of counts, times, toll, `d:<document>` and `p:<publisher>`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import redis

from schemas.receipt import Story
from tasks.stories.threads import Telling, Thread

__all__ = ["RedisStories"]


class RedisStories:
    """Keep threads in Redis.

    Args:
        client: Connected client; whether it decodes responses does not matter.
        namespace: Prefix of every key.
        days: How long a thread is kept after its last telling came in.
    """

    def __init__(self, client: "redis.Redis", namespace: str = "copydesk", days: float = 30) -> None:
        self._client = client
        self._prefix = f"{{{namespace}:stories}}:"
        self._window = max(1, round(days * 86_400_000))
        self._script = client.register_script(Path(__file__).with_name("record_telling.lua").read_text())

    def record_telling(self, telling: Telling) -> Story:
        """Count a telling in, as `Stories` says: one atomic script."""
        reply: Any = self._script(
            keys=[f"{self._prefix}{telling.story}", f"{self._prefix}latest"],
            args=[
                telling.story,
                telling.document,
                telling.publisher or "",
                telling.time,
                telling.summary,
                _argument(telling.killed),
                _argument(telling.injured),
                self._window,
                telling.earliest,
            ],
        )
        return Story(mentions=reply[0], publishers=reply[1], first_told_by=_text(reply[2]))

    def threads(self, limit: int = 100) -> Sequence[Thread]:
        """Return the threads, as `Stories` says."""
        latest: Any = self._client.zrevrange(f"{self._prefix}latest", 0, limit - 1)
        stories = [_text(story) for story in latest]
        with self._client.pipeline(transaction=False) as pipeline:
            for story in stories:
                pipeline.hgetall(f"{self._prefix}{story}")
            found = pipeline.execute()
        return [_thread(story, fields) for story, fields in zip(stories, found, strict=True) if fields]


def _thread(story: str, raw: Mapping[bytes | str, bytes | str]) -> Thread:
    fields = {_text(name): _text(value) for name, value in raw.items()}
    return Thread(
        story=story,
        summary=fields["summary"],
        mentions=int(fields["mentions"]),
        publishers=tuple(sorted(name[2:] for name in fields if name.startswith("p:"))),
        first_told_by=fields["first_told_by"],
        first=int(fields["first"]),
        last=int(fields["last"]),
        killed=_number(fields.get("killed")),
        injured=_number(fields.get("injured")),
    )


def _argument(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _text(value: bytes | str) -> str:
    return value if isinstance(value, str) else value.decode()
