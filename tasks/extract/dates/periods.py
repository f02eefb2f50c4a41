"""Stretches of the calendar: a day, a week, a month, a season … with their TIMEX3 value and bounds."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

__all__ = ["SEASON_MONTHS", "Grain", "Period", "containing", "of_grain", "season", "shift", "shift_months"]

Grain = Literal[
    "time",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
    "none",
]

SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season of the northern hemisphere."""


@dataclass(frozen=True, slots=True)
class Period:
    """Be a resolved expression.

    Attributes:
        value: TIMEX3 value, None if it cannot be known.
        first: First day, None if the expression is no stretch of the calendar.
        last: Last day.
        grain: How wide it is; `none` for durations, sets and what is unresolved.
        explicit: Whether the text itself gives the year.
    """

    value: str | None
    first: date | None = None
    last: date | None = None
    grain: Grain = "none"
    explicit: bool = False

    def told(self) -> "Period":
        """Mark the year as given by the text."""
        return replace(self, explicit=True)


def _day(at: date) -> Period:
    return Period(at.isoformat(), at, at, "day")


def _week(at: date) -> Period:
    monday = at - timedelta(days=at.weekday())
    year, week, _ = at.isocalendar()
    return Period(f"{year:04d}-W{week:02d}", monday, monday + timedelta(days=6), "week")


def _weekend(at: date) -> Period:
    monday = at - timedelta(days=at.weekday())
    year, week, _ = at.isocalendar()
    saturday = monday + timedelta(days=5)
    return Period(f"{year:04d}-W{week:02d}-WE", saturday, saturday + timedelta(days=1), "weekend")


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    end = shift_months(date(year, month, 1), count - 1)
    return date(year, month, 1), end.replace(day=calendar.monthrange(end.year, end.month)[1])


def _month(at: date) -> Period:
    return Period(f"{at.year:04d}-{at.month:02d}", *_months(at.year, at.month, 1), "month")


def _quarter(at: date) -> Period:
    number = (at.month - 1) // 3 + 1
    return Period(f"{at.year:04d}-Q{number}", *_months(at.year, number * 3 - 2, 3), "quarter")


def _half(at: date) -> Period:
    number = (at.month - 1) // 6 + 1
    return Period(f"{at.year:04d}-H{number}", *_months(at.year, number * 6 - 5, 6), "half")


def _season_of(at: date) -> Period:
    if at.month in {1, 2}:
        return season(at.year - 1, "WI")
    name = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}[at.month // 3]
    return season(at.year, name)


def _year(at: date) -> Period:
    return Period(f"{at.year:04d}", date(at.year, 1, 1), date(at.year, 12, 31), "year")


def _decade(at: date) -> Period:
    start = at.year // 10 * 10
    return Period(f"{start // 10:03d}", date(start, 1, 1), date(start + 9, 12, 31), "decade")


def _century(at: date) -> Period:
    start = at.year // 100 * 100
    return Period(f"{start // 100:02d}", date(max(start, 1), 1, 1), date(start + 99, 12, 31), "century")


_MAKERS: Final[dict[str, Callable[[date], Period]]] = {
    "D": _day,
    "W": _week,
    "2W": _week,
    "WE": _weekend,
    "M": _month,
    "Q": _quarter,
    "H": _half,
    "SE": _season_of,
    "Y": _year,
    "DE": _decade,
    "CE": _century,
}


def season(year: int, name: str) -> Period:
    """Return a season; winter is named after the year in which it begins.

    Args:
        year: The year in which it begins.
        name: `SP`, `SU`, `FA` or `WI`.
    """
    return Period(f"{year:04d}-{name}", *_months(year, SEASON_MONTHS[name], 3), "season")


def containing(at: date, unit: str) -> Period:
    """Return the day, week, month … (`D`, `W`, `M`, …) that a day lies in."""
    return _MAKERS[unit](at)


def shift_months(at: date, months: int) -> date:
    """Move a day by months, to the last day of a month that is too short."""
    index = at.year * 12 + at.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(at.day, calendar.monthrange(year, month)[1]))


_DAYS: Final = {"D": 1, "W": 7, "WE": 7, "2W": 14}
_MONTHS: Final = {"M": 1, "Q": 3, "SE": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}


def shift(at: date, unit: str, count: int) -> date:
    """Move a day by a number of units (`D`, `W`, `M`, …)."""
    if unit in _DAYS:
        return at + timedelta(days=_DAYS[unit] * count)
    return shift_months(at, _MONTHS[unit] * count)


def of_grain(at: date, unit: str, count: int) -> Period:
    """Return the day, week, month … that lies a number of units away from a day."""
    return containing(shift(at, unit, count), unit)
