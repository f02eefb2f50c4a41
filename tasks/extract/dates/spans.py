"""Read durations, sets and vague references, which are no place on the calendar."""

from typing import Final

from tasks.extract.dates.numbers import amount
from tasks.extract.dates.patterns import Hit
from tasks.extract.dates.periods import Period
from tasks.extract.dates.story import Story

__all__ = ["READERS", "duration_value", "is_clock"]

_SETS: Final = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Y": "XXXX",
    "Q": "XXXX-QX",
    "WE": "XXXX-WXX-WE",
    "DE": "XXX",
    "CE": "XX",
    "2W": "XXXX-WXX",
}


def is_clock(word: str) -> bool:
    """Tell whether a unit is shorter than a day."""
    return word.rstrip("s") in {"hour", "minute", "second", "min"}


def duration_value(count: float | None, unit: str, word: str) -> str:
    """Return the TIMEX3 value of a duration, with `X` for an unknown number."""
    if unit == "2W":
        count, unit = (count * 2 if count is not None else None), "W"
    shown = "X" if count is None else f"{count:g}"
    return f"P{'T' if is_clock(word) else ''}{shown}{unit}"


def _duration(hit: Hit, story: Story) -> Period | None:
    word = hit.words("u")
    count = amount(hit.words("n")) if hit.has("n") else 1.0
    if hit.first("u") == "Q" and hit.scan.lowers[hit.end : hit.end + 1] in (["of"], ["in"]):
        return None
    if word in {"second", "minute"} and hit.has("n") and hit.words("n") in {"a", "the", "one"}:
        return None
    if hit.has("n") and "of" in hit.words("n") and "couple" not in hit.words("n"):
        count = None
    return Period(duration_value(count, hit.first("u"), word))


def _duration_half(hit: Hit, story: Story) -> Period | None:
    count = amount(hit.words("n")) or 1.0
    return Period(duration_value(count + 0.5, hit.first("u"), hit.words("u")))


def _compound(hit: Hit, story: Story) -> Period | None:
    count = amount(hit.words("n")) if hit.has("n") else 1.0
    if not hit.has("n") and hit.words("u").endswith("s"):
        count = None
    return Period(duration_value(count, hit.first("u"), hit.words("u")))


def _age(hit: Hit, story: Story) -> Period | None:
    return _compound(hit, story)


def _vague_span(hit: Hit, story: Story) -> Period | None:
    return Period(duration_value(None, hit.first("u"), hit.words("u")))


def _rate(hit: Hit, story: Story) -> Period | None:
    if is_clock(hit.words("u")):
        return None
    return Period(duration_value(1.0, hit.first("u"), hit.words("u")))


def _every_unit(hit: Hit, story: Story) -> Period | None:
    word = hit.words("u")
    if is_clock(word):
        return Period("XXXX-XX-XXTXX")
    return Period(_SETS.get(hit.first("u")))


def _every_weekday(hit: Hit, story: Story) -> Period | None:
    return Period(f"XXXX-WXX-{hit.number('w') + 1}")


def _often(hit: Hit, story: Story) -> Period | None:
    return Period(hit.first("v"))


def _vague(hit: Hit, story: Story) -> Period | None:
    return Period(hit.first("v"))


def _present(hit: Hit, story: Story) -> Period | None:
    return Period("PRESENT_REF")


def _past(hit: Hit, story: Story) -> Period | None:
    return Period("PAST_REF")


def _future(hit: Hit, story: Story) -> Period | None:
    return Period("FUTURE_REF")


def _part_span(hit: Hit, story: Story) -> Period | None:
    count = amount(hit.words("n")) if hit.has("n") else None
    return Period(duration_value(count, hit.first("u"), hit.words("u")))


READERS: Final = {
    "duration": _duration,
    "duration_half": _duration_half,
    "compound_duration": _compound,
    "age": _age,
    "vague_span": _vague_span,
    "rate": _rate,
    "every_unit": _every_unit,
    "every_weekday": _every_weekday,
    "often": _often,
    "vague": _vague,
    "present": _present,
    "vague_past": _past,
    "future": _future,
    "part_span": _part_span,
}
