"""Tell the day that a relative expression counts from, and which way."""

from datetime import date
from typing import Final

from tasks.extract.dates.story import Story
from tasks.extract.dates.vocabulary import words

__all__ = ["base_day", "direction"]

_NARRATIVE: Final = frozenset({"that", "same", "following", "very", "ensuing", "subsequent", "preceding"})


def direction(text: str) -> int:
    """Return −1 for `last`, `the past`, 1 for `next`, `the following`, 0 for `this`, `that`, `the same`."""
    table = words()
    for part in text.split():
        for name in ("LAST", "PAST", "NEXT", "FOLLOWING"):
            if part in table[name]:
                return int(table[name][part])
    return 0


def base_day(text: str, story: Story) -> date | None:
    """Return the day that `last week`, `the next day`, `that month` count from."""
    parts = set(text.split())
    narrative = bool(parts & _NARRATIVE) or ("the" in parts and bool(parts & {"next", "previous"}))
    if story.history:
        return story.last.first if story.last and "current" not in parts else story.anchor
    if narrative:
        return story.day or (story.last.first if story.last else None)
    if "previous" in parts and story.last:
        return story.last.first
    return story.anchor
