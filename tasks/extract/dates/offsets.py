"""Read distances: `two days ago`, `a week later`, `five days after the mutiny`."""

from datetime import date, timedelta
from typing import Final

from tasks.extract.dates.numbers import amount
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, of_grain
from tasks.extract.dates.spans import duration_value, is_clock
from tasks.extract.dates.story import Story, tense_at

__all__ = ["READERS"]


def _offset(base: date, unit: str, count: float) -> Period | None:
    whole = int(count)
    if count != whole:
        return of_grain(base, "M", int(count * 12)) if unit == "Y" else None
    if unit == "2W":
        return of_grain(base, "W", 2 * whole)
    if unit in {"DE", "CE"}:
        return of_grain(base, "Y", whole * (10 if unit == "DE" else 100))
    return of_grain(base, unit, whole)


def _ago(hit: Hit, story: Story) -> Period | None:
    count, unit = amount(hit.words("n")), hit.first("u")
    base = story.here
    if count is None or base is None:
        return Period("PAST_REF")
    if unit in {"H", "M", "S"} and is_clock(hit.words("u")):
        return _clock_offset(story, unit, -count)
    return _offset(base, unit, -count) or Period("PAST_REF")


def _clock_offset(story: Story, unit: str, count: float) -> Period:
    if story.instant is None:
        return Period(None)
    seconds = {"H": 3600, "M": 60, "S": 1}[unit] * count
    at = story.instant + timedelta(seconds=seconds)
    stamp = at.strftime("%Y-%m-%dT%H") if unit == "H" else at.strftime("%Y-%m-%dT%H:%M")
    return Period(stamp, at.date(), at.date(), "time")


def _from_now(hit: Hit, story: Story) -> Period | None:
    count, unit = amount(hit.words("n")), hit.first("u")
    if count is None or story.anchor is None:
        return Period("FUTURE_REF")
    if is_clock(hit.words("u")):
        return _clock_offset(story, unit, count)
    return _offset(story.anchor, unit, count) or Period("FUTURE_REF")


def _in_time(hit: Hit, story: Story) -> Period | None:
    """Read `in two weeks`: a date after a verb of the future, else a duration."""
    count, unit = amount(hit.words("n")), hit.first("u")
    inner = hit.scan.lowers[hit.start]
    if inner == "in" and not story.history and tense_at(story.scan, hit.start) == "future" and count:
        return _from_now(hit, story)
    return Period(duration_value(count, unit, hit.words("u")))


def _event_of(hit: Hit, story: Story) -> Period | None:
    """Return when the event was that a rule captured with up to two adjectives before its noun."""
    start = hit.groups["e"][0]
    words = hit.scan.lowers[start : start + 3]
    return next((story.events[word] for word in words if word in story.events), None)


def _offset_event(hit: Hit, story: Story) -> Period | None:
    """Read `five days after the mutiny`: a date only if the text dates the mutiny."""
    count, unit = amount(hit.words("n")) if hit.words("n") != "the" else 1.0, hit.first("u")
    if story.neighbour and hit.start - story.neighbour[0] == 1 and story.neighbour[1].grain == "day":
        return story.neighbour[1]
    event = _event_of(hit, story)
    if is_clock(hit.words("u")) or count is None or event is None:
        return Period(None)
    if event.first is None or event.first != event.last:
        return Period(None)
    return _offset(event.first, unit, count if hit.has("x") else -count)


def _later(hit: Hit, story: Story) -> Period | None:
    count, unit = amount(hit.words("n")), hit.first("u")
    sign = 1 if hit.has("l") else -1
    clock = is_clock(hit.words("u"))
    base = story.day if unit in {"D", "W"} and story.day else (story.last.first if story.last else None)
    if unit in {"Y", "DE", "M"} and story.last and story.last.first:
        base = story.last.first
    if story.era < 0 and story.history and story.year and count and unit in {"Y", "DE"}:
        return Period(f"BC{story.year - sign * int(count) * (10 if unit == 'DE' else 1):04d}")
    if base is None or count is None:
        return Period("FUTURE_REF" if sign > 0 else "PAST_REF") if base is not None else Period(None)
    if clock:
        return containing(base, "D") if count < 12 else Period(None)
    return _offset(base, unit, sign * count)


def _vague_later(hit: Hit, story: Story) -> Period | None:
    return Period("FUTURE_REF" if hit.has("l") else "PAST_REF")


def _day_following(hit: Hit, story: Story) -> Period | None:
    base = story.day
    return of_grain(base, hit.first("u"), 1 if hit.has("l") else -1) if base else Period(None)


READERS: Final = {
    "ago": _ago,
    "from_now": _from_now,
    "in_time": _in_time,
    "offset_event": _offset_event,
    "later": _later,
    "vague_later": _vague_later,
    "day_following": _day_following,
}
