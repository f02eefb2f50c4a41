"""Read weekdays by the tense around them, and `today`, `tomorrow`."""

from datetime import date, timedelta
from typing import Final

from tasks.extract.dates.counting import base_day, direction
from tasks.extract.dates.numbers import amount
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, of_grain, shift
from tasks.extract.dates.story import Story, tense_at

__all__ = ["READERS"]


def _weekday(hit: Hit, story: Story) -> Period | None:
    wanted = hit.number("w")
    text = hit.words("r") if hit.has("r") else ""
    if story.history:
        return _weekday_in_history(wanted, text, story)
    base = base_day(text, story)
    if base is None:
        return Period(None)
    back, ahead = (base.weekday() - wanted) % 7, (wanted - base.weekday()) % 7
    step = direction(text)
    if step < 0:
        return of_grain(base, "D", -(back or 7))
    if step > 0:
        return _coming_weekday(base, wanted, text)
    if "that" in text or "same" in text:
        return of_grain(base, "D", ahead)
    return _plain_weekday(hit, story, back, ahead, base)


def _coming_weekday(base: date, wanted: int, text: str) -> Period:
    """Read `next Friday` as the one of the next calendar week, `the following Friday` as the next to come."""
    if text.startswith(("next", "this next")):
        monday = base + timedelta(days=7 - base.weekday())
        return containing(monday + timedelta(days=wanted), "D")
    return of_grain(base, "D", (wanted - base.weekday()) % 7 or 7)


def _plain_weekday(hit: Hit, story: Story, back: int, ahead: int, base: date) -> Period:
    if back == 0:
        return containing(base, "D")
    forward = tense_at(story.scan, hit.start) == "future"
    return of_grain(base, "D", ahead if forward else -back)


def _weekday_in_history(wanted: int, text: str, story: Story) -> Period:
    if story.day is None:
        return Period(None)
    step = direction(text)
    back, ahead = (story.day.weekday() - wanted) % 7, (wanted - story.day.weekday()) % 7
    return of_grain(story.day, "D", -(back or 7) if step < 0 else ahead)


def _weekday_of_week(hit: Hit, story: Story) -> Period | None:
    base = base_day(hit.words("r"), story)
    if base is None:
        return Period(None)
    monday = base - timedelta(days=base.weekday()) + timedelta(days=7 * direction(hit.words("r")))
    return containing(monday + timedelta(days=hit.number("w")), "D")


def _week_from(hit: Hit, story: Story) -> Period | None:
    count = amount(hit.words("n")) or 1
    if story.anchor is None:
        return Period(None)
    if hit.has("t"):
        start = story.anchor + timedelta(days=hit.number("t"))
    else:
        start = story.anchor + timedelta(days=(hit.number("w") - story.anchor.weekday()) % 7)
    return containing(shift(start, hit.first("u"), int(count)), "D")


def _today(hit: Hit, story: Story) -> Period | None:
    if hit.start and hit.scan.lowers[hit.start - 1] == "usa":
        return None
    if story.anchor is None or story.history:
        step = hit.number("t")
        return Period("PRESENT_REF" if story.history and step == 0 else None)
    return of_grain(story.anchor, "D", hit.number("t"))


def _day_beyond(hit: Hit, story: Story) -> Period | None:
    if story.anchor is None or story.history:
        return Period(None)
    return of_grain(story.anchor, "D", 2 if hit.has("x") else -2)


READERS: Final = {
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "week_from": _week_from,
    "today": _today,
    "day_beyond": _day_beyond,
}
