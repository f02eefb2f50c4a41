"""What the watcher hands over: one claimed file, or one member of a container."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from schemas.base import Record

__all__ = ["DocumentId", "Submission"]

DocumentId = Annotated[str, Field(pattern=r"^[0-9a-z][0-9a-z-]{7,63}$")]


class Submission(Record):
    """Describe a document as it was received, before anything was read from it.

    Attributes:
        id: Name of the document everywhere: spool, ledger, dossier, streams.
        name: Original file name, or the `id` of a feed's record, safe to print.
        collection: Sub-folder of the inbox it was dropped in, "" for the inbox itself.
        sha256: Hex digest of the bytes.
        size: Length in bytes.
        received: When it was claimed, with zone.
        modified: The file's own modification time, if it has one.
        parent: Id of the container that it came out of, if any.
        replay_of: Id of the archived document that this publishes again, if any.
    """

    id: DocumentId
    name: str
    collection: str = ""
    sha256: str
    size: int = Field(ge=0)
    received: datetime
    modified: datetime | None = None
    parent: DocumentId | None = None
    replay_of: DocumentId | None = None
