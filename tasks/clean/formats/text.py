"""Read plain text."""

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend
from tasks.clean.decoding import decode
from tasks.clean.draft import Draft
from tasks.clean.wrapping import lines_of

__all__ = ["read"]

_WIDEST = 4  # bytes that a character can take in any encoding of text


def read(content: bytes, limits: Limits) -> Draft:
    """Read plain text of any character set.

    Raises:
        Rejection: `text_too_long` before decoding, if it cannot fit the limit.
    """
    check_length(content, limits)
    return Draft(lines_of(mend(decode(content))))


def check_length(content: bytes, limits: Limits) -> None:
    """Reject bytes that are longer than the longest text can be in any character set."""
    if len(content) > _WIDEST * limits.max_text_chars:
        raise Rejection(Reason.TEXT_TOO_LONG, f"{len(content)} bytes of text exceed the limit.")
