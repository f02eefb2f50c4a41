"""Read holidays whose day follows from the year."""

from datetime import date, timedelta
from typing import Final

from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, shift_months
from tasks.extract.dates.story import Story
from tasks.extract.dates.vocabulary import Holiday, holidays
from tasks.extract.dates.which_year import nearest, year_of

__all__ = ["READERS"]


def _easter(year: int) -> date:
    """Return Western Easter Sunday (Meeus, Jones and Butcher: Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    p = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * p) // 451
    month, day = divmod(h + p - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _holiday_day(holiday: Holiday, year: int) -> date:
    if holiday.easter is not None:
        return _easter(year) + timedelta(days=holiday.easter)
    month = holiday.month or 1
    if holiday.nth is None:
        return date(year, month, holiday.day or 1)
    if holiday.nth > 0:
        first = date(year, month, 1)
        ahead = ((holiday.weekday or 0) - first.weekday()) % 7
        return first + timedelta(days=ahead + 7 * (holiday.nth - 1))
    end = shift_months(date(year, month, 1), 1) - timedelta(days=1)
    return end - timedelta(days=(end.weekday() - (holiday.weekday or 0)) % 7)


def _holiday(hit: Hit, story: Story) -> Period | None:
    holiday = holidays()[hit.number("h")]
    year = year_of(hit, story)
    if year is None:
        sample = _holiday_day(holiday, story.anchor.year if story.anchor else 2000)
        year = nearest(story, sample.month, sample.day, hit.start)
    return containing(_holiday_day(holiday, year), "D") if year else Period(None)


READERS: Final = {
    "holiday": _holiday,
}
