"""One small reader a format; each is loaded when a file first needs it."""

from collections.abc import Callable, Iterator
from importlib import import_module

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.draft import Draft
from tasks.clean.sniffing import CONTAINERS, Kind, sniff

__all__ = ["Parts", "open_container", "read"]

Parts = Iterator[tuple[str | None, bytes]]
Reader = Callable[[bytes, Limits], Draft]


Opener = Callable[[bytes, Limits], Parts | None]
_OPENED = CONTAINERS | {Kind.MESSAGE, Kind.NEWSML}


def open_container(kind: Kind, content: bytes, limits: Limits) -> Parts | None:
    """Open a file that may hold several documents.

    Args:
        kind: Its format.
        content: Its bytes.
        limits: What unpacking may cost.

    Returns:
        Name, if it has one, and bytes of each document; None if the file is one document.

    Raises:
        Rejection: If it is broken, locked, or breaks a limit.
    """
    if kind not in _OPENED:
        return None
    opener: Opener = import_module(f"tasks.clean.formats.{kind}").members
    return opener(content, limits)


def read(content: bytes, limits: Limits) -> Draft:
    """Read a file by the format that its content shows.

    Args:
        content: Its bytes.
        limits: What reading may cost.

    Raises:
        Rejection: If no reader knows the format, or its reader finds it broken, locked or too large.
    """
    kind = sniff(content)
    if kind in CONTAINERS:
        open_container(kind, content, limits)  # says itself what is wrong with it, if anything is
        raise Rejection(
            Reason.NESTED_TOO_DEEP, "It holds further documents that lie too deep to be unpacked."
        )
    if kind is Kind.UNKNOWN:
        raise Rejection(Reason.UNSUPPORTED, "The bytes are neither text nor any format that is known.")
    reader: Reader = import_module(f"tasks.clean.formats.{kind}").read
    return reader(content, limits)
