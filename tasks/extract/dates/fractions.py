"""Read seasons, quarters, halves and fiscal years."""

from datetime import date
from typing import Final

from tasks.extract.dates.numbers import ordinal
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, season
from tasks.extract.dates.story import Story
from tasks.extract.dates.which_year import full_year, nearest, year_of
from tasks.extract.dates.years import era_value

__all__ = ["READERS"]

_FALL_LEADS: Final = frozenset({"in", "this", "last", "next", "late", "early", "by", "until"})


def _season_year(hit: Hit, story: Story) -> Period | None:
    year = year_of(hit, story)
    return season(year, hit.first("s")) if year else Period(f"XXXX-{hit.first('s')}")


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
        return Period(f"{era_value(story.year)}-{name}")
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


def _final_quarter(hit: Hit, story: Story) -> Period | None:
    year = year_of(hit, story)
    return containing(date(year, 12, 31), "Q") if year else Period("XXXX-Q4")


def _half(hit: Hit, story: Story) -> Period | None:
    year, number = year_of(hit, story), ordinal(hit.words("q"))
    if number not in {1, 2}:
        return None
    return containing(date(year, number * 6, 1), "H") if year else Period(f"XXXX-H{number}")


def _fiscal(hit: Hit, story: Story) -> Period | None:
    return Period(f"FY{full_year(hit.number('y'), story):04d}")


READERS: Final = {
    "season_year": _season_year,
    "bare_season": _bare_season,
    "quarter": _quarter,
    "final_quarter": _final_quarter,
    "half": _half,
    "fiscal": _fiscal,
}
