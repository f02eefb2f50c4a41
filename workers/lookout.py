"""A worker that looks at itself: after a lost connection Celery can live on without consuming."""

import os
import threading
import time
from collections.abc import Callable
from typing import Final

import structlog
from celery import signals
from redis.exceptions import RedisError

from tasks.desk import Office
from tasks.presence import owners_of
from workers.queues import queued

__all__ = ["Lookout", "keep_lookout"]

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 2.0
IDLE_SECONDS: Final = 5.0
"""An idle worker takes a waiting message within milliseconds."""

EXIT_STATUS: Final = 75
"""EX_TEMPFAIL of sysexits.h: try again, which is what a supervisor does."""


class Lookout:
    """Judge from look to look whether a worker is deaf: messages wait, it has none, and it takes none."""

    def __init__(self) -> None:
        self._received = 0.0
        self._deaf_since: float | None = None

    def heard(self, now: float) -> None:
        """Note that a message was received."""
        self._received = now

    def is_deaf(self, *, waiting: bool, busy: bool, now: float) -> bool:
        """Look once.

        Args:
            waiting: Messages are in the queues.
            busy: A child of this worker has a document in its hands.
            now: Seconds of a clock that never goes back.
        """
        if not waiting or busy or now - self._received < IDLE_SECONDS:
            self._deaf_since = None
            return False
        if self._deaf_since is None:
            self._deaf_since = now
        return now - self._deaf_since >= IDLE_SECONDS


def keep_lookout(office: Office, leave: Callable[[int], None] = os._exit) -> None:
    """Watch this worker once it is ready, and end it if it is deaf, so that it is restarted."""
    lookout, over = Lookout(), threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_SECONDS):
            try:
                deaf = look(office, lookout)
            except RedisError:
                continue
            if deaf:
                log.error("messages wait but none is received: this worker ends to be restarted")
                leave(EXIT_STATUS)

    def ready(**_facts: object) -> None:
        threading.Thread(target=watch, name="lookout", daemon=True).start()

    signals.worker_ready.connect(ready, weak=False)
    signals.task_received.connect(lambda **_facts: lookout.heard(time.monotonic()), weak=False)
    signals.worker_shutting_down.connect(lambda **_facts: over.set(), weak=False)


def look(office: Office, lookout: Lookout) -> bool:
    """Ask the server what waits and what this worker's children do."""
    return lookout.is_deaf(
        waiting=queued(office) > 0,
        busy=office.ledger.is_any_busy(owners_of(os.getpid())),
        now=time.monotonic(),
    )
