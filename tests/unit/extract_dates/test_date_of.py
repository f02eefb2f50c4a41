"""The date of an act is the one that modifies it, not any date of its sentence."""

import pytest

from schemas.document import Passage
from tasks.extract.dates import date_of, passage_dates
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading


def when(text: str, trigger: str, anchor: str | None = "2023-06-29") -> tuple[str | None, str, str] | None:
    reading = PassageReading(Passage(id="p1", start=0, end=len(text)), model()(text), 0, anchor)
    token = next(t for t in reading.doc if t.text == trigger)
    found = date_of(token, reading, passage_dates(reading))
    return (found.text, found.first, found.last) if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (
            "He will visit Rome next month, the aide said Wednesday.",
            "visit",
            ("next month", "2023-07-01", "2023-07-31"),
        ),
        (
            "He will visit Rome next month, the aide said Wednesday.",
            "said",
            ("Wednesday", "2023-06-28", "2023-06-28"),
        ),
        ("The army shelled the town.", "shelled", (None, "2023-06-29", "2023-06-29")),
        ("The army will shell the town.", "shell", None),
        ("The army had shelled the town.", "shelled", None),
    ],
)
def test_attaches(text: str, trigger: str, expected: tuple[str | None, str, str] | None) -> None:
    assert when(text, trigger) == expected


def test_no_anchor_no_day() -> None:
    assert when("The army shelled the town.", "shelled", None) is None
