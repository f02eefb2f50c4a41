"""Read publication dates that metadata gives."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from schemas.document import Precision, Published
from tasks.clean.calendar import find_date

__all__ = ["read_published"]

_YEAR, _MONTH, _DAY = 4, 7, 10


def read_published(value: str | float | None) -> Published | None:
    """Read a date from a metadata field.

    Args:
        value: ISO 8601, RFC 5322, a date in English words, or seconds (or milliseconds) since 1970.

    Returns:
        The date, as fine as it is given; None if it cannot be read.
    """
    if isinstance(value, int | float):
        return _epoch(value)
    text = (value or "").strip()
    if not text:
        return None
    return _iso(text) or _mail(text) or _words(text)


def _published(value: str, precision: Precision, text: str) -> Published:
    return Published(value=value, precision=precision, text=text, source="metadata")


def _epoch(seconds: float) -> Published | None:
    if seconds > 10**11:
        seconds /= 1000
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return _published(_instant(moment), "second", f"{seconds:g}")


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _iso(text: str) -> Published | None:
    if text.isdigit() and len(text) == _YEAR:
        return _published(text, "year", text)
    if len(text) == _MONTH and text[4] == "-" and _parsed(f"{text}-01"):
        return _published(text, "month", text)
    moment = _parsed(text)
    if moment is None:
        return None
    if len(text) <= _DAY:
        return _published(moment.date().isoformat(), "day", text)
    return _published(_instant(moment), "second", text)


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> Published | None:
    try:
        return _published(_instant(parsedate_to_datetime(text)), "second", text)
    except (ValueError, TypeError, IndexError):
        return None


def _words(text: str) -> Published | None:
    found = find_date(text)
    return None if found is None else _published(found.day.isoformat(), "day", text)
