"""Tell which characters a compiled rule can begin with, so that a token tries only the rules that may fit it."""

import re
from typing import Final

__all__ = ["first_characters"]

_PART: Final = re.compile(r"\(\?<?[=!]|\(\?P<\w+>|\(\?:|\[[^\]]*\]|[)|?*+]")


def first_characters(pattern: str) -> frozenset[str]:
    """Return the characters that a match of a pattern may begin with.

    Args:
        pattern: A regular expression of sets, groups, alternatives, look-arounds and the quantifiers `? * +`.
    """
    parts = _PART.findall(pattern)
    chars, _, _ = _alternatives(parts, 0)
    return frozenset(chars)


def _alternatives(parts: list[str], at: int) -> tuple[set[str], bool, int]:
    """Return the first characters of `a|b|c`, whether it may be empty, and where it ends."""
    chars, empty = set[str](), False
    while True:
        more, may_be_empty, at = _sequence(parts, at)
        chars |= more
        empty |= may_be_empty
        if at >= len(parts) or parts[at] != "|":
            return chars, empty, at
        at += 1


def _sequence(parts: list[str], at: int) -> tuple[set[str], bool, int]:
    chars, empty = set[str](), True
    while at < len(parts) and parts[at] not in {")", "|"}:
        more, may_be_empty, at = _item(parts, at)
        if empty:
            chars |= more
            empty = may_be_empty
    return chars, empty, at


def _item(parts: list[str], at: int) -> tuple[set[str], bool, int]:
    part = parts[at]
    if part.startswith("["):
        chars, empty, at = set(part[1:-1]), False, at + 1
    else:
        chars, empty, at = _alternatives(parts, at + 1)
        at += 1
        if part.endswith(("=", "!")):
            chars, empty = set[str](), True
    if at < len(parts) and parts[at] in {"?", "*", "+"}:
        empty = empty or parts[at] != "+"
        at += 1
    return chars, empty, at
