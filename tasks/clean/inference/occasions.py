"""Know well-known dated public occasions: summits, meetings, elections."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pydantic import Field, TypeAdapter, model_validator

from schemas.base import Record

__all__ = ["Occasion", "occasions", "occasions_in"]

_FILE = Path(__file__).with_name("occasions.json")


class Occasion(Record):
    """Be one occasion.

    Every time that a series met at the same place within the years of the file is listed, so that
    a series and its place name these occasions and no other.

    Attributes:
        name: What it is called.
        names: Ways to name it; each is several phrases that must all stand in one sentence.
        places: Where it took place; one of them must stand in that sentence too.
        first: Its first day.
        last: Its last day.
    """

    name: str
    names: tuple[tuple[str, ...], ...] = Field(min_length=1)
    places: tuple[str, ...] = Field(min_length=1)
    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> "Occasion":
        if not timedelta(0) <= self.last - self.first <= timedelta(days=21):
            raise ValueError(f"{self.name}: {self.first} to {self.last} is no occasion's length")
        return self

    def days_on(self, weekday: int) -> tuple[date, ...]:
        """Return its days that fall on a weekday, 0 for Monday."""
        span = (self.last - self.first).days + 1
        days = (self.first + timedelta(days=n) for n in range(span))
        return tuple(day for day in days if day.weekday() == weekday)


@cache
def occasions() -> tuple[Occasion, ...]:
    """Load all occasions."""
    return TypeAdapter(tuple[Occasion, ...]).validate_json(_FILE.read_bytes())


def occasions_in(sentence: str) -> list[tuple[Occasion, re.Match[str]]]:
    """Return the occasions that a sentence names together with their place.

    Args:
        sentence: One sentence.

    Returns:
        Each with the match of "in Oslo", "at Elmau" or "Vilnius summit".
    """
    by_place, anywhere = _index()
    return [
        (occasion, place)
        for place in anywhere.finditer(sentence)
        for occasion in by_place[place["before"] or place["after"]]
        if any(all(_holds(phrase, sentence) for phrase in name) for name in occasion.names)
    ]


@cache
def _index() -> tuple[dict[str, list[Occasion]], re.Pattern[str]]:
    """Return occasions by place, and one pattern for all places."""
    by_place: dict[str, list[Occasion]] = {}
    for occasion in occasions():
        for place in occasion.places:
            by_place.setdefault(place, []).append(occasion)
    names = "|".join(re.escape(name) for name in sorted(by_place, key=len, reverse=True))
    return by_place, re.compile(
        rf"\b(?:in|at|to|near|hosts|outside) (?:the [\w ]{{3,30}} of )?(?P<before>{names})\b|\b(?P<after>{names}) summit"
    )


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)


def _holds(phrase: str, text: str) -> bool:
    return _phrase(phrase).search(text) is not None
