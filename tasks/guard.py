"""Bound the time and memory that reading a document may take."""

import faulthandler
import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from schemas.errors import Reason, Rejection

__all__ = ["bounded_memory", "bounded_time", "reading_bounds", "working_bounds"]

HARD_FACTOR: Final = 2.0
"""Code that ignores the soft limit, inside a C library, ends with its process after so much longer."""

MEGABYTE: Final = 2**20


class TimeIsUpError(BaseException):
    """The time for reading is used up; no `except Exception` of a library may swallow it."""


@contextmanager
def reading_bounds(name: str, seconds: float, megabytes: int) -> Iterator[None]:
    """Read within bounds.

    Args:
        name: The document's name, for the message.
        seconds: Longest time.
        megabytes: Most memory above what the process has already.

    Raises:
        Rejection: `reading_too_slow` or `reading_too_big`.
    """
    try:
        with bounded_time(seconds), bounded_memory(megabytes):
            yield
    except TimeIsUpError as error:
        message = f"{name} took more than {seconds:g} s to read."
        raise Rejection(Reason.READING_TOO_SLOW, message) from error
    except MemoryError as error:
        message = f"{name} needed more than {megabytes:,} MB to read."
        raise Rejection(Reason.READING_TOO_BIG, message) from error


@contextmanager
def working_bounds(stage: str, seconds: float) -> Iterator[None]:
    """Do a stage's work within some seconds.

    Raises:
        Rejection: `working_too_slow`.
    """
    try:
        with bounded_time(seconds):
            yield
    except TimeIsUpError as error:
        message = f"The stage {stage} took more than {seconds:g} s."
        raise Rejection(Reason.WORKING_TOO_SLOW, message) from error


@contextmanager
def bounded_time(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUpError` after some seconds; end the process if that is ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    if sys.__stderr__ is not None:
        faulthandler.dump_traceback_later(HARD_FACTOR * seconds + 1.0, exit=True, file=sys.__stderr__)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, before)


@contextmanager
def bounded_memory(megabytes: int) -> Iterator[None]:
    """Let the address space grow by some megabytes at most (where the kernel enforces it: Linux)."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(statm.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    wanted = used + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
