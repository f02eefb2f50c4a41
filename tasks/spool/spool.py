"""The spool's layout under the home folder, and the moves between its rooms.

`spool/<id>/` holds `submission.json` and the original. A document's folder is renamed as a whole:
to `archive/<day>/<id>/`, to `rejected/<id>/`, or to `trash/<id>/`, from where it is deleted.
"""

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from schemas.base import Record
from schemas.errors import Reason, Rejection
from schemas.submission import Submission
from tasks.spool.files import read_regular, write_durably
from tasks.spool.names import RESERVED, safe_name

__all__ = ["Room", "Spool"]

Room = Literal["archive", "rejected", "trash"]


class Spool:
    """Know where each document's original lies."""

    def __init__(self, home: Path) -> None:
        """Make the rooms under `home`."""
        self.home = home.absolute()
        self.root = self.home / "spool"
        self.archive = self.home / "archive"
        self.rejected = self.home / "rejected"
        self.trash = self.home / "trash"
        for room in (self.root, self.archive, self.rejected, self.trash):
            room.mkdir(parents=True, exist_ok=True)

    def folder(self, document_id: str) -> Path:
        """Return the folder of an unsettled document."""
        return self.root / document_id

    def open(self, submission: Submission) -> Path:
        """Make the folder of a new document and write its submission; return where its content goes."""
        folder = self.folder(submission.id)
        folder.mkdir(exist_ok=True)
        self.note(submission)
        return folder / safe_name(submission.name)

    def note(self, submission: Submission) -> None:
        """Write what is known of a submission, durably."""
        write_durably(
            self.folder(submission.id) / "submission.json", submission.model_dump_json(indent=1).encode()
        )

    def submission(self, document_id: str) -> Submission | None:
        """Read a submission; None if the document is not in the spool."""
        return read_submission(self.folder(document_id))

    def content(self, submission: Submission, limit: int) -> bytes:
        """Read an original without following or waiting for anything.

        Args:
            submission: Whose bytes.
            limit: Most bytes to take into memory.

        Raises:
            Rejection: If it is no regular file, empty, too large or cannot be read.
        """
        if submission.size > limit:
            message = f"{submission.name} has {submission.size:,} bytes; the limit is {limit:,}."
            raise Rejection(Reason.TOO_LARGE, message)
        content = read_regular(self.path(submission), submission.name, limit)
        if not content:
            raise Rejection(Reason.EMPTY, f"{submission.name} is empty.")
        return content

    def path(self, submission: Submission) -> Path:
        """Return where the original of an unsettled document lies."""
        return self.folder(submission.id) / safe_name(submission.name)

    def ids(self, older_than: float = 0.0) -> Iterator[str]:
        """Give the documents in the spool whose folder has rested for some seconds."""
        newest = time.time() - older_than
        with os.scandir(self.root) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and entry.stat().st_mtime <= newest:
                    yield entry.name

    def is_whole(self, submission: Submission) -> bool:
        """Tell whether the claim of a document was completed."""
        return os.path.lexists(self.path(submission)) or (self.folder(submission.id) / "ready").exists()

    def give_up(self, document_id: str) -> None:
        """Remove the folder of a claim that never got its file."""
        shutil.rmtree(self.folder(document_id), ignore_errors=True)

    def sweep_unnamed(self, document_id: str) -> None:
        """Remove the folder of a claim that was cut short before it named its file; never one with a file."""
        folder = self.folder(document_id)
        with suppress(FileNotFoundError):
            if all(entry.name.startswith(".submission.json.") for entry in folder.iterdir()):
                shutil.rmtree(folder)

    def settle(self, submission: Submission, room: Room, note: Record | None, name: str) -> Path:
        """Move a settled document's folder out of the spool; harmless to repeat.

        Args:
            submission: Whose folder.
            room: Where to.
            note: Record that is left beside the original.
            name: File name of that record.
        """
        target = self.place(submission, room)
        folder = self.folder(submission.id)
        if not folder.exists():
            return target
        if note is not None:
            with suppress(FileNotFoundError):
                write_durably(folder / name, note.model_dump_json(indent=1).encode())
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            shutil.rmtree(target)
        with suppress(FileNotFoundError):  # a sweeper and a worker may do this at once: one is enough
            move_folder(folder, target)
        return target

    def place(self, submission: Submission, room: Room) -> Path:
        """Return where a settled document's folder goes."""
        if room == "archive":
            return self.archive / f"{submission.received:%Y-%m-%d}" / submission.id
        return (self.rejected if room == "rejected" else self.trash) / submission.id

    def settled_folders(self, since: float) -> Iterator[Path]:
        """Give the folders of documents that were settled after a moment (Unix time, seconds)."""
        rooms = [self.rejected, self.trash, *(day for day in self.archive.iterdir() if day.is_dir())]
        for room in rooms:
            if room.stat().st_mtime >= since:
                yield from (f for f in room.iterdir() if f.is_dir() and f.stat().st_mtime >= since)

    def bring_back(self, folder: Path) -> Submission | None:
        """Move a settled document back into the spool, because its outcome was lost with the server."""
        submission = read_submission(folder)
        if submission is None or self.folder(submission.id).exists():
            return None
        for note in ("receipt.json", "reason.json"):
            (folder / note).unlink(missing_ok=True)
        folder.rename(self.folder(submission.id))
        return submission

    def find_settled(self, document_id: str) -> Path | None:
        """Return the folder of a settled document, if it is kept."""
        rooms = (self.rejected, self.trash, *self.archive.iterdir())
        return next((room / document_id for room in rooms if (room / document_id).is_dir()), None)


def move_folder(folder: Path, target: Path) -> None:
    """Rename a folder, or copy it whole and then remove it where the rooms lie on two file systems."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        draft = target.with_name(f".{target.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(folder, draft, symlinks=True)
        os.sync()
        draft.rename(target)
        shutil.rmtree(folder)


def read_submission(folder: Path) -> Submission | None:
    """Read the submission of a document's folder; None if there is none."""
    try:
        return Submission.model_validate_json((folder / "submission.json").read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        return recovered(folder)


def recovered(folder: Path) -> Submission | None:
    """Describe a document anew whose submission cannot be read; None if it has no file."""
    files = [file for file in folder.iterdir() if file.name not in RESERVED and not file.name.startswith(".")]
    if len(files) != 1:
        return None
    status = files[0].lstat()
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return Submission(
        id=folder.name,
        name=files[0].name,
        sha256="",
        size=status.st_size,
        received=datetime.now(UTC),
        modified=modified,
    )
