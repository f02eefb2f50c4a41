"""Remember what the text dates: `the mutiny of 24 June`, `Saturday's mutiny`, `the mutiny began on 24 June`."""

from typing import Final

from tasks.extract.dates.lexer import Scan
from tasks.extract.dates.periods import Period
from tasks.extract.dates.story import Story
from tasks.extract.dates.vocabulary import deeds, happenings

__all__ = ["name_events"]

_AT: Final = frozenset({"on", "of", "in", "at"})
_REACH: Final = 3


def name_events(story: Story, period: Period, start: int, end: int) -> None:
    """Remember a day under the nouns that it dates.

    Args:
        story: Where it is kept, for `five days after the mutiny`.
        period: The day.
        start: First token of the expression.
        end: One past its last.
    """
    if period.first is None or period.first != period.last:
        return
    for word in (*_after(story.scan, end), *_before(story.scan, start)):
        if word in happenings():
            story.events.setdefault(word, period)


def _after(scan: Scan, end: int) -> list[str]:
    """Return the words of `Saturday's armed mutiny`, `the June 24 mutiny`."""
    return scan.lowers[end : end + _REACH]


def _before(scan: Scan, start: int) -> list[str]:
    """Return the noun of `the mutiny on Saturday`, `the mutiny broke out on Saturday`."""
    i = start - 1
    if i < 0 or scan.lowers[i] not in _AT:
        return []
    i -= 1
    for _ in range(_REACH):
        if i >= 0 and scan.lowers[i] in deeds().happening:
            i -= 1
    return [scan.lowers[i]] if i >= 0 else []
