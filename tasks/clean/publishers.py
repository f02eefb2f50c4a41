"""Tell who published a text, from what it says of itself."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import Field, TypeAdapter

from schemas.base import Record

__all__ = ["Publisher", "agency_named", "publisher_of", "publishers"]

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


@cache
def _of_itself() -> re.Pattern[str]:
    """Match what only the outlet itself writes: that it asked somebody, or could not verify."""
    names = sorted({mark for p in publishers() for mark in (p.name, *p.marks)}, key=len, reverse=True)
    joined = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"\b(?P<name>{joined}) (?:is (?:reaching|seeking)|has (?:reached out|contacted|approached|asked|sought)"
        r"|(?:reached out|could not|couldn.t|cannot|can.t|has not been able to|was (?:not|un)\s?able to)"
        r" (?:immediately |independently )*(?:verify|confirm|to|for|reach)|has not (?:independently )?verified)"
    )


def agency_named(mark: str | None) -> str | None:
    """Return the outlet that signs a dateline so."""
    return None if mark is None else _by_mark().get(mark.casefold().strip())


def publisher_of(paragraphs: Iterable[str]) -> str | None:
    """Return the outlet that speaks of itself in a text; None if there is none, or several do."""
    found = {
        _by_mark()[match["name"].casefold()]
        for paragraph in paragraphs
        if any(
            cue in paragraph
            for cue in (" reach", " contact", " verif", " confirm", " approach", " seek", " asked", " sought")
        )
        for match in _of_itself().finditer(paragraph)
    }
    return found.pop() if len(found) == 1 else None
