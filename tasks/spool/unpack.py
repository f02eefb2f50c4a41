"""Turn a container into documents of its own, once, whatever crashes in between.

The members are written inside the container's folder and become real by one rename of
`members` to `ready`. From then on the container is never split again: each member is moved out by
a rename, and what was moved is never made anew.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from schemas.errors import Reason, Rejection
from schemas.submission import Submission
from tasks.spool.names import member_id, printable, safe_name
from tasks.spool.spool import Spool
from tasks.stages import Member

__all__ = ["is_unpacked", "lay_out", "move_out"]


def is_unpacked(spool: Spool, container: Submission) -> bool:
    """Tell whether the container was split before."""
    return (spool.folder(container.id) / "ready").exists()


def lay_out(spool: Spool, container: Submission, members: Iterable[Member], max_nesting: int) -> None:
    """Write the members of a container into its folder, whole or not at all.

    Raises:
        Rejection: If it has none, or lies too deep in other containers.
    """
    if container.id.count("-") >= max_nesting:
        message = f"{container.name} lies in {max_nesting} containers already."
        raise Rejection(Reason.NESTED_TOO_DEEP, message)
    folder = spool.folder(container.id)
    draft = folder / "members"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        write_all(draft, container, members)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    os.sync()
    draft.rename(folder / "ready")


def write_all(draft: Path, container: Submission, members: Iterable[Member]) -> None:
    """Write all members; reject a container without any."""
    if sum(1 for _ in written(draft, container, members)) == 0:
        raise Rejection(Reason.EMPTY, f"{container.name} holds no documents.")


def written(draft: Path, container: Submission, members: Iterable[Member]) -> Iterator[Submission]:
    """Write each member in a folder of its own."""
    for place, member in enumerate(members, start=1):
        name = printable(member.name) or f"{container.name} {place}"
        submission = Submission(
            id=member_id(container.id, place),
            name=name,
            collection=container.collection,
            sha256=hashlib.sha256(member.content).hexdigest(),
            size=len(member.content),
            received=container.received,
            modified=container.modified,
            parent=container.id,
        )
        folder = draft / submission.id
        folder.mkdir()
        (folder / safe_name(name)).write_bytes(member.content)
        (folder / "submission.json").write_text(submission.model_dump_json(indent=1))
        yield submission


def move_out(spool: Spool, container: Submission) -> list[str]:
    """Move the members that are still inside into the spool; return their ids."""
    ready = spool.folder(container.id) / "ready"
    ids = sorted(entry.name for entry in ready.iterdir())
    for document_id in ids:
        (ready / document_id).rename(spool.folder(document_id))
    return ids
