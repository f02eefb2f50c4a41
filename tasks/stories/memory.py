"""Threads in this process, for `process` and for tests."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from schemas.receipt import Story
from tasks.stories.threads import Telling, Thread

__all__ = ["MemoryStories"]


class MemoryStories:
    """Keep threads in this process.

    Args:
        days: How long a thread is kept after its last telling came in.
        clock: Gives the time in seconds since 1970.
    """

    def __init__(self, days: float = 30, clock: Callable[[], float] = time.time) -> None:
        self._seconds = days * 86_400
        self._clock = clock
        self._threads: dict[str, Thread] = {}
        self._answers: dict[str, dict[str, Story]] = {}
        self._tolls: dict[str, int] = {}
        self._touched: dict[str, float] = {}

    def record_telling(self, telling: Telling) -> Story:
        """Count a telling in, as `Stories` says."""
        self._forget()
        answers = self._answers.setdefault(telling.story, {})
        if telling.document not in answers:
            thread = self._thread(telling)
            self._threads[telling.story] = thread
            answers[telling.document] = Story(
                mentions=thread.mentions,
                publishers=len(thread.publishers),
                first_told_by=thread.first_told_by,
            )
            self._touched.pop(telling.story, None)
            self._touched[telling.story] = self._clock()
        return answers[telling.document]

    def threads(self, limit: int = 100) -> Sequence[Thread]:
        """Return the threads, as `Stories` says."""
        self._forget()
        return [self._threads[story] for story in reversed(self._touched)][:limit]

    def _thread(self, telling: Telling) -> Thread:
        known = self._threads.get(telling.story)
        if known is None:
            known = Thread(
                telling.story, telling.summary, 0, (), telling.document, telling.earliest, telling.time
            )
        named = {*known.publishers, telling.publisher} - {None, ""}
        thread = replace(
            known,
            mentions=known.mentions + 1,
            publishers=tuple(sorted(str(name) for name in named)),
            first=min(known.first, telling.earliest),
            last=max(known.last, telling.time),
        )
        gives_toll = telling.killed is not None or telling.injured is not None
        if gives_toll and telling.time >= self._tolls.get(telling.story, telling.time):
            self._tolls[telling.story] = telling.time
            thread = replace(thread, killed=telling.killed, injured=telling.injured)
        return thread

    def _forget(self) -> None:
        before = self._clock() - self._seconds
        for story in [story for story, touched in self._touched.items() if touched < before]:
            for kept in (self._threads, self._answers, self._tolls, self._touched):
                kept.pop(story, None)
