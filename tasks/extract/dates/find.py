"""Find and resolve the date expressions of a text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from schemas.event import DateMention
from tasks.extract.dates import days, feasts, fractions, offsets, relative, spans, times, weekdays, years
from tasks.extract.dates.events import name_events
from tasks.extract.dates.lexer import scan
from tasks.extract.dates.patterns import Hit, base, left, right
from tasks.extract.dates.periods import Period
from tasks.extract.dates.story import Story

__all__ = ["READERS", "find_dates"]

READERS: Final[dict[str, Callable[[Hit, Story], Period | None]]] = {
    **days.READERS,
    **years.READERS,
    **fractions.READERS,
    **feasts.READERS,
    **weekdays.READERS,
    **relative.READERS,
    **offsets.READERS,
    **spans.READERS,
    **times.READERS,
}


def find_dates(text: str, anchor: str | None) -> list[DateMention]:
    """Find the date expressions of a text and resolve what can be resolved.

    Args:
        text: A passage or a document.
        anchor: ISO instant or date that relative dates count from; without it they stay unresolved.

    Returns:
        Mentions in the order of the text, with offsets in code points of `text`.
    """
    tokens = scan(text)
    story = Story.begin(tokens, anchor)
    mentions: list[DateMention] = []
    position = floor = 0
    while (hit := base(tokens, position)) is not None:
        period = _read(hit, story)
        if period is None:
            position = hit.start + 1
            continue
        start, end, period = _extend(*_with_day(hit, period, story), floor)
        story.remember(period, end)
        name_events(story, period, start, end)
        mentions.append(_mention(text, tokens.starts[start], tokens.end(end - 1), period))
        position = floor = end
    return mentions


def _read(hit: Hit, story: Story) -> Period | None:
    """Resolve a match; what lies beyond the years 1 to 9999, such as `12,000 years ago`, has no value."""
    try:
        return READERS[hit.rule.read](hit, story)
    except (OverflowError, ValueError):
        return Period(None)


def _widened(more: Hit | None, period: Period) -> Period | None:
    try:
        return times.EXTENDERS[more.rule.read](more, period) if more else None
    except OverflowError:
        return None


def _with_day(hit: Hit, period: Period, story: Story) -> tuple[Hit, Period]:
    """Join `10:30 a.m. on` or `dawn on` with the day that follows."""
    if hit.rule.read not in times.CLOCKS:
        return hit, period
    gap = right(hit.scan, hit.end, "joint")
    start = gap.end if gap else hit.end
    following = base(hit.scan, start)
    if following is None or following.start != start:
        return hit, period
    day = _read(following, story)
    joined = times.joined(hit, gap, day) if day else None
    return (hit, period) if joined is None else (replace(following, start=hit.start), joined)


def _extend(hit: Hit, period: Period, floor: int) -> tuple[int, int, Period]:
    """Take in `early`, `the end of`, `the night of`, `at 10 a.m. on` before, and times after."""
    start, end = hit.start, hit.end
    for _ in range(2):
        more = right(hit.scan, end, "after")
        wider = _widened(more, period)
        if more is None or wider is None:
            break
        end, period = more.end, wider
    for _ in range(2):
        more = left(hit.scan, floor, start)
        wider = _widened(more, period)
        if more is None or wider is None:
            break
        start, period = more.start, wider
    return start, end, period


def _mention(text: str, start: int, end: int, period: Period) -> DateMention:
    return DateMention(
        text=text[start:end],
        start=start,
        end=end,
        value=period.value,
        first=period.first.isoformat() if period.first else None,
        last=period.last.isoformat() if period.last else None,
    )
