"""Find dates, times of day and zones as news writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

__all__ = ["DATE", "MONTHS", "TIME", "Clock", "Day", "find_date", "find_dates", "find_time", "zone_offset"]

_ZONES = Path(__file__).with_name("zones.json")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_EDGE = r"(?:(?<=[a-z])(?=[A-Z])|(?<![A-Za-z\d]))"
_ORDINAL = r"(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"{_EDGE}(?P<y1>(?:19|20)\d\d)-(?P<n1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|{_EDGE}(?P<m2>{_MONTH}) (?P<d2>\d\d?){_ORDINAL},? (?P<y2>(?:19|20)\d\d)(?!\d)"
    rf"|{_EDGE}(?P<d3>\d\d?){_ORDINAL}(?: of)? (?P<m3>{_MONTH}),? (?P<y3>(?:19|20)\d\d)(?!\d)"
    rf"|{_EDGE}(?P<y4>(?:19|20)\d\d)/(?P<n4>\d\d)/(?P<d4>\d\d)(?!\d)"
    rf"|{_EDGE}(?P<d5>1[3-9]|2\d|3[01])[./](?P<n5>\d\d)[./](?P<y5>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NUMERIC_ZONE = r"(?:UTC|GMT)?[+−-]\d\d:?\d\d"
TIME = re.compile(
    r"(?<![\d:.])T?(?P<h>[01]?\d|2[0-3])"
    r"(?:(?P<sep>[:.])(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?"
    rf" ?(?P<zone>\(?(?:{_NUMERIC_ZONE}|Z\b|[A-Z]{{2,5}}\b)\)?)?(?![\d:])"
    r"|(?<!\d)(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d) ?(?P<zone4>GMT|UTC|Z)\b"
    r"|\b(?P<word>noon|midnight)\b(?: (?P<zonew>[A-Z]{2,5})\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """Be a calendar day and where it is written."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Be a time of day, its zone as written, and where it is written."""

    clock: time
    zone: str | None
    start: int
    end: int


def find_dates(text: str) -> Iterator[Day]:
    """Find full dates: day, month and year; two-digit months only where no order can be mistaken."""
    for match in DATE.finditer(text):
        found = _day(match)
        if found is not None:
            yield Day(found, match.start(), match.end())


def find_date(text: str) -> Day | None:
    """Return the first full date of a text, if it has one."""
    return next(find_dates(text), None)


def _day(match: re.Match[str]) -> date | None:
    for form in "12345":
        named = {key: match.groupdict().get(key + form) for key in "ymnd"}
        if named["y"] is None:
            continue
        month = int(named["n"]) if named["n"] else MONTHS[str(named["m"]).lower().rstrip(".")]
        try:
            return date(int(named["y"]), month, int(str(named["d"])))
        except ValueError:
            return None
    return None


def find_time(text: str) -> Clock | None:
    """Return the first time of day of a text, if it has one.

    A bare number is none: minutes, `am` or `pm`, or four digits with a zone are asked for.
    """
    for match in TIME.finditer(text):
        if match["word"]:
            return Clock(time(12 if match["word"].lower() == "noon" else 0), match["zonew"], *match.span())
        if match["h4"]:
            return Clock(time(int(match["h4"]), int(match["m4"])), match["zone4"], *match.span())
        if match["m"] is None and match["half"] is None:
            continue
        found = _clock(match)
        if found is not None:
            zone, end = _zone(match)
            return Clock(found, zone, match.start(), end)
    return None


def _zone(match: re.Match[str]) -> tuple[str | None, int]:
    """Return a known zone and where the time ends; a word that is no zone stays outside."""
    zone = match["zone"]
    if zone is None:
        return None, match.end()
    name = zone.strip("()")
    if name[-1].isdigit() or name.upper() in _zones() or name == "Z":
        return name, match.end()
    return None, match.start("zone")


def _clock(match: re.Match[str]) -> time | None:
    hour, half = int(match["h"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None if hour > 12 and half == "a" else time(hour, int(match["m"] or 0))
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(match["m"] or 0), int(match["s"] or 0))


@cache
def _zones() -> dict[str, str]:
    """Load zone abbreviations: each an IANA name or an offset; those used by several zones are left out."""
    return TypeAdapter(dict[str, str]).validate_json(_ZONES.read_bytes())


def zone_offset(zone: str, moment: datetime) -> timedelta | None:
    """Return the distance from UTC that a written zone has at a moment, null if it is not known."""
    named = _zones().get(zone.upper(), zone)
    if "/" in named:
        place: tzinfo = ZoneInfo(named)
        return moment.replace(tzinfo=place).utcoffset()
    digits = re.search(r"([+−-])(\d\d):?(\d\d)$", named)
    if digits is None:
        return timedelta(0) if named.upper() in {"Z", "UTC", "GMT"} else None
    size = timedelta(hours=int(digits[2]), minutes=int(digits[3]))
    return size if digits[1] == "+" else -size
