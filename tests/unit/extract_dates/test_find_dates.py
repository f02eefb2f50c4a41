"""Dates: what a text says, counted from the day it was told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract.dates import find_dates
from tasks.extract.dates.vocabulary import words

THURSDAY = "2023-06-29"


def told(text: str, anchor: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(m.text, m.value) for m in find_dates(text, anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy said Wednesday that talks went on.", ("Wednesday", "2023-06-28")),
        ("The envoy spoke on Thursday.", ("Thursday", "2023-06-29")),
        ("Leaders will gather on Thursday.", ("Thursday", "2023-06-29")),
        ("Leaders will gather on Friday.", ("Friday", "2023-06-30")),
        ("On Monday, the panel will vote.", ("Monday", "2023-07-03")),
        ("They met last month.", ("last month", "2023-05")),
        ("They meet next month.", ("next month", "2023-07")),
        ("Shelling went on last weekend.", ("last weekend", "2023-W25-WE")),
        ("He left five days ago.", ("five days ago", "2023-06-24")),
        ("The forum takes place on July 11-12.", ("July 11-12", "2023-07-11/2023-07-12")),
        ("The bill passed in November.", ("November", "2022-11")),
        ("It was built in the 1990s.", ("the 1990s", "199")),
    ],
)
def test_resolves(text: str, expected: tuple[str, str]) -> None:
    assert expected in told(text)


def test_months_that_are_words_are_no_dates() -> None:
    assert told("He called it a March of Honour and may leave.") == []


def test_event_offset_needs_a_dated_event() -> None:
    assert told("He spoke five days after the mutiny.") == [("five days after the mutiny", None)]


def test_without_anchor_nothing_is_guessed() -> None:
    assert [value for _, value in told("He left yesterday and returns on Friday.", None)] == [None, None]


def test_offsets_point_at_the_words() -> None:
    text = "Talks end on 4 July 2023, he said."
    (mention,) = find_dates(text, THURSDAY)
    assert (text[mention.start : mention.end], mention.first, mention.last) == (
        "4 July 2023",
        "2023-07-04",
        "2023-07-04",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The rock formed 12,000 years ago.",
        "It will last 99999 decades from now.",
        "It fell on February 30.",
        "It fell in 10000000000 BC.",
        "He came on the 99th of June, 0/0/00 and 2023-13-45.",
    ],
)
@pytest.mark.parametrize("anchor", [None, "2023-06-29", "0001-01-01", "9999-12-31"])
def test_what_no_calendar_has_is_survived(text: str, anchor: str | None) -> None:
    assert all(m.first is None or m.first <= "9999-12-31" for m in find_dates(text, anchor))


@given(st.lists(st.sampled_from(sorted({w for group in words().values() for w in group})), max_size=9))
def test_any_row_of_date_words_is_survived(row: list[str]) -> None:
    text = " ".join(row)
    for mention in find_dates(text, "2023-06-29"):
        assert text[mention.start : mention.end] == mention.text
