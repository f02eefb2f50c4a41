"""Names that are safe to print, to store under and to sort by."""

import os
import secrets
import time
from typing import Final

__all__ = ["RESERVED", "member_id", "new_id", "printable", "safe_name"]

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that reads like another."""

NAME_BYTES: Final = 180
"""File systems allow 255 bytes; what is cut away leaves room for what users add."""

RESERVED: Final = frozenset(
    {"submission.json", "reason.json", "receipt.json", "novelty.json", "members", "ready"}
)
"""What else lies in a document's folder."""


def new_id() -> str:
    """Make a document id: 26 characters that sort by time (milliseconds, then 80 random bits)."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def member_id(parent: str, place: int) -> str:
    """Name the member of a container by its place, the same each time the container is split."""
    return f"{parent}-{place:05d}"


def printable(name: str | bytes | os.PathLike[str]) -> str:
    """Spell a file name so that it can be printed: undecodable and control characters escaped."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def safe_name(name: str) -> str:
    """Make a file name that is no path, not hidden, not reserved and not too long, with its suffix kept."""
    flat = printable(name).replace("/", "_").replace("\\", "_").strip().lstrip(".") or "unnamed"
    if len(flat.encode()) > NAME_BYTES:
        stem, dot, suffix = flat.rpartition(".")
        tail = dot + suffix if stem and len(suffix) <= 10 else ""
        room = NAME_BYTES - len(tail.encode())
        flat = flat.encode()[:room].decode("utf-8", "ignore") + tail
    return f"_{flat}" if flat in RESERVED else flat
