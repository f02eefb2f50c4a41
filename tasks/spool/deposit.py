"""Put a copy of a file into the spool, for those who hand over without an inbox."""

import os
from pathlib import Path

from schemas.submission import Submission
from tasks.spool.claim import copy_durably, describe
from tasks.spool.files import open_regular
from tasks.spool.spool import Spool

__all__ = ["deposit", "link_or_copy"]


def deposit(file: Path, spool: Spool, collection: str) -> Submission:
    """Copy a file into the spool under a new id; the file stays where it is.

    Raises:
        Rejection: If it is no regular file.
        OSError: If it cannot be copied.
    """
    descriptor = open_regular(file, file.name)
    try:
        found = describe(file, file.parent, descriptor, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)
    submission = found.model_copy(update={"collection": collection})
    copy_durably(file, spool.open(submission))
    return submission


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the file system has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        copy_durably(source, target)
