"""Tell who published a text, from what it says of itself."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import Field, TypeAdapter

from schemas.base import Record

__all__ = ["Publisher", "agency_named", "publisher_of", "publishers"]

# What only the outlet itself writes: that it asked somebody, or could not verify.
_OF_ITSELF = re.compile(
    r" (?:is (?:reaching out|seeking)|has (?:reached out|contacted|approached|asked .{2,60} for|sought)"
    r"|(?:reached out|could not|couldn.t|cannot|can.t|has not been able to|was (?:not |un)able to|has not)"
    r" (?:immediately |independently )*(?:verif(?:y|ied)|confirm(?:ed)?|to|for|reach))\b"
)
_LONGEST_NAME = 5  # words
_FILE = Path(__file__).with_name("publishers.json")


class Publisher(Record):
    """Be a news outlet.

    Attributes:
        name: What it is called.
        marks: How it signs datelines and speaks of itself, e.g. `AA`.
    """

    name: str
    marks: tuple[str, ...] = Field(min_length=1)


@cache
def publishers() -> tuple[Publisher, ...]:
    """Load the outlets that are known by sight."""
    return TypeAdapter(tuple[Publisher, ...]).validate_json(_FILE.read_bytes())


@cache
def _by_mark() -> dict[str, str]:
    return {mark.casefold(): p.name for p in publishers() for mark in (p.name, *p.marks)}


def agency_named(mark: str | None) -> str | None:
    """Return the outlet that signs a dateline so."""
    return None if mark is None else _by_mark().get(mark.casefold().strip())


def publisher_of(paragraphs: Iterable[str]) -> str | None:
    """Return the outlet that speaks of itself in a text; None if there is none, or several do."""
    found = {
        name
        for paragraph in paragraphs
        for match in _OF_ITSELF.finditer(paragraph)
        if (name := _name_before(paragraph[: match.start()])) is not None
    }
    return found.pop() if len(found) == 1 else None


def _name_before(text: str) -> str | None:
    """Return the outlet whose name a text ends with."""
    words = text[-60:].split()
    tails = (" ".join(words[-count:]) for count in range(min(_LONGEST_NAME, len(words)), 0, -1))
    return next((name for tail in tails if (name := _by_mark().get(tail.casefold().strip('“"(')))), None)
