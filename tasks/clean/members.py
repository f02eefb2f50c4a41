"""Take containers apart: feeds, mailboxes, archives."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.settings import Limits
from schemas.submission import Submission
from tasks.clean.sniffing import Kind, sniff

__all__ = ["Member", "split"]


@dataclass(frozen=True, slots=True)
class Member:
    """Be one document of a container.

    Attributes:
        name: The record's id or the member's file name, else the container's name and a number.
        content: Bytes that `clean` reads by content alone.
        media: Format, for people.
    """

    name: str
    content: bytes
    media: str


def split(submission: Submission, content: bytes, limits: Limits) -> Iterator[Member] | None:
    """Take a container apart, if the file is one.

    Args:
        submission: What is known of the file.
        content: Its bytes.
        limits: What unpacking may cost.

    Returns:
        Its documents, one at a time, containers within it taken apart too; None if it is one document.

    Raises:
        Rejection: If it breaks a limit, is locked or broken.
    """
    if sniff(content) is Kind.RECORDS:
        from tasks.clean.formats.records import members  # noqa: PLC0415

        return (
            Member(name or f"{submission.name}#{n}", part, "json")
            for n, (name, part) in enumerate(members(content, limits), 1)
        )
    return None
