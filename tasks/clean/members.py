"""Take containers apart: feeds, mailboxes, archives."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from schemas.submission import Submission
from tasks.clean.formats import Parts, open_container
from tasks.clean.sniffing import Kind, sniff

__all__ = ["Member", "split"]

_LONGEST_NAME = 255
_LINE_SUFFIXES = (".jsonl", ".ndjson")
_LINES = frozenset({Kind.RECORD, Kind.TEXT})
"""What a feed of one line, or one whose first line is bad, looks like by its content."""


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
        Its documents, one at a time, containers within it taken apart too; None if it is one document,
        or came out of a container.

    Raises:
        Rejection: If it breaks a limit, is locked or broken.
    """
    if submission.parent is not None:
        return None  # its container was taken apart to the bottom; what is left whole is to be rejected
    kind = sniff(content)
    if kind in _LINES and submission.name.lower().endswith(_LINE_SUFFIXES):
        kind = Kind.RECORDS
    parts = open_container(kind, content, limits)
    if parts is None:
        return None
    return _unpacked(parts, submission.name, limits, _Budget(len(content), limits))


class _Budget:
    """Count what a container has given so far, all levels together."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self._limits = limits
        self._most = max(packed * limits.max_expansion, limits.max_file_bytes)
        self._members = self._bytes = 0

    def spend(self, size: int) -> None:
        self._members += 1
        self._bytes += size
        if self._members > self._limits.max_members:
            raise Rejection(
                Reason.TOO_MANY_MEMBERS, f"It holds more than {self._limits.max_members} documents."
            )
        if self._bytes > self._most:
            raise Rejection(Reason.EXPANDS_TOO_MUCH, f"It unpacks to more than {self._most} bytes.")


def _unpacked(parts: Parts, name: str, limits: Limits, budget: _Budget, depth: int = 1) -> Iterator[Member]:
    """Go through the documents; a container that lies too deep, or is bad, comes out whole and is rejected alone."""
    for number, (own, content) in enumerate(parts, 1):
        budget.spend(len(content))
        member = Member(_printable(own) or f"{name}#{number}", content, sniff(content))
        inner = _opened(member, limits) if depth < limits.max_nesting else None
        if inner is None:
            yield member
        else:
            yield from _unpacked(inner, member.name, limits, budget, depth + 1)


def _opened(member: Member, limits: Limits) -> Parts | None:
    try:
        return open_container(Kind(member.media), member.content, limits)
    except Rejection:
        return None


def _printable(name: str | None) -> str:
    """Return a name without line breaks and control characters, not longer than a file's may be."""
    return "".join(c if c.isprintable() else " " for c in name or "").strip()[:_LONGEST_NAME]
