"""Tolls: how many were harmed, how sure, and who says so."""

import csv
from pathlib import Path

import pytest

from schemas.document import Passage
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading
from tasks.extract.toll import find_tolls, toll_of
from tasks.extract.toll.numbers import read_number


def read(text: str) -> PassageReading:
    return PassageReading(Passage(id="p1", start=0, end=len(text)), model()(text), 0, "2023-06-01")


with Path(__file__).with_name("tolls.tsv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_toll_of_an_act(row: dict[str, str]) -> None:
    reading = read(row["text"])
    trigger = next(t for t in reading.doc if t.text == row["trigger"])
    found = toll_of(trigger, find_tolls(reading))
    expected = {kind: int(number) for kind, number in (pair.split("=") for pair in row["toll"].split())}
    counts = found.model_dump(exclude={"qualifier", "text", "source"}, exclude_none=True) if found else {}
    assert counts == expected
    assert found is None or found.qualifier == row["qualifier"]


def test_what_will_happen_is_no_toll() -> None:
    assert find_tolls(read("Some 200 people would be evacuated on Friday.")) == []


def test_things_are_no_victims() -> None:
    assert find_tolls(read("Eight drones were shot down and troops captured two villages.")) == []


def test_who_gave_the_figure() -> None:
    reading = read("At least two people were injured in the town, a top official said.")
    trigger = next(t for t in reading.doc if t.text == "injured")
    toll = toll_of(trigger, find_tolls(reading))
    assert toll is not None
    assert (toll.injured, toll.qualifier, toll.source and toll.source.text) == (
        2,
        "at-least",
        "a top official",
    )


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (["twenty-five"], 25),
        (["two", "hundred"], 200),
        (["1,200"], 1200),
        (["tens", "of", "thousands"], 20000),
        (["red"], None),
    ],
)
def test_numbers(words: list[str], number: int | None) -> None:
    assert read_number(words) == number
