"""Take mailboxes apart."""

import re
from collections.abc import Iterator
from itertools import pairwise

from schemas.errors import Reason, Rejection
from schemas.settings import Limits

__all__ = ["members"]

_FROM = re.compile(rb"(?:\A|\n\r?\n)From \S[^\n]*\d{4}[^\n]{0,10}\n(?=[A-Za-z][A-Za-z0-9-]*:)")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def members(content: bytes, limits: Limits) -> Iterator[tuple[str | None, bytes]]:
    """Return the messages of a mailbox; they have no names.

    Raises:
        Rejection: `too_many_members`.
    """
    edges = [match.span() for match in _FROM.finditer(content)]
    if len(edges) > limits.max_members:
        raise Rejection(Reason.TOO_MANY_MEMBERS, f"The mailbox has {len(edges)} messages.")
    closed = [*edges, (len(content), len(content))]
    return ((None, _QUOTED.sub(rb"\1", content[here[1] : after[0]])) for here, after in pairwise(closed))
