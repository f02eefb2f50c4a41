"""Read the dateline of a wire story: "OSLO, June 1 (AA) —"."""

import re
from dataclasses import dataclass
from datetime import date

from schemas.document import Published
from tasks.clean.calendar import MONTHS, find_date

__all__ = ["Dateline", "read_dateline"]

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PLACE = (
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/ -]{2,40}(?: ?\([A-Z][A-Za-z. ]{1,25}\)|, [A-Z][A-Za-z. ]{1,25}?)?)"
)
_WHEN = rf"(?:,? (?P<when>(?:[A-Z][a-z]+day,? )?(?:(?:{_MONTH})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTH})\.?)(?:,? (?:\d{{4}}|\d\d))?))?"
_AGENCY = r"(?: ?[(/\[](?P<agency>[A-Z][\w .&-]{1,40})[)/\]])?"
_DATELINE = re.compile(rf"{_PLACE}{_WHEN}{_AGENCY} ?(?:—|–|--|-) ", re.IGNORECASE)
_SHORT_YEAR = re.compile(rf"(\d{{1,2}}) ({_MONTH})\.? (\d\d)$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Be what a dateline says.

    Attributes:
        text: Its characters without the dash.
        agency: What stands in brackets, as written.
        month_day: The date as written where it lacks a year.
    """

    text: str
    agency: str | None = None
    published: Published | None = None
    month_day: str | None = None


def read_dateline(paragraph: str) -> Dateline | None:
    """Read the dateline that a paragraph opens with, if it has one."""
    match = _DATELINE.match(paragraph[:140])
    if match is None or not _is_city(match["place"]) or not (match["when"] or match["agency"]):
        return None
    when = match["when"]
    day = _full_date(when) if when else None
    text = paragraph[: match.end()].rstrip(" —–-")
    published = (
        None
        if day is None
        else Published(value=day.isoformat(), precision="day", text=when, source="dateline")
    )
    return Dateline(text, match["agency"], published, when if when and day is None else None)


def _is_city(place: str) -> bool:
    """Ask for a place name in capitals; a country after a comma may be in any case."""
    return all(word.isupper() for word in _LETTERS.findall(re.split(r"[,(]", place, maxsplit=1)[0]))


def _full_date(when: str) -> date | None:
    found = find_date(when)
    if found is not None:
        return found.day
    short = _SHORT_YEAR.search(when)
    if short is None:
        return None
    year = int(short[3])
    try:
        # POSIX strptime: 69 to 99 are of the last century.
        return date(year + (1900 if year >= 69 else 2000), MONTHS[short[2].lower()], int(short[1]))
    except ValueError:
        return None
