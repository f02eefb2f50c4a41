"""Look through the inbox for files that may be taken."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Sight", "folders_named_like_files", "is_ignored", "look_at", "scan"]

PARTIAL_SUFFIXES: Final = (
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".opdownload",
    ".filepart",
    ".aria2",
    ".tmp",
    ".temp",
    ".swp",
    ".swx",
    "~",
)
"""Names under which browsers, copying programs and editors keep what is not finished."""

IGNORED_NAMES: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


@dataclass(frozen=True, slots=True)
class Sight:
    """Be what a file looked like: as long as this changes, it is being written.

    Attributes:
        mode: Its type and permissions.
        size: In bytes.
        modified: In nanoseconds.
        inode: Its number on its device.
    """

    mode: int
    size: int
    modified: int
    inode: int


def is_ignored(name: str) -> bool:
    """Tell whether a name marks a hidden, partial or desktop's own file."""
    low = name.lower()
    return name.startswith((".", "~$")) or low.endswith(PARTIAL_SUFFIXES) or low in IGNORED_NAMES


def look_at(path: Path) -> Sight | None:
    """Look at a file without opening or following it; None if it is gone."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Sight(status.st_mode, status.st_size, status.st_mtime_ns, status.st_ino)


DOCUMENT_SUFFIXES: Final = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
    ".eml",
    ".json",
    ".jsonl",
    ".xml",
    ".zip",
)


def folders_named_like_files(inbox: Path) -> Iterator[Path]:
    """Give the folders of the inbox whose names promise a document: somebody may wait for one in vain."""
    for path in inbox.glob("*.*"):
        if path.suffix.lower() in DOCUMENT_SUFFIXES and path.is_dir() and not path.is_symlink():
            yield path


def scan(inbox: Path) -> Iterator[Path]:
    """Give everything below the inbox that is neither a folder nor ignored.

    Folders whose names are hidden or that cannot be read are left out; symbolic links are given, not followed.
    """
    folders = [inbox]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            continue
        for entry in entries:
            if is_ignored(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            else:
                yield Path(entry.path)
