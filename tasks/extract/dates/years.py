"""Read years, decades, centuries and years before Christ."""

from datetime import date
from typing import Final

from tasks.extract.dates.numbers import ordinal
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing
from tasks.extract.dates.story import Story
from tasks.extract.dates.which_year import full_year

__all__ = ["READERS", "era_value"]


def era_value(number: int) -> str:
    """Return the TIMEX3 value of a year before Christ."""
    return f"BC{number:04d}"


def _era_year(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    story.era, story.year = -1, number
    return Period(era_value(number), grain="year")


def _era_month(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    story.era, story.year = -1, number
    return Period(f"{era_value(number)}-{hit.number('m'):02d}")


def _era_season(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    story.era, story.year = -1, number
    return Period(f"{era_value(number)}-{hit.first('s')}")


def _ad_year(hit: Hit, story: Story) -> Period | None:
    number = int(hit.values("y")[0])
    return containing(date(number, 1, 1), "Y").told() if 1 <= number <= 9999 else None


_ZONES: Final = frozenset({"gmt", "utc", "hours", "hrs", "local"})
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
    if before == "at" and number < 2400 and number % 100 < 60:
        return None
    if before in _MONEY or after in _MEASURES or after in _ZONES or not 1000 <= number <= 2199:
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
    return containing(date(full_year(hit.number("y"), story), 1, 1), "Y").told()


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


READERS: Final = {
    "era_year": _era_year,
    "era_month": _era_month,
    "era_season": _era_season,
    "ad_year": _ad_year,
    "year": _year,
    "year_end": _year_end,
    "year_short": _year_short,
    "decade": _decade,
    "century": _century,
}
