"""Tolls: how many were harmed, how sure, and who says so."""

import pytest

from schemas.document import Passage
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading
from tasks.extract.toll import find_tolls, toll_of
from tasks.extract.toll.numbers import read_number


def read(text: str) -> PassageReading:
    return PassageReading(Passage(id="p1", start=0, end=len(text)), model()(text), 0, "2023-06-01")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "The blast killed two soldiers and three civilians and wounded dozens.",
            {"killed": 5, "injured": 24},
        ),
        ("An explosion left 12 dead and 30 wounded in the city.", {"killed": 12, "injured": 30}),
        ("The death toll rose to 45 after the flood.", {"killed": 45}),
        ("No casualties were reported.", {"killed": 0, "injured": 0}),
        ("Twenty-five people lost their lives.", {"killed": 25}),
        ("At least three people, including two children, were killed by debris.", {"killed": 3}),
    ],
)
def test_counts(text: str, counts: dict[str, int]) -> None:
    found: dict[str, int] = {}
    for toll in find_tolls(read(text)):
        found.update({str(kind): count for kind, count in toll.counts.items()})
    assert found == counts


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
