"""Infer the day of publication from weekdays and what dates them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.document import Published
from tasks.clean.calendar import MONTHS
from tasks.clean.draft import Piece
from tasks.clean.inference.occasions import occasions_in
from tasks.clean.inference.sentences import WEEKDAYS, Sentence, sentences

__all__ = ["infer_published"]

_BESIDE = 5  # characters between a weekday and its date: "Thursday, (June 1"
_LONGEST = 200_000  # characters; longer texts are books and collections, of no one day
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_DAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)}),? \(?(?:(?P<m1>{_MONTH})\.? (?P<d1>\d\d?)|(?P<d2>\d\d?) (?P<m2>{_MONTH})\b)(?!,? ?\d{{4}}|\d)",
    re.IGNORECASE,
)
_DAYS = re.compile(r"day\b|\bthis (?:morning|afternoon|evening)\b")
_TODAY = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening)),? \(?(?:on )?(?:\w+day,? )?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Clue:
    """Be one reading of the text that dates it: the days that it allows, and its words."""

    days: frozenset[date]
    text: str


def infer_published(pieces: list[Piece], received: date, month_day: str | None = None) -> Published | None:
    """Return the day on which a text was published, if its own words make it certain.

    Args:
        pieces: Its stories.
        received: When it came in; no text is older than its dates.
        month_day: The day and month that its dateline gives without a year.

    Returns:
        A day, the words that it follows from, and the source `inferred`; None wherever two days are
        possible, or one word of the text speaks against the only one.
    """
    if sum(len(p) for piece in pieces for p in piece.paragraphs) > _LONGEST:
        return None
    if not any(_DAYS.search(p) for piece in pieces for p in piece.paragraphs):
        return None
    told = [s for piece in pieces for s in sentences(piece.paragraphs)]
    weekday = _current_weekday(told)
    clues = list(_clues(told, weekday, received, month_day))
    if not clues:
        return None
    earliest = max(_past_years(told), default=0)
    common = frozenset.intersection(*(clue.days for clue in clues))
    common = frozenset(day for day in common if day.year >= earliest and day <= received)
    if len(common) != 1:
        return None
    day = next(iter(common))
    if not _agrees(day, told, received):
        return None
    return Published(value=day.isoformat(), precision="day", text=clues[0].text, source="inferred")


def _clues(
    told: list[Sentence], weekday: int | None, received: date, month_day: str | None
) -> Iterator[_Clue]:
    yield from _absolute(told, weekday)
    if weekday is not None:
        yield from _of_occasions(told, weekday)
        yield from _without_year(told, weekday, received, month_day)


def _current_weekday(told: list[Sentence]) -> int | None:
    """Return the weekday on which the text reports: the commonest of its reports, and no later one."""
    counts = Counter(
        WEEKDAYS.index(match[0].lower())
        for sentence in told
        if sentence.weekdays and sentence.reports and sentence.is_present
        for match in sentence.weekdays
    )
    if not counts:
        return None
    (best, most), *others = counts.most_common(2)
    if others and others[0][1] == most:
        return None
    # A report of the day after would make that the day of the text.
    return None if counts.get((best + 1) % 7) else best


def _absolute(told: list[Sentence], weekday: int | None) -> Iterator[_Clue]:
    """Find full dates of the present: "today" beside one, or the weekday of the other reports on one."""
    for sentence in told:
        for found in sentence.dates:
            if not sentence.is_present:
                break
            today = _TODAY.search(sentence.text[: found.start])
            if today is not None:
                yield _Clue(frozenset({found.day}), sentence.text[today.start() : found.end])
            elif found.day.weekday() == weekday and sentence.reports:
                named = [m for m in sentence.weekdays if 0 <= found.start - m.end() <= _BESIDE]
                # A background piece dates one event so; only a bare weekday elsewhere is of the day's news.
                if named and any(_names(s, weekday) for s in told if s.reports and not s.dates):
                    yield _Clue(frozenset({found.day}), sentence.text[named[-1].start() : found.end])


def _names(sentence: Sentence, weekday: int) -> bool:
    return any(m[0].lower() == WEEKDAYS[weekday] for m in sentence.weekdays)


def _of_occasions(told: list[Sentence], weekday: int) -> Iterator[_Clue]:
    """Find reports of the current weekday from a well-known occasion that is under way."""
    for sentence in told:
        named = [m for m in sentence.weekdays if m[0].lower() == WEEKDAYS[weekday]]
        if not named or not sentence.is_present or not sentence.is_under_way:
            continue
        found = occasions_in(sentence.text)
        days = frozenset(day for occasion, _ in found for day in occasion.days_on(weekday))
        if days:
            spots = [spot for _, place in found for spot in place.span()] + list(named[0].span())
            yield _Clue(days, sentence.text[min(spots) : max(spots)])


def _without_year(
    told: list[Sentence], weekday: int, received: date, month_day: str | None
) -> Iterator[_Clue]:
    """Find the year of "Thursday, June 1" between the latest past year that the text names and today."""
    years = _past_years(told)
    if not years:
        return
    span = range(max(years), received.year + 1)
    for sentence in told:
        if not (sentence.weekdays and sentence.is_present and sentence.reports):
            continue
        for match in _MONTH_DAY.finditer(sentence.text):
            own = WEEKDAYS.index(match["weekday"].lower())
            if own == weekday:
                days = _in_years(match["m1"] or match["m2"], match["d1"] or match["d2"], span, {own})
                yield _Clue(days, match[0])
    if month_day is not None and (
        found := re.search(rf"(\d\d?)? ?({_MONTH})\.? ?(\d\d?)?", month_day, re.IGNORECASE)
    ):
        # Wires date a story on the day of its reports or the day after.
        days = _in_years(found[2], found[1] or found[3], span, {weekday, (weekday + 1) % 7})
        yield _Clue(days, month_day)


def _in_years(month: str, day: str, years: range, weekdays: set[int]) -> frozenset[date]:
    days = set()
    for year in years:
        try:
            found = date(year, MONTHS[month.lower().rstrip(".")], int(day))
        except (ValueError, TypeError):
            continue
        if found.weekday() in weekdays:
            days.add(found)
    return frozenset(days)


def _past_years(told: list[Sentence]) -> list[int]:
    """Return the years that sentences without a word of the future name."""
    return [year for s in told if s.years and not s.is_future for year in s.years]


def _agrees(day: date, told: list[Sentence], received: date) -> bool:
    """Say whether nothing that the text tells as past lies after the day."""
    if day > received or any(year > day.year for year in _past_years(told)):
        return False
    latest = day + timedelta(days=1)
    past = (found.day for s in told for found in s.dates if not s.is_future)
    return all(found <= latest for found in past)
