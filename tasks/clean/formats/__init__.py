"""One small reader a format; each is loaded when a file first needs it."""

from collections.abc import Callable
from importlib import import_module

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.draft import Draft
from tasks.clean.sniffing import CONTAINERS, Kind, sniff

__all__ = ["read"]

Reader = Callable[[bytes, Limits], Draft]


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
        raise Rejection(
            Reason.NESTED_TOO_DEEP, "It holds further documents that lie too deep to be unpacked."
        )
    if kind is Kind.UNKNOWN:
        raise Rejection(Reason.UNSUPPORTED, "The bytes are neither text nor any format that is known.")
    reader: Reader = import_module(f"tasks.clean.formats.{kind}").read
    return reader(content, limits)
