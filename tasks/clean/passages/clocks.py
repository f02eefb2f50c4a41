"""Give updates their day and zone, where the file says them only once."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from tasks.clean.stamps import Stamp

__all__ = ["days_of", "zone_of"]

_DAY = 24 * 60  # minutes
_QUARTER = timedelta(minutes=15)
_WIDEST = timedelta(hours=14)  # Kiribati; no zone lies further from UTC


def zone_of(chunks: list[list[Stamp]]) -> timedelta | None:
    """Learn the zone of local times from an update that also has seconds since 1970.

    Args:
        chunks: The stamps of each update.

    Returns:
        The distance from UTC, if one update gives both and they differ by whole quarters of an hour.
    """
    for stamps in chunks:
        instants = [s.moment for s in stamps if s.epoch and s.moment]
        locals_ = [s.moment for s in stamps if not s.epoch and s.moment and s.clock and s.zone is None]
        for instant in instants:
            for local in locals_:
                shift = _whole_quarters(local, instant)
                if shift is not None:
                    return shift
    return None


def _whole_quarters(local: datetime, instant: datetime) -> timedelta | None:
    minute = instant.replace(second=0)
    gap = local - minute
    return gap if abs(gap) <= _WIDEST and gap % _QUARTER == timedelta(0) else None


def days_of(stamps: list[Stamp | None], day: date | None) -> list[date | None]:
    """Return each update's day; clocks that jump back over midnight change it.

    Args:
        stamps: One stamp an update, in the order of the file.
        day: The document's own day, taken for the newest update if no update has a day.
    """
    known = [s.day if s else None for s in stamps]
    if any(known):
        return _spread(stamps, known)
    if day is None:
        return known
    newest_first = _is_newest_first(stamps)
    ordered = stamps if newest_first else stamps[::-1]
    days: list[date | None] = []
    current, previous = day, None
    for stamp in ordered:
        if stamp is None or stamp.clock is None:
            days.append(None)
            continue
        if previous is not None and stamp.clock > previous:
            current -= timedelta(days=1)
        previous = stamp.clock
        days.append(current)
    return days if newest_first else days[::-1]


def _spread(stamps: list[Stamp | None], known: list[date | None]) -> list[date | None]:
    """Give a bare clock the day of the nearest update above it that has one, else below."""
    days = list(known)
    for i, stamp in enumerate(stamps):
        if days[i] is None and stamp is not None and i > 0:
            days[i] = days[i - 1]
    for i in range(len(days) - 2, -1, -1):
        if days[i] is None and stamps[i] is not None:
            days[i] = days[i + 1]
    return days


def _is_newest_first(stamps: list[Stamp | None]) -> bool:
    """Read the clocks backwards and forwards, over midnight too: the shorter way is the order."""
    minutes = [s.clock.hour * 60 + s.clock.minute for s in stamps if s is not None and s.clock]
    back = sum((earlier - later) % _DAY for earlier, later in pairwise(minutes))
    ahead = sum((later - earlier) % _DAY for earlier, later in pairwise(minutes))
    return back < ahead
