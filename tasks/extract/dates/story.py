"""What a text has said of time so far: its anchor, its last dates, and whether it tells news or history."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from tasks.extract.dates.lexer import Scan, codes
from tasks.extract.dates.periods import Period
from tasks.extract.dates.vocabulary import tense

__all__ = ["Story", "Tense", "anchor_day", "tense_at", "year_nearby"]

Tense = str
_REACH: Final = 30
_HISTORY_YEARS: Final = 4
_HISTORY_SHARE: Final = 0.7
_CHRONICLE_YEARS: Final = 12
_LEAD: Final = 6
_OPENING: Final = 60
_LEAP: Final = 12
"""Years further than this from the year told of are an aside, such as a source's or a precedent's."""


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
    aside: int | None = None
    neighbour: tuple[int, Period] | None = None
    events: dict[str, Period] = field(default_factory=dict)

    @classmethod
    def begin(cls, scan: Scan, anchor: str | None) -> "Story":
        """Start at the beginning of a text."""
        day = anchor_day(anchor)
        instant = datetime.fromisoformat(anchor) if anchor and "T" in anchor else None
        return cls(scan, day, instant, _is_history(scan, day))

    def remember(self, period: Period, end: int) -> None:
        """Take a resolved expression as what the next ones may count from.

        Args:
            period: What was resolved.
            end: The token after it.
        """
        self.neighbour = (end, period)
        if period.first is None or period.last is None or period.grain == "none" or self._is_aside(period):
            return
        if (
            self.history
            and period.grain == "year"
            and self.last
            and self.last.grain != "year"
            and not self._leads(end - 1)
        ):
            return
        self.last, self.era = period, 1
        if period.grain in {"day", "time"}:
            self.day = period.first
        if period.grain not in {"decade", "century"}:
            self.year = period.first.year if period.grain != "season" else int((period.value or "0")[:4])

    def _leads(self, index: int) -> bool:
        """Tell whether a token is among the first of its sentence."""
        return any(_ends_sentence(self.scan, i) for i in range(max(0, index - _LEAD), index)) or index < _LEAD

    def _is_aside(self, period: Period) -> bool:
        """Tell whether a history makes a leap of years, which it takes back unless it stays there."""
        if (
            not self.history
            or not period.explicit
            or self.year is None
            or self.era < 0
            or period.first is None
        ):
            return False
        year = period.first.year
        if abs(year - self.year) <= _LEAP or (self.aside is not None and abs(year - self.aside) <= _LEAP):
            self.aside = None
            return False
        self.aside = year
        return True

    @property
    def here(self) -> date | None:
        """Return the day that deictic words (`today`, `last week`) count from."""
        if self.history and self.last is not None:
            return self.last.first
        return self.anchor


def _is_history(scan: Scan, anchor: date | None) -> bool:
    sets = codes().sets
    eras = sum(scan.codes.count(char) for char in sets["ERA"])
    deictic = sum(scan.codes.count(char) for name in ("TODAY", "WEEKDAY") for char in sets[name])
    year = sets["YEARNUM"][0]
    years = [v for c, v in zip(scan.codes, scan.values, strict=True) if c == year and isinstance(v, int)]
    if eras >= _HISTORY_YEARS:
        return True
    if (
        len(years) < _HISTORY_YEARS
        or deictic * 2 > len(years)
        or (anchor is not None and _opens_as_news(scan))
    ):
        return False
    if anchor is None:
        return True
    old = sum(1 for year in years if year < anchor.year - 1)
    chronicle = len(years) >= _CHRONICLE_YEARS and deictic * 5 < len(years)
    return chronicle or old >= _HISTORY_SHARE * len(years)


def _opens_as_news(scan: Scan) -> bool:
    """Tell whether a text begins with a bare weekday, `today` or the like, as news do and histories do not."""
    sets = codes().sets
    dated = {*sets["DAYNUM"], *sets["MONTH"], *sets["MONTHABBR"], *sets["MONTHWEAK"], *sets["ORDNUM"]}
    for i, char in enumerate(scan.codes[:_OPENING]):
        around = {*scan.codes[max(0, i - 3) : i], *scan.codes[i + 1 : i + 4]}
        if char in sets["TODAY"] or (char in sets["WEEKDAY"] and not around & dated):
            return True
    return False


def tense_at(scan: Scan, index: int) -> Tense:
    """Tell whether the clause around a token looks forward (`future`), back (`past`) or neither (``).

    The nearest cue before the token in its sentence decides; where there is none, the first after it.
    """
    for i in range(index - 1, max(-1, index - _REACH), -1):
        if _ends_sentence(scan, i):
            break
        if scan.lowers[i] == "through" and i < index - 2:
            continue
        if cue := _cue(scan, i):
            return "future" if cue == "past" and _foretold(scan, i, index) else cue
    for i in range(index + 1, min(len(scan.lowers), index + _REACH)):
        if _ends_sentence(scan, i):
            break
        if cue := _cue(scan, i):
            return cue
    return ""


def _foretold(scan: Scan, cue: int, index: int) -> bool:
    """Tell whether `said the summit in May would …` looks forward: a saying before, `would` right behind."""
    following = scan.lowers[index + 1 : index + 3]
    return scan.lowers[cue] in {"said", "told", "announced", "added", "says"} and bool(
        {"would", "will"} & set(following)
    )


def year_nearby(scan: Scan, index: int) -> int | None:
    """Return the year in figures that the paragraph gave last before a token."""
    for i in range(index - 1, max(-1, index - 2 * _REACH), -1):
        value = scan.values[i]
        if "\n" in scan.lowers[i]:
            return None
        if isinstance(value, int) and 1800 <= value <= 2199 and len(scan.lowers[i]) == 4:
            return value
    return None


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
    if lower == "may" and scan.text[scan.starts[i]] == "M":
        return ""
    if lower in cues.future:
        return "future"
    regular = len(lower) > 3 and lower.endswith("ed") and lower not in cues.not_past
    if lower in cues.past or regular:
        before = scan.lowers[i - 1] if i else ""
        adjective = regular and before in {"a", "an"}
        return "" if adjective or before in cues.future or before in _NOT_YET else "past"
    if lower == "to" and i and (scan.lowers[i - 1] in _IS or scan.lowers[i - 1] in cues.aims):
        return "future"
    return ""


_NOT_YET: Final = frozenset({"be", "being", "to"})
_IS: Final = frozenset({"is", "are", "’s", "'s"})
