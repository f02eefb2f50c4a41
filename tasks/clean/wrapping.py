"""Join lines that were broken at a margin, and words that were broken with a hyphen."""

import re
from collections.abc import Iterable, Iterator

from tasks.clean.characters import squeeze
from tasks.clean.draft import Line

__all__ = ["join_wrapped", "lines_of"]

MARGIN = 120  # no typewriter, terminal or wire breaks its lines later than this
_FILLED = 0.6  # a broken line fills at least this share of its block's width
_LOWER = 0.3  # of the lines of wrapped prose at least this share goes on in lower case
_TORN = re.compile(r"[^\W\d_]-$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_ENDS = (".", "!", "?", ":", '"', "”", "’", ")")


def lines_of(text: str) -> list[Line]:
    r"""Cut mended text into lines, joining those that only a margin parted.

    Args:
        text: Text with `\n` as its line break.

    Returns:
        Lines without empty ones; `gap` tells where blank lines stood.
    """
    blocks = list(_blocks(text))
    if _is_wrapped(blocks):
        blocks = [[join_wrapped(block)] if _fits(block) else block for block in blocks]
    return [Line(line, gap=first == 0) for block in blocks for first, line in enumerate(block)]


def join_wrapped(lines: Iterable[str]) -> str:
    """Join the lines of one paragraph, mending words torn at a hyphen."""
    parts: list[str] = []
    for line in lines:
        torn = _TORN.search(parts[-1]) if parts else None
        follows = _GOES_ON.match(line)
        if torn is not None and follows is not None and follows[0].islower():
            parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for raw in text.split("\n"):
        line = squeeze(raw)
        if line:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Judge the whole text: do its lines go on in lower case, or is it all capitals and even?"""
    follows = [line for block in blocks if _fits(block) for line in block[1:]]
    if not follows:
        return False
    lower = sum(line[:1].islower() for line in follows)
    if lower >= _LOWER * len(follows):
        return True
    return len(follows) >= 3 and all(line.isupper() or not _cased(line) for line in follows)


def _cased(line: str) -> bool:
    return line.lower() != line.upper()


def _fits(block: list[str]) -> bool:
    """Say whether a block's lines look broken at a margin."""
    if len(block) < 2:
        return False
    width = max(map(len, block))
    body = block[:-1]
    if width > MARGIN or any(len(line) < _FILLED * width for line in body):
        return False
    return sum(line.endswith(_ENDS) for line in body) <= len(body) / 2
