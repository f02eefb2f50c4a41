"""Read times of day and parts of the day, alone or beside a date, and modifiers such as `early` and `mid-`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, of_grain
from tasks.extract.dates.story import Story
from tasks.extract.dates.vocabulary import words

__all__ = ["CLOCKS", "EXTENDERS", "READERS", "joined"]

CLOCKS: Final = frozenset({"clock", "bare_part"})
"""Readers whose expression may be followed by its day."""


def _zone(hit: Hit) -> str:
    table = words()["ZONE"]
    return next((str(table[w]) for w in hit.scan.lowers[hit.start : hit.end] if w in table), "")


def _clock(hit: Hit) -> str | None:
    """Return `THH:MM` of the captured clock time."""
    parts = hit.words("c").split()
    named = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
    if parts[0] in named:
        return named[parts[0]]
    hours, _, minutes = parts[0].replace(".", ":").partition(":")
    hour, minute = int(hours), int(minutes[:2] or 0)
    half = next((p[0] for p in parts[1:] if p[0] in "ap" and "m" in p), "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


def _with_time(base: Period, suffix: str) -> Period:
    stem = (base.value or "")[:10]
    if base.value and "T" in base.value and not suffix[1].isdigit():
        return base
    return Period(stem + suffix, base.first, base.last, "time", base.explicit)


def _clock_alone(hit: Hit, story: Story) -> Period | None:
    time = _clock(hit)
    if time is None:
        return None
    base = story.day if story.history else story.anchor
    return _with_time(of_grain(base, "D", 0), time + _zone(hit)) if base else Period(f"XXXX-XX-XX{time}")


def _clock_beside(hit: Hit, base: Period) -> Period | None:
    time = _clock(hit)
    if time is None or base.grain not in {"day", "time"} or base.first != base.last:
        return None
    return _with_time(base, time + _zone(hit))


def joined(hit: Hit, gap: Hit | None, day: Period) -> Period | None:
    """Join a time or part of the day with the day that follows it."""
    if day.grain not in {"day", "time"} or day.first is None or day.first != day.last:
        return None
    if hit.has("p"):
        return _with_time(day, f"T{hit.first('p')}")
    time = _clock(hit)
    return _with_time(day, time + (_zone(hit) or (_zone(gap) if gap else ""))) if time else None


def _part_code(hit: Hit) -> str:
    value = hit.first("p")
    text = hit.words("p")
    if "hours" in text:
        return "MO"
    return value


def _part_beside(hit: Hit, base: Period) -> Period | None:
    if base.grain not in {"day", "time"} or base.first is None or base.first != base.last:
        return None
    if base.value and "T" in base.value and base.value[11:12].isdigit():
        return base
    return _with_time(base, "T" + _part_code(hit))


def _tonight(hit: Hit, story: Story) -> Period | None:
    if story.anchor is None or story.history:
        return Period("XXXX-XX-XXTNI")
    word = hit.words("t")
    first = story.anchor - timedelta(days=1) if word == "overnight" else story.anchor
    return Period(f"{story.anchor.isoformat()}TNI", first, story.anchor, "time")


def _last_night(hit: Hit, story: Story) -> Period | None:
    if story.anchor is None or story.history:
        return Period(None)
    return _with_time(of_grain(story.anchor, "D", -1), f"T{hit.first('p')}")


def _relative_part(hit: Hit, story: Story) -> Period | None:
    text = hit.words("r")
    narrative = "this" not in text or story.history
    base = story.day if narrative else story.anchor
    if base is None:
        return Period(f"XXXX-XX-XXT{hit.first('p')}")
    step = 1 if ("next" in text or "following" in text) else 0
    return _with_time(of_grain(base, "D", step), f"T{hit.first('p')}")


def _early_hours(hit: Hit, story: Story) -> Period | None:
    base = story.day if story.history else (story.anchor)
    return _with_time(of_grain(base, "D", 0), "TMO") if base else Period("XXXX-XX-XXTMO")


def _bare_part(hit: Hit, story: Story) -> Period | None:
    code = hit.first("p")
    before = hit.scan.lowers[hit.start - 1]
    word = hit.words("p")
    if word.endswith("s") or code[0].isdigit():
        return Period(f"XXXX-XX-XXT{code}")
    base = story.day if before == "the" and story.history else None
    return _with_time(of_grain(base, "D", 0), f"T{code}") if base else Period(f"XXXX-XX-XXT{code}")


def _third(base: Period, index: int) -> tuple[date, date] | None:
    if base.first is None or base.last is None:
        return None
    length = (base.last - base.first).days + 1
    if length < 6:
        return base.first, base.last
    edges = [base.first + timedelta(days=length * i // 3) for i in range(4)]
    return edges[index], edges[index + 1] - timedelta(days=1)


def _modify(hit: Hit, base: Period) -> Period | None:
    """Narrow a stretch to its first, middle or last third."""
    kind = hit.first("mod")
    if base.grain == "none" and base.value is None:
        return None
    if base.grain in {"day", "time"}:
        return base
    if kind not in {"START", "MID", "END"}:
        kind = {"early": "START", "late": "END", "mid": "MID"}.get(hit.words("mod"), "MID")
    bounds = _third(base, {"START": 0, "MID": 1, "END": 2}[kind])
    return replace(base, first=bounds[0], last=bounds[1]) if bounds else base


def _keep(hit: Hit, base: Period) -> Period | None:
    return base


def _end(hit: Hit, base: Period) -> Period | None:
    if base.grain not in {"month", "year", "week", "quarter"}:
        return None
    bounds = _third(base, 2)
    return replace(base, first=bounds[0], last=bounds[1]) if bounds else base


READERS: Final = {
    "clock": _clock_alone,
    "tonight": _tonight,
    "last_night": _last_night,
    "relative_part": _relative_part,
    "early_hours": _early_hours,
    "bare_part": _bare_part,
}
EXTENDERS: Final[dict[str, Callable[[Hit, Period], Period | None]]] = {
    "clock": _clock_beside,
    "part": _part_beside,
    "modify": _modify,
    "keep": _keep,
    "end": _end,
}
