"""Read dates that count from the anchor or from the narrative: weekdays, `last month`, `two days later` …."""

from datetime import date, timedelta
from typing import Final

from tasks.extract.dates.numbers import amount
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, of_grain, season, shift
from tasks.extract.dates.story import Story, tense_at
from tasks.extract.dates.vocabulary import words

__all__ = ["READERS", "direction"]

_NARRATIVE: Final = frozenset({"that", "same", "following", "very", "ensuing", "subsequent", "preceding"})


def direction(text: str) -> int:
    """Return −1 for `last`, `the past`, 1 for `next`, `the following`, 0 for `this`, `that`, `the same`."""
    table = words()
    for part in text.split():
        for name in ("LAST", "PAST", "NEXT", "FOLLOWING"):
            if part in table[name]:
                return int(table[name][part])
    return 0


def _base(text: str, story: Story) -> date | None:
    """Return the day that `last week`, `the next day`, `that month` count from."""
    parts = set(text.split())
    narrative = bool(parts & _NARRATIVE) or ("the" in parts and bool(parts & {"next", "previous"}))
    if story.history:
        return story.last.first if story.last and "current" not in parts else story.anchor
    if narrative:
        return story.day or (story.last.first if story.last else None)
    if "previous" in parts and story.last:
        return story.last.first
    return story.anchor


def _weekday(hit: Hit, story: Story) -> Period | None:
    wanted = hit.number("w")
    text = hit.words("r") if hit.has("r") else ""
    if story.history:
        return _weekday_in_history(wanted, text, story)
    base = _base(text, story)
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
    base = _base(hit.words("r"), story)
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
    if story.anchor is None or story.history:
        step = hit.number("t")
        return Period("PRESENT_REF" if story.history and step == 0 else None)
    return of_grain(story.anchor, "D", hit.number("t"))


def _day_beyond(hit: Hit, story: Story) -> Period | None:
    if story.anchor is None or story.history:
        return Period(None)
    return of_grain(story.anchor, "D", 2 if hit.has("x") else -2)


def _relative_unit(hit: Hit, story: Story) -> Period | None:
    text, unit = hit.words("r"), hit.first("u")
    if text == "the same" and unit == "D":
        text = "that same"
    if text == "the very":
        return None
    if text in {"the current", "current"} or (text == "this" and not story.history):
        return of_grain(story.anchor, unit, 0) if story.anchor else Period(None)
    base = _base(text, story)
    if base is None:
        return Period(None)
    if unit == "2W":
        return Period("P2W")
    step = direction(text)
    if unit == "WE" and step < 0 and base.weekday() >= 5:
        step = -1
    return of_grain(base, unit, step)


def _unit_at_hand(hit: Hit, story: Story) -> Period | None:
    lead = hit.scan.lowers[hit.start - 2] if hit.start >= 2 else ""
    modifiers = words()
    if not any(lead in modifiers[name] for name in ("MODSTART", "MODMID", "MODEND")) and lead not in {
        "rest",
        "part",
        "course",
    }:
        return None
    base = story.last.first if story.history and story.last else story.anchor
    unit = hit.first("u")
    return of_grain(base, unit, 0) if base and unit not in {"2W", "WE"} else None


def _unit_end(hit: Hit, story: Story) -> Period | None:
    """Read `month's end`: the last third of the month at hand."""
    base = story.last.first if story.history and story.last else story.anchor
    unit = hit.first("u")
    if base is None or unit not in {"W", "M", "Y", "Q"}:
        return Period(None) if base is None else None
    found = of_grain(base, unit, 0)
    if found.first is None or found.last is None:
        return found
    start = found.last - timedelta(days=(found.last - found.first).days // 3)
    return Period(found.value, start, found.last, found.grain)


def _relative_month(hit: Hit, story: Story) -> Period | None:
    month, text = hit.number("m"), hit.words("r")
    base = _base(text, story)
    if base is None:
        return Period(f"XXXX-{month:02d}")
    step = direction(text)
    year = base.year
    if step < 0 and month >= base.month:
        year -= 1
    elif step > 0 and month <= base.month:
        year += 1
    return containing(date(year, month, 1), "M")


_SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _relative_season(hit: Hit, story: Story) -> Period | None:
    name, text = hit.first("s"), hit.words("r")
    base = _base(text, story)
    if base is None:
        return Period(f"XXXX-{name}")
    step = direction(text)
    now = containing(base, "SE")
    year = int((now.value or "0")[:4])
    here = season(year, name)
    if here.first is None or now.first is None:
        return None
    if step < 0 and here.first >= now.first:
        year -= 1
    elif (step > 0 and here.first <= now.first) or (
        step == 0 and here.last and base > here.last and tense_at(story.scan, hit.start) == "future"
    ):
        year += 1
    return season(year, name)


def _relative_fiscal(hit: Hit, story: Story) -> Period | None:
    base = _base(hit.words("r"), story)
    return Period(f"FY{base.year + direction(hit.words('r')):04d}") if base else Period(None)


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
    if unit in {"H", "M", "S"} and hit.words("u").rstrip("s") in {"hour", "minute", "second", "min"}:
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
    if hit.words("u").rstrip("s") in {"hour", "minute", "second", "min"}:
        return _clock_offset(story, unit, count)
    return _offset(story.anchor, unit, count) or Period("FUTURE_REF")


def _in_time(hit: Hit, story: Story) -> Period | None:
    """Read `in two weeks`: a date after a verb of the future, else a duration."""
    count, unit = amount(hit.words("n")), hit.first("u")
    clock = hit.words("u").rstrip("s") in {"hour", "minute", "second", "min"}
    inner = hit.scan.lowers[hit.start]
    if inner == "in" and not story.history and tense_at(story.scan, hit.start) == "future" and count:
        return _from_now(hit, story)
    return Period(_duration_value(count, unit, clock))


def _duration_value(count: float | None, unit: str, clock: bool) -> str:
    shown = "X" if count is None else f"{count:g}"
    if unit == "2W":
        shown, unit = (f"{count * 2:g}" if count else "X"), "W"
    return f"P{'T' if clock else ''}{shown}{unit}"


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
    if hit.words("u").rstrip("s") in {"hour", "minute", "second", "min"} or count is None or event is None:
        return Period(None)
    if event.first is None or event.first != event.last:
        return Period(None)
    return _offset(event.first, unit, count if hit.has("x") else -count)


def _later(hit: Hit, story: Story) -> Period | None:
    count, unit = amount(hit.words("n")), hit.first("u")
    sign = 1 if hit.has("l") else -1
    clock = hit.words("u").rstrip("s") in {"hour", "minute", "second", "min"}
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


def _later_in(hit: Hit, story: Story) -> Period | None:
    unit, text = hit.first("u"), " ".join(hit.scan.lowers[hit.start : hit.end])
    if unit in {"2W", "WE"}:
        return None
    narrative = "that" in text or "same" in text or (story.history and "this" not in text)
    if narrative:
        base = story.last.first if story.last else None
        if base is None and unit == "D":
            base = story.anchor
    else:
        base = story.anchor
    if base is None:
        return Period(None)
    found = of_grain(base, unit, 0)
    if narrative or found.first is None or found.last is None:
        return found
    if hit.has("e"):
        return Period(found.value, found.first, min(base, found.last), found.grain)
    return Period(found.value, max(base, found.first), found.last, found.grain)


def _later_part(hit: Hit, story: Story) -> Period | None:
    unit = next(
        (
            u
            for u, w in (("D", "day"), ("W", "week"), ("M", "month"), ("Y", "year"))
            if w in hit.scan.lowers[hit.start : hit.end]
        ),
        "D",
    )
    base = story.here
    if base is None:
        return Period(None)
    return of_grain(base, unit, 0)


def _relative_span(hit: Hit, story: Story) -> Period | None:
    """Read `the last two weeks`: a duration with bounds where the anchor is known."""
    unit = hit.first("u")
    count = amount(hit.words("n")) if hit.has("n") else (None if hit.words("u").endswith("s") else 1.0)
    clock = hit.words("u").rstrip("s") in {"hour", "minute", "second", "min"}
    value = _duration_value(count, unit, clock)
    base, step = story.here, direction(hit.words("r"))
    if base is None or count is None or story.history:
        return Period(value)
    if clock:
        days = int((count + 23) // 24) if unit == "H" else 0
        ends = sorted((base, base + timedelta(days=step * days)))
    else:
        ends = sorted((base, shift(base, unit, step * max(1, int(count)))))
    return Period(value, ends[0], ends[1])


READERS: Final = {
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "week_from": _week_from,
    "today": _today,
    "day_beyond": _day_beyond,
    "relative_unit": _relative_unit,
    "unit_at_hand": _unit_at_hand,
    "unit_end": _unit_end,
    "relative_month": _relative_month,
    "relative_season": _relative_season,
    "relative_fiscal": _relative_fiscal,
    "ago": _ago,
    "from_now": _from_now,
    "in_time": _in_time,
    "offset_event": _offset_event,
    "later": _later,
    "vague_later": _vague_later,
    "day_following": _day_following,
    "later_in": _later_in,
    "later_part": _later_part,
    "relative_span": _relative_span,
}
