"""Read days and months of the calendar."""

from datetime import date, datetime, timedelta
from typing import Final

from tasks.extract.dates.numbers import ordinal
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, of_grain
from tasks.extract.dates.story import Story
from tasks.extract.dates.which_year import full_year, nearest, safe_day, year_of, year_of_weekday
from tasks.extract.dates.years import era_value

__all__ = ["READERS"]

_JOINTS: Final = frozenset({"and", "to", "until", "through", "-", "–", "or", "/"})
_SLACK: Final = 3


def _calendar_day(hit: Hit, story: Story) -> Period | None:
    month, day = hit.number("m"), hit.number("d")
    if story.era < 0 and story.history and story.year and not hit.has("y"):
        return Period(f"{era_value(story.year)}-{month:02d}-{day:02d}")
    year = year_of(hit, story)
    told = year is not None and hit.has("y")
    if year is None and hit.has("w"):
        year = year_of_weekday(story, month, day, hit.number("w"))
    if year is None:
        year = _year_of_range(hit) or nearest(story, month, day, hit.start, _SLACK)
    if year is None:
        return Period(f"XXXX-{month:02d}-{day:02d}") if day <= 31 else None
    at = safe_day(year, month, day)
    if at is None:
        return None
    return containing(at, "D").told() if told else containing(at, "D")


def _year_of_range(hit: Hit) -> int | None:
    """Return the year of `26 June - 4 August 1952`, `from May 15 to August 16, 1988`."""
    tail = hit.scan.lowers[hit.end : hit.end + 1]
    if not tail or tail[0] not in _JOINTS:
        return None
    values = hit.scan.values[hit.end + 1 : hit.end + 5]
    numbers = [v for v in values if isinstance(v, int)]
    return numbers[2] if len(numbers) > 2 and numbers[2] > 1000 and max(numbers[:2]) <= 31 else None


def _day_range(hit: Hit, story: Story) -> Period | None:
    month = hit.number("m")
    low, high = (hit.number(key) for key in "de")
    year = year_of(hit, story) or nearest(story, month, high, hit.start, _SLACK)
    if year is None:
        return Period(f"XXXX-{month:02d}-{low:02d}/XXXX-{month:02d}-{high:02d}") if low < high else None
    first, last = safe_day(year, month, low), safe_day(year, month, high)
    if first is None or last is None or first >= last:
        return None
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last, "day", hit.has("y"))


def _day_ahead(hit: Hit, story: Story) -> Period | None:
    tail = hit.scan.values[hit.end : hit.end + 12]
    years = [v for v in tail[:9] if isinstance(v, int) and v >= 1000]
    month = hit.number("m")
    day = hit.number("d")
    year = years[0] if years else nearest(story, month, day, hit.start)
    at = safe_day(year, month, day) if year else None
    return containing(at, "D") if at else None


def _day_after(hit: Hit, story: Story) -> Period | None:
    """Read the second day of `on May 4 and 5`."""
    if story.neighbour is None or story.neighbour[0] != hit.start - 1:
        return None
    before = story.neighbour[1]
    day = hit.number("d")
    if before.grain != "day" or before.first is None or day <= before.first.day:
        return None
    at = safe_day(before.first.year, before.first.month, day)
    return containing(at, "D") if at else None


def _ordinal_day(hit: Hit, story: Story) -> Period | None:
    day = hit.number("d")
    base = (story.last.first if story.last else None) if story.history else (story.day or story.anchor)
    if base is None:
        return Period(f"XXXX-XX-{day:02d}")
    at = safe_day(base.year, base.month, day)
    return containing(at, "D") if at else None


def _calendar_month(hit: Hit, story: Story) -> Period | None:
    year = year_of(hit, story)
    if year is None:
        return Period(f"XXXX-{hit.number('m'):02d}")
    found = containing(date(year, hit.number("m"), 1), "M")
    return found.told() if hit.has("y") else found


def _bare_month(hit: Hit, story: Story) -> Period | None:
    month = hit.number("m")
    if story.era < 0 and story.history and story.year:
        return Period(f"{era_value(story.year)}-{month:02d}")
    year = _year_ahead(hit, story) or nearest(story, month, 1, hit.start)
    return containing(date(year, month, 1), "M") if year else Period(f"XXXX-{month:02d}")


def _year_ahead(hit: Hit, story: Story) -> int | None:
    """Return the year of `between March and June 2022`."""
    tail = hit.scan.lowers[hit.end : hit.end + 2]
    values = hit.scan.values[hit.end + 1 : hit.end + 3]
    if tail and tail[0] in _JOINTS and len(values) == 2:
        month, year = values
        if (
            isinstance(month, int)
            and month <= 12
            and isinstance(year, int)
            and year > 1000
            and not tail[1].isdecimal()
        ):
            return year if month >= hit.number("m") else year - 1
    return None


def _iso(hit: Hit, story: Story) -> Period | None:
    text = str(hit.values("t")[0])
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Period(text, at.date(), at.date(), "time" if "T" in text else "day", True)


def _slashed(hit: Hit, story: Story) -> Period | None:
    text = str(hit.values("t")[0])
    one, two, year = (int(part) for part in text.replace(".", "/").split("/"))
    day, month = (one, two) if "." in text or one > 12 else (two, one)
    if "/" in text and one <= 12 and two <= 12 and one != two:
        return Period(None)
    at = safe_day(full_year(year, story), month, day)
    return containing(at, "D").told() if at else None


def _nth_of(hit: Hit, story: Story) -> Period | None:
    """Read `the first Monday of June`, `the last week of March`, `the first day of this month`."""
    if hit.has("m"):
        year = year_of(hit, story) or nearest(story, hit.number("m"), 1, hit.start)
        frame = containing(date(year, hit.number("m"), 1), "M") if year else None
    else:
        frame = None
    if frame is None or frame.first is None or frame.last is None:
        return None
    number = ordinal(hit.words("q")) if hit.has("q") else -1
    if hit.has("w"):
        return _nth_weekday(frame.first, frame.last, number, hit.number("w"))
    unit = hit.first("u")
    if unit == "D":
        at = frame.first + timedelta(days=number - 1) if number > 0 else frame.last
        return containing(at, "D")
    if unit in {"W", "WE"}:
        at = frame.first + timedelta(days=7 * (number - 1)) if number > 0 else frame.last - timedelta(days=6)
        if unit == "WE":
            return containing(at + timedelta(days=5 - at.weekday()), "WE")
        return Period(of_grain(at, "W", 0).value, at, min(at + timedelta(days=6), frame.last), "week")
    return None


def _nth_weekday(first: date, last: date, number: int, weekday: int) -> Period | None:
    if number > 0:
        at = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    else:
        at = last - timedelta(days=(last.weekday() - weekday) % 7)
    return containing(at, "D") if first <= at <= last else None


READERS: Final = {
    "calendar_day": _calendar_day,
    "day_range": _day_range,
    "day_ahead": _day_ahead,
    "day_after": _day_after,
    "ordinal_day": _ordinal_day,
    "calendar_month": _calendar_month,
    "bare_month": _bare_month,
    "iso": _iso,
    "slashed": _slashed,
    "nth_of": _nth_of,
}
