"""Wait for what passes: a server that restarts, memory or a disk that is full."""

import errno
import time
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

import structlog
from kombu.exceptions import OperationalError
from redis import exceptions as redis_errors

from schemas.errors import ServerError

__all__ = ["is_passing", "patiently", "pauses"]

T = TypeVar("T")

log = structlog.get_logger(__name__)

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
PASSING_REPLIES: Final = ("MISCONF", "LOADING", "READONLY", "OOM", "MASTERDOWN", "NOREPLICAS", "BUSY")
"""Error replies that a server gives while its disk, its memory or its role is not as it should be."""


def is_passing(error: BaseException) -> bool:
    """Tell whether an error is the surroundings' and may pass by itself."""
    if isinstance(error, redis_errors.AuthenticationError | redis_errors.AuthorizationError):
        return False
    if isinstance(error, ServerError) and error.__cause__ is not None:
        return is_passing(error.__cause__)
    if isinstance(error, redis_errors.ConnectionError | redis_errors.TimeoutError | OperationalError):
        return True
    if isinstance(error, redis_errors.ResponseError):
        return isinstance(error, redis_errors.OutOfMemoryError | redis_errors.ReadOnlyError) or str(
            error
        ).startswith(PASSING_REPLIES)
    return isinstance(error, OSError) and error.errno in FULL


def pauses(first: float = 0.1, factor: float = 1.6, longest: float = 5.0) -> Iterator[float]:
    """Give growing pauses, in seconds, without end."""
    pause = first
    while True:
        yield pause
        pause = min(pause * factor, longest)


def patiently(action: Callable[[], T], *, what: str, seconds: float = 60.0) -> T:
    """Do what may be done twice, again and again while the surroundings are not ready.

    Args:
        action: What to do; it must be harmless to repeat.
        what: Its name in the log; the wait is logged once.
        seconds: How long to go on; the last error is raised then.
    """
    give_up = time.monotonic() + seconds
    waiting = False
    for pause in pauses():
        try:
            done = action()
        except (redis_errors.RedisError, OperationalError, ServerError, OSError) as error:
            if not is_passing(error) or time.monotonic() + pause > give_up:
                raise
            if not waiting:
                log.warning("waiting", to=what, why=str(error) or type(error).__name__)
            waiting = True
            time.sleep(pause)
        else:
            if waiting:
                log.info("going on", to=what)
            return done
    raise AssertionError("pauses never end")
