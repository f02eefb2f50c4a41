"""Read calendar dates: days, months, years, decades, eras, seasons, quarters, fiscal years, holidays."""

from datetime import date, datetime, timedelta
from typing import Final

from tasks.extract.dates.numbers import ordinal
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, of_grain, season, shift_months
from tasks.extract.dates.story import Story, tense_at, year_nearby
from tasks.extract.dates.vocabulary import Holiday, holidays

__all__ = ["READERS", "nearest", "safe_day", "year_of"]

_PIVOT: Final = 50
_JOINTS: Final = frozenset({"and", "to", "until", "through", "-", "–", "or", "/"})
_SLACK: Final = 3
_TURN: Final = 9
"""Months back that are taken as the next year: `in December … in January`."""


def safe_day(year: int, month: int, day: int) -> date | None:
    """Return a day, None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(number: int, story: Story) -> int:
    if number > 99:
        return number
    if story.history and story.year:
        return story.year // 100 * 100 + number
    now = story.anchor.year if story.anchor else 2000 + _PIVOT
    return 2000 + number if 2000 + number <= now + 10 else 1900 + number


def year_of(hit: Hit, story: Story) -> int | None:
    """Return the year that a rule captured, in figures or as `that year`, `last year` …."""
    if hit.has("y"):
        return _full_year(hit.number("y"), story)
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


def _calendar_day(hit: Hit, story: Story) -> Period | None:
    month, day = hit.number("m"), hit.number("d")
    if story.era < 0 and story.history and story.year and not hit.has("y"):
        return Period(f"{_era_value(story.year)}-{month:02d}-{day:02d}")
    year = year_of(hit, story)
    told = year is not None and hit.has("y")
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


def _calendar_month(hit: Hit, story: Story) -> Period | None:
    year = year_of(hit, story)
    if year is None:
        return Period(f"XXXX-{hit.number('m'):02d}")
    found = containing(date(year, hit.number("m"), 1), "M")
    return found.told() if hit.has("y") else found


def _bare_month(hit: Hit, story: Story) -> Period | None:
    month = hit.number("m")
    if story.era < 0 and story.history and story.year:
        return Period(f"{_era_value(story.year)}-{month:02d}")
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
    at = safe_day(_full_year(year, story), month, day)
    return containing(at, "D").told() if at else None


def _era_value(number: int) -> str:
    return f"BC{number:04d}"


def _era_year(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    story.era, story.year = -1, number
    return Period(_era_value(number), grain="year")


def _era_month(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    story.era, story.year = -1, number
    return Period(f"{_era_value(number)}-{hit.number('m'):02d}")


def _era_season(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    story.era, story.year = -1, number
    return Period(f"{_era_value(number)}-{hit.first('s')}")


def _ad_year(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    return containing(date(number, 1, 1), "Y").told() if 1 <= number <= 9999 else None


_BEFORE_YEAR: Final = frozenset(
    [
        "in",
        "of",
        "since",
        "by",
        "until",
        "till",
        "from",
        "late",
        "early",
        "mid",
        "to",
        "during",
        "before",
        "after",
        "through",
        "between",
        "and",
        "or",
        "around",
        "about",
        "throughout",
        "(",
        ",",
        "-",
        "–",
        "—",
        "as",
        "year",
        "years",
        "back",
        "for",
        "the",
        "circa",
        "late",
    ]
)
_MONEY: Final = frozenset({"$", "€", "£", "#", "no", "least"})
_HEDGES: Final = frozenset({"some", "over", "nearly", "than", "about", "around", "approximately"})
_MEASURES: Final = frozenset(
    {"%", "km", "hours", "metres", "meters", "miles", "feet", "people", "troops", "soldiers", "men"}
)


def _year(hit: Hit, story: Story) -> Period | None:
    scan, number = hit.scan, hit.number("y")
    before = scan.lowers[hit.start - 1] if hit.start else "("
    after = scan.lowers[hit.end] if hit.end < len(scan.lowers) else "."
    if before in _MONEY or after in _MEASURES or not 1000 <= number <= 2199:
        return None
    noun = after.isalpha() and after[-1] == "s" and len(after) > 3
    if before in _HEDGES and after.isalpha() and after not in _BEFORE_YEAR:
        return None
    likely = before in _BEFORE_YEAR or "\n" in before
    if not likely and (not 1800 <= number <= 2100 or (noun and number < 1900)):
        return None
    return containing(date(number, 1, 1), "Y").told()


def _year_end(hit: Hit, story: Story) -> Period | None:
    if hit.start < 2:
        return None
    opening = hit.scan.values[hit.start - 2]
    number = hit.number("y")
    if not isinstance(opening, int) or not 1000 <= opening <= 2199 or number <= opening % 100:
        return None
    return containing(date(opening // 100 * 100 + number, 1, 1), "Y").told()


def _year_short(hit: Hit, story: Story) -> Period | None:
    return containing(date(_full_year(hit.number("y"), story), 1, 1), "Y").told()


def _decade(hit: Hit, story: Story) -> Period | None:
    digits = str(hit.values("t")[0]).rstrip("s").rstrip("'’")
    if len(digits) == 2:
        digits = ("19" if not story.history or story.year is None else str(story.year)[:2]) + digits
    if len(digits) != 4 or not digits.endswith("0"):
        return None
    if digits.endswith("00"):
        return containing(date(int(digits), 1, 1), "CE")
    return containing(date(int(digits), 1, 1), "DE")


def _century(hit: Hit, story: Story) -> Period | None:
    number = ordinal(hit.words("c"))
    if hit.has("era"):
        return Period(f"BC{number - 1:02d}")
    if not 2 <= number <= 30:
        return None
    return containing(date((number - 1) * 100 + 1, 1, 1), "CE")


def _season_year(hit: Hit, story: Story) -> Period | None:
    year = year_of(hit, story)
    return season(year, hit.first("s")) if year else Period(f"XXXX-{hit.first('s')}")


_FALL_LEADS: Final = frozenset({"in", "this", "last", "next", "late", "early", "by", "until"})


def _bare_season(hit: Hit, story: Story) -> Period | None:
    name = hit.first("s")
    if hit.words("s") == "fall" and hit.scan.lowers[hit.start - 1] not in {
        "in",
        "this",
        "last",
        "next",
        "late",
        "early",
    }:
        return None
    if story.era < 0 and story.history and story.year:
        return Period(f"{_era_value(story.year)}-{name}")
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    year = nearest(story, month, 1, hit.start)
    return season(year, name) if year else Period(f"XXXX-{name}")


def _quarter(hit: Hit, story: Story) -> Period | None:
    number = ordinal(hit.words("q")) if not hit.words("q").startswith("q") else hit.number("q")
    year = year_of(hit, story)
    if not 1 <= number <= 4 or (
        year is None and hit.words("q")[0] != "q" and "of" in hit.scan.lowers[hit.start : hit.end]
    ):
        return None
    if hit.has("f"):
        return Period(f"FY{year:04d}-Q{number}" if year else None)
    year = year or nearest(story, number * 3 - 2, 1, hit.start)
    return containing(date(year, number * 3, 1), "Q") if year else Period(f"XXXX-Q{number}")


def _half(hit: Hit, story: Story) -> Period | None:
    year, number = year_of(hit, story), ordinal(hit.words("q"))
    if number not in {1, 2}:
        return None
    return containing(date(year, number * 6, 1), "H") if year else Period(f"XXXX-H{number}")


def _fiscal(hit: Hit, story: Story) -> Period | None:
    return Period(f"FY{_full_year(hit.number('y'), story):04d}")


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


READERS: Final = {
    "calendar_day": _calendar_day,
    "day_range": _day_range,
    "day_ahead": _day_ahead,
    "calendar_month": _calendar_month,
    "bare_month": _bare_month,
    "iso": _iso,
    "slashed": _slashed,
    "era_year": _era_year,
    "era_month": _era_month,
    "era_season": _era_season,
    "ad_year": _ad_year,
    "year": _year,
    "year_end": _year_end,
    "year_short": _year_short,
    "decade": _decade,
    "century": _century,
    "season_year": _season_year,
    "bare_season": _bare_season,
    "quarter": _quarter,
    "half": _half,
    "fiscal": _fiscal,
    "holiday": _holiday,
    "nth_of": _nth_of,
    "ordinal_day": _ordinal_day,
    "day_after": _day_after,
}
