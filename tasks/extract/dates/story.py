"""What a text has said of time so far: its anchor, its last dates, and whether it tells news or history."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from tasks.extract.dates.lexer import Scan
from tasks.extract.dates.periods import Period
from tasks.extract.dates.vocabulary import tense, words

__all__ = ["Story", "Tense", "anchor_day", "tense_at"]

Tense = str
_REACH: Final = 30
_HISTORY_YEARS: Final = 4
_HISTORY_SHARE: Final = 0.7


def anchor_day(anchor: str | None) -> date | None:
    """Return the day of an ISO instant, date, month or year, None if there is no such day."""
    if anchor is None or len(anchor) < len("2023-01-01"):
        return None
    return datetime.fromisoformat(anchor).date()


@dataclass(slots=True)
class Story:
    """Keep what later expressions count from.

    Attributes:
        anchor: Day of the telling, None if unknown.
        history: Whether the text tells of a time long before its anchor.
        day: The last day that the text named.
        last: The last stretch that it named.
        year: The year that it speaks of, if it said so.
        era: −1 while it speaks of years before Christ.
    """

    scan: Scan
    anchor: date | None
    instant: datetime | None = None
    history: bool = False
    day: date | None = None
    last: Period | None = None
    year: int | None = None
    era: int = 1
    paragraph_year: int | None = None
    events: dict[str, Period] = field(default_factory=dict)

    @classmethod
    def begin(cls, scan: Scan, anchor: str | None) -> "Story":
        """Start at the beginning of a text."""
        day = anchor_day(anchor)
        instant = datetime.fromisoformat(anchor) if anchor and "T" in anchor else None
        return cls(scan, day, instant, _is_history(scan, day))

    def remember(self, period: Period) -> None:
        """Take a resolved expression as what the next ones may count from."""
        if period.first is None or period.last is None or period.grain == "none":
            return
        self.last = period
        if period.grain in {"day", "time"}:
            self.day = period.first
        if period.grain not in {"decade", "century"}:
            self.year = period.first.year if period.grain != "season" else int((period.value or "0")[:4])
            if period.explicit:
                self.paragraph_year = self.year

    @property
    def here(self) -> date | None:
        """Return the day that deictic words (`today`, `last week`) count from."""
        if self.history and self.last is not None:
            return self.last.first
        return self.anchor


def _is_history(scan: Scan, anchor: date | None) -> bool:
    years = [v for v in scan.values if isinstance(v, int) and 1000 <= v <= 2199]
    eras = sum(1 for w in scan.lowers if w in words()["ERA"])
    deictic = sum(1 for w in scan.lowers if w in words()["TODAY"] or w in words()["WEEKDAY"])
    if eras >= _HISTORY_YEARS:
        return True
    if len(years) < _HISTORY_YEARS or deictic * 2 > len(years):
        return False
    if anchor is None:
        return True
    old = sum(1 for year in years if year < anchor.year - 1)
    return old >= _HISTORY_SHARE * len(years)


def tense_at(scan: Scan, index: int) -> Tense:
    """Tell whether the clause around a token looks forward (`future`), back (`past`) or neither (``).

    The nearest cue before the token in its sentence decides; where there is none, the first after it.
    """
    for i in range(index - 1, max(-1, index - _REACH), -1):
        if _ends_sentence(scan, i):
            break
        if cue := _cue(scan, i):
            return cue
    for i in range(index, min(len(scan.lowers), index + _REACH)):
        if _ends_sentence(scan, i):
            break
        if cue := _cue(scan, i):
            return cue
    return ""


def _ends_sentence(scan: Scan, i: int) -> bool:
    lower = scan.lowers[i]
    if lower in {";", "!", "?"} or "\n" in lower:
        return True
    if lower != ".":
        return False
    following = i + 1
    return (
        following < len(scan.lowers)
        and scan.text[scan.starts[following]].isupper()
        and len(scan.lowers[i - 1]) > 3
    )


def _cue(scan: Scan, i: int) -> Tense:
    lower, cues = scan.lowers[i], tense()
    if lower in cues.future:
        return "future"
    if lower in cues.past:
        return "past"
    if len(lower) > 3 and lower.endswith("ed") and lower not in cues.not_past:
        return "past"
    if (
        lower == "to"
        and i + 1 < len(scan.lowers)
        and i
        and scan.lowers[i - 1] in {"is", "are", "due", "set", "’s"}
    ):
        return "future"
    return ""


def utc(instant: datetime) -> datetime:
    """Give an instant without zone the zone UTC."""
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
