"""The date of an act is the one that modifies it, not any date of its sentence."""

import csv
from pathlib import Path

import pytest

from schemas.document import Passage
from tasks.extract.attribution import find_attributions, innermost
from tasks.extract.dates import date_of, passage_dates
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading


def when(text: str, trigger: str, anchor: str | None = "2023-06-29") -> tuple[str | None, str, str] | None:
    reading = PassageReading(Passage(id="p1", start=0, end=len(text)), model()(text), 0, anchor)
    token = next(t for t in reading.doc if t.text == trigger)
    said = innermost(token, find_attributions(reading))
    found = date_of(token, reading, passage_dates(reading), said.cue if said else None)
    return (found.text, found.first, found.last) if found else None


with Path(__file__).with_name("acts.tsv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['trigger']}: {row['text'][:30]}")
def test_date_of_an_act(row: dict[str, str]) -> None:
    """Check the words that date an act; in parentheses a day that no words give, `-` for none."""
    found = when(row["text"], row["trigger"])
    told = "-" if found is None else found[0] or f"({found[1]})"
    assert told == row["date"]


def test_a_pair_of_dates_is_a_span() -> None:
    assert when("Fighting lasted from Monday to Wednesday.", "lasted") == (
        "Monday to Wednesday",
        "2023-06-26",
        "2023-06-28",
    )


def test_only_the_opening_takes_the_day_of_the_passage() -> None:
    text = "The army shelled the port.\n\nThe navy bombed the dam."
    assert when(text, "shelled") == (None, "2023-06-29", "2023-06-29")
    assert when(text, "bombed") is None


def test_no_anchor_no_day() -> None:
    assert when("The army shelled the town.", "shelled", None) is None
