"""Take a file out of the inbox: by an atomic rename that exactly one of many watchers wins."""

import errno
import fcntl
import os
import shutil
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from schemas.errors import Rejection
from schemas.submission import Submission
from tasks.spool.files import digest, kind_of, open_regular
from tasks.spool.names import new_id, printable
from tasks.spool.spool import Spool

__all__ = ["STAGING", "Refusal", "carry_over", "claim", "describe"]

STAGING: Final = ".copydesk-claims"
"""Hidden folder of the inbox for files on their way to a spool on another file system."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say why a file was left where it is."""

    why: str


def claim(path: Path, inbox: Path, spool: Spool, hash_limit: int) -> Submission | Refusal:
    """Move a file into the spool under a new id; the submission is written there before the move.

    Args:
        path: The file, somewhere below the inbox.
        inbox: The watched folder.
        spool: Where it goes.
        hash_limit: Files with more bytes are not read.

    Returns:
        What was taken, or why nothing was.

    Raises:
        OSError: If the spool cannot be written to.
    """
    try:
        mode = path.lstat().st_mode
        descriptor = None if kind_of(mode) else open_unless_forbidden(path)
    except FileNotFoundError:
        return Refusal("it is gone")
    try:
        if descriptor is not None and is_being_written(descriptor):
            return Refusal("another program has it open for writing")
        submission = describe(path, inbox, descriptor, hash_limit)
        taken = move(path, inbox, spool, submission)
        if taken and descriptor is not None and changed(descriptor, submission):
            submission = describe(path, inbox, descriptor, hash_limit, like=submission)
            spool.note(submission)
    finally:
        if descriptor is not None:
            os.close(descriptor)
    return submission if taken else Refusal("another watcher took it")


def open_unless_forbidden(path: Path) -> int | None:
    """Open a regular file; None where that is not permitted, which a stage will say later."""
    try:
        return open_regular(path, path.name)
    except Rejection:
        return None


def is_being_written(descriptor: int) -> bool:
    """Ask the kernel whether anybody has the file open for writing; false where it cannot tell.

    A read lease is granted only when nobody has (Linux, fcntl(2)). It is given back at once; should
    a writer come in between, the notice is a signal that is ignored by default.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(descriptor, F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


F_SETSIG: Final = 10
"""fcntl(2) on Linux; Python's fcntl module does not name it."""


def describe(
    path: Path, inbox: Path, descriptor: int | None, hash_limit: int, like: Submission | None = None
) -> Submission:
    """Describe a file that is about to be taken, or describe it anew if it changed meanwhile."""
    status = path.lstat() if descriptor is None else os.fstat(descriptor)
    hashed = descriptor is not None and status.st_size <= hash_limit
    relative = path.parent.relative_to(inbox)
    return Submission(
        id=like.id if like else new_id(),
        name=printable(path.name),
        collection="" if relative == Path() else printable(relative),
        sha256=digest(descriptor) if hashed and descriptor is not None else "",
        size=status.st_size if kind_of(status.st_mode) is None else 0,
        received=like.received if like else datetime.now(UTC),
        modified=datetime.fromtimestamp(status.st_mtime, UTC),
    )


def changed(descriptor: int, submission: Submission) -> bool:
    """Tell whether a file was written to while it was taken."""
    status = os.fstat(descriptor)
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return (status.st_size, modified) != (submission.size, submission.modified)


def move(path: Path, inbox: Path, spool: Spool, submission: Submission) -> bool:
    """Rename a file into the spool; tell whether it was there to be taken."""
    target = spool.open(submission)
    try:
        path.rename(target)
    except FileNotFoundError:
        spool.give_up(submission.id)
        return False
    except OSError as error:
        if error.errno != errno.EXDEV:
            spool.give_up(submission.id)
            raise
        return move_across(path, inbox, spool, submission)
    return True


def move_across(path: Path, inbox: Path, spool: Spool, submission: Submission) -> bool:
    """Take a file by a rename on its own file system, then copy it into the spool."""
    staged = inbox / STAGING / submission.id
    staged.parent.mkdir(exist_ok=True)
    try:
        path.rename(staged)
    except FileNotFoundError:
        spool.give_up(submission.id)
        return False
    carry_over(staged, spool, submission)
    return True


def carry_over(staged: Path, spool: Spool, submission: Submission) -> None:
    """Copy a claimed file into the spool and remove it; harmless to repeat after a crash."""
    target = spool.path(submission)
    mode = staged.lstat().st_mode
    with suppress(FileExistsError):
        if kind_of(mode) is None:
            copy_durably(staged, target)
        elif staged.is_symlink():
            target.symlink_to(staged.readlink())
        else:
            os.mknod(target, mode)
    staged.unlink()


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file so that the target is there whole or not at all."""
    part = target.with_name(f".{target.name[:60]}.part")
    shutil.copy2(source, part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
