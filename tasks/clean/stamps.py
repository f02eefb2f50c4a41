"""Read the lines that say who wrote an update and when."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tasks.clean.bylines import as_names
from tasks.clean.calendar import DATE, TIME, find_date, find_time, zone_offset

__all__ = ["Stamp", "parse_stamp"]

_LONGEST = 140
_DIGIT = re.compile(r"\d")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_WEEKDAY = r"(?:mon|tues?|wednes|wed|thu(?:rs)?|fri|satur|sat|sun)(?:day)?"
_LABEL = re.compile(
    r"\b(?:(?:first |last |originally )?(?:published|updated|posted|modified|filed|created|entered)(?: (?:at|on))?"
    rf"|pub(?:lication)? ?date|date|time|timestamp|issued|as of|at|on|{_WEEKDAY})\b[:,.]?",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s|•·,;:/()\[\]–—-]+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Be what one line says about who and when.

    Attributes:
        text: The characters that date and time were read from.
        day: Calendar day, if the line gives one in full.
        clock: Time of day, if given.
        zone: Zone's name or offset as written, if given.
        byline: Author, if given.
        epoch: Whether it is a number of seconds since 1970.
    """

    text: str
    day: date | None = None
    clock: time | None = None
    zone: str | None = None
    byline: str | None = None
    epoch: bool = False

    def iso(self, day: date | None = None, offset: timedelta | None = None) -> str | None:
        """Return ISO 8601, as fine as the line is; null without a day.

        Args:
            day: Day to take where the line has none.
            offset: Distance from UTC to take where the line names no zone.
        """
        on = self.day or day
        if on is None:
            return None
        if self.clock is None:
            return on.isoformat()
        moment = datetime.combine(on, self.clock)
        shift = zone_offset(self.zone, moment) if self.zone else offset
        fine = "seconds" if self.clock.second else "minutes"
        return moment.isoformat(timespec=fine) + _offset_text(shift)

    @property
    def moment(self) -> datetime | None:
        """Return day and time without zone, if both are known."""
        return datetime.combine(self.day, self.clock) if self.day and self.clock else None


def _offset_text(shift: timedelta | None) -> str:
    if shift is None:
        return ""
    minutes = int(shift.total_seconds() // 60)
    if minutes == 0:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def parse_stamp(line: str) -> Stamp | None:
    """Read a line that holds nothing but a time or date, and perhaps an author.

    Args:
        line: One line of text.

    Returns:
        What it says; None if it says anything else too.
    """
    if len(line) > _LONGEST or _DIGIT.search(line) is None:
        return None
    if _EPOCH.fullmatch(line):
        moment = datetime.fromtimestamp(int(line[:10]), UTC)
        return Stamp(line, moment.date(), moment.time(), "UTC", epoch=True)
    return _in_words(line)


def _in_words(line: str) -> Stamp | None:
    day = find_date(line)
    rest = line if day is None else f"{line[: day.start]} | {line[day.end :]}"
    clock = find_time(rest)
    if day is None and clock is None:
        return None
    if clock is not None:
        rest = f"{rest[: clock.start]} | {rest[clock.end :]}"
    residue = _SEPARATORS.sub(" ", _LABEL.sub(" ", rest)).strip(" .")
    byline = as_names(residue) if residue else None
    if residue and byline is None:
        return None
    return Stamp(
        _quoted(line, byline),
        day.day if day else None,
        clock.clock if clock else None,
        clock.zone if clock else None,
        byline,
    )


def _quoted(line: str, byline: str | None) -> str:
    """Return the part of a stamp line from its first to its last date or time character."""
    spans = [m.span() for pattern in (DATE, TIME) for m in pattern.finditer(line)]
    if byline is None or not spans:
        return line
    return line[min(start for start, _ in spans) : max(end for _, end in spans)].strip()
