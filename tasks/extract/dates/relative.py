"""Read units near the anchor or the narrative: `last month`, `that summer`, `later this week`."""

from datetime import date, timedelta
from typing import Final

from tasks.extract.dates.counting import base_day, direction
from tasks.extract.dates.numbers import amount
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period, containing, of_grain, season, shift
from tasks.extract.dates.spans import duration_value, is_clock
from tasks.extract.dates.story import Story, tense_at
from tasks.extract.dates.vocabulary import words

__all__ = ["READERS"]


_FRESH: Final = 2
_THROUGH: Final = frozenset({"for", "over", "within", "in", "during"})


def _relative_unit(hit: Hit, story: Story) -> Period | None:
    text, unit = hit.words("r"), hit.first("u")
    if text == "the very":
        return None
    lead = hit.scan.lowers[hit.start - 1] if hit.start else ""
    if text == "the next" and lead in _THROUGH and not story.history:
        return _unit_to_come(unit, story)
    base = _unit_base(text, unit, story)
    if unit == "2W":
        return Period("P2W" if base else None)
    return of_grain(base, unit, direction(text)) if base else Period(None)


def _unit_base(text: str, unit: str, story: Story) -> date | None:
    if text in {"the current", "current"} or (text == "this" and not story.history):
        return story.anchor
    if text in {"that", "the same", "that same"} and unit in {"M", "Y", "Q"} and story.last is not None:
        return story.last.first
    return base_day("that same" if text == "the same" and unit == "D" else text, story)


def _unit_to_come(unit: str, story: Story) -> Period:
    """Read `within the next week`: a duration from the anchor."""
    if story.anchor is None:
        return Period(f"P1{unit}")
    return Period(f"P1{unit}", story.anchor, shift(story.anchor, unit, 1))


def _unit_beyond(hit: Hit, story: Story) -> Period | None:
    """Read `the week after next`, `the month before last`."""
    if story.anchor is None or story.history:
        return Period(None)
    return of_grain(story.anchor, hit.first("u"), 2 if hit.has("x") else -2)


def _the_weekend(hit: Hit, story: Story) -> Period | None:
    """Read `over the weekend` by the tense around it."""
    if story.anchor is None or story.history:
        return Period(None)
    ahead = story.anchor.weekday() >= _SATURDAY or tense_at(story.scan, hit.start) == "future"
    return of_grain(story.anchor, "WE", 0 if ahead else -1)


_SATURDAY: Final = 5


def _unit_at_hand(hit: Hit, story: Story) -> Period | None:
    lead = hit.scan.lowers[hit.start - 2] if hit.start >= 2 else ""
    modifiers = words()
    if lead == "end" and hit.first("u") == "D" and hit.scan.lowers[hit.end : hit.end + 1] == [","]:
        return None
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
    base = base_day(text, story)
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
    base = base_day(text, story)
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
    base = base_day(hit.words("r"), story)
    return Period(f"FY{base.year + direction(hit.words('r')):04d}") if base else Period(None)


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
    if unit == "D" and "the" in text.split() and _is_fresh(story):
        base = story.day
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


def _is_fresh(story: Story) -> bool:
    """Tell whether the day last named is one of the last few, so that `earlier in the day` means that day."""
    return bool(story.anchor and story.day and 0 <= (story.anchor - story.day).days <= _FRESH)


def _relative_span(hit: Hit, story: Story) -> Period | None:
    """Read `the last two weeks`: a duration with bounds where the anchor is known."""
    unit = hit.first("u")
    count = amount(hit.words("n")) if hit.has("n") else (None if hit.words("u").endswith("s") else 1.0)
    clock = is_clock(hit.words("u"))
    value = duration_value(count, unit, hit.words("u"))
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
    "relative_unit": _relative_unit,
    "unit_beyond": _unit_beyond,
    "the_weekend": _the_weekend,
    "unit_at_hand": _unit_at_hand,
    "unit_end": _unit_end,
    "relative_month": _relative_month,
    "relative_season": _relative_season,
    "relative_fiscal": _relative_fiscal,
    "later_in": _later_in,
    "later_part": _later_part,
    "relative_span": _relative_span,
}
