"""Tell the year that a date without one is in."""

from datetime import date, timedelta
from typing import Final

from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.story import Story, tense_at, year_nearby

__all__ = ["full_year", "nearest", "safe_day", "year_of", "year_of_weekday"]

_PIVOT: Final = 50
_TURN: Final = 9
"""Months back that are taken as the next year: `in December … in January`."""


def safe_day(year: int, month: int, day: int) -> date | None:
    """Return a day, None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(number: int, story: Story) -> int:
    """Return the four figures of a year that may be given by two."""
    if number > 99:
        return number
    if story.history and story.year:
        return story.year // 100 * 100 + number
    now = story.anchor.year if story.anchor else 2000 + _PIVOT
    return 2000 + number if 2000 + number <= now + 10 else 1900 + number


def year_of(hit: Hit, story: Story) -> int | None:
    """Return the year that a rule captured, in figures or as `that year`, `last year` …."""
    if hit.has("y"):
        return full_year(hit.number("y"), story)
    if not hit.has("z"):
        return None
    words = hit.words("z")
    if "that" in words or "same" in words or words == "the":
        return story.year or (story.anchor.year if story.anchor and not story.history else None)
    base = story.year if story.history else (story.anchor.year if story.anchor else None)
    if base is None:
        return None
    step = -1 if {"last", "previous", "past"} & set(words.split()) else 0
    return base + (1 if {"next", "following"} & set(words.split()) else step)


def nearest(story: Story, month: int, day: int, index: int, slack: int = 0) -> int | None:
    """Return the year that fits a month (and day) without one.

    In history it is the year last told; in news the tense decides, else the nearest.

    Args:
        story: What was told so far.
        month: 1 to 12.
        day: 1 to 31.
        index: The token at which it stands.
        slack: Days by which tense may be wrong, since a verb near by need not be the one that counts.
    """
    if story.history:
        return _narrative_year(story, month)
    anchor = story.anchor
    if anchor is None:
        return story.year
    wanted = tense_at(story.scan, index)
    told = year_nearby(story.scan, index) if wanted != "future" else None
    if told and told < anchor.year - 1:
        return told
    days = [(y, safe_day(y, month, min(day, 28))) for y in (anchor.year - 1, anchor.year, anchor.year + 1)]
    dated = [(y, d) for y, d in days if d is not None]
    here = anchor.replace(day=min(day, 28)) if month == anchor.month and not day > 1 else anchor
    if wanted == "past":
        dated = [(y, d) for y, d in dated if d <= here + timedelta(days=slack)]
    elif wanted == "future":
        dated = [(y, d) for y, d in dated if d >= here - timedelta(days=slack)]
    return min(dated, key=lambda item: abs((item[1] - here).days))[0]


def _narrative_year(story: Story, month: int) -> int | None:
    """Return the year last told, or the next one where the months have passed the turn of the year."""
    last = story.last
    if last is None or last.first is None or last.grain not in {"day", "time", "month", "season"}:
        return story.year
    return last.first.year + (1 if last.first.month - month >= _TURN else 0)


def year_of_weekday(story: Story, month: int, day: int, weekday: int) -> int | None:
    """Return the year near the anchor in which a day falls on a weekday: `Thursday, March 26`."""
    anchor = story.anchor
    if anchor is None or story.history:
        return None
    days = (safe_day(anchor.year + step, month, day) for step in (-1, 0, 1))
    fitting = [d for d in days if d is not None and d.weekday() == weekday]
    return min(fitting, key=lambda d: abs(d - anchor)).year if fitting else None
