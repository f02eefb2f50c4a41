"""Reading and writing of files that nobody vouches for."""

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from schemas.errors import Reason, Rejection

__all__ = ["digest", "kind_of", "open_regular", "read_regular", "write_durably"]

SPECIAL: Final = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a block device"),
    (stat.S_ISCHR, "a character device"),
)


def kind_of(mode: int) -> str | None:
    """Name what is not a regular file; None for one."""
    return next((name for test, name in SPECIAL if test(mode)), None)


def open_regular(path: Path, name: str) -> int:
    """Open a regular file for reading; nothing else is opened, followed or waited for.

    Raises:
        Rejection: If it is something else, or cannot be read.
    """
    refuse_special(path.lstat().st_mode, name)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError as error:
        raise Rejection(Reason.UNREADABLE, f"{name} cannot be read: {error.strerror}.") from error
    try:
        refuse_special(os.fstat(descriptor).st_mode, name)
    except Rejection:
        os.close(descriptor)
        raise
    return descriptor


def refuse_special(mode: int, name: str) -> None:
    """Raise the rejection of what is not a regular file."""
    kind = kind_of(mode)
    if kind is not None:
        raise Rejection(Reason.NOT_A_FILE, f"{name} is {kind}, not a file; it was not opened.")


def read_regular(path: Path, name: str, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        Rejection: If it is something else, has more bytes, or cannot be read.
    """
    with os.fdopen(open_regular(path, name), "rb") as file:
        try:
            content = file.read(limit + 1)
        except OSError as error:
            raise Rejection(Reason.UNREADABLE, f"{name} cannot be read: {error.strerror}.") from error
    if len(content) > limit:
        raise Rejection(Reason.TOO_LARGE, f"{name} has more than {limit:,} bytes.")
    return content


def digest(descriptor: int) -> str:
    """Return the SHA-256 of an open file's bytes."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    state = hashlib.sha256()
    while chunk := os.read(descriptor, 2**20):
        state.update(chunk)
    return state.hexdigest()


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
