from datetime import date

import pytest

from tasks.clean.draft import Piece
from tasks.clean.inference import infer_published
from tasks.clean.inference.occasions import occasions, occasions_in
from tasks.clean.inference.sentences import cues

RECEIVED = date(2026, 1, 5)


def inferred(*paragraphs: str, received: date = RECEIVED, month_day: str | None = None) -> str | None:
    found = infer_published([Piece(list(paragraphs))], received, month_day)
    assert found is None or (found.source, found.precision) == ("inferred", "day")
    return None if found is None else found.value


def test_occasion_under_way_dates_the_weekday() -> None:
    assert (
        inferred(
            "The premier arrived in Granada on Thursday for the European Political Community summit.",
            "Her party said on Thursday that it backs the talks. Ministers had met the rivals on Wednesday.",
        )
        == "2023-10-05"
    )


def test_two_occasions_that_agree() -> None:
    assert (
        inferred(
            "The minister said Thursday, as NATO foreign ministers meet in Oslo, that the door stays open.",
            "A premier flew to Moldova on Thursday, where the European Political Community summit opened.",
        )
        == "2023-06-01"
    )


@pytest.mark.parametrize(
    "paragraphs",
    [
        # to come
        ["The premier will arrive in Granada on Thursday for the European Political Community summit."],
        # long past
        [
            "The premier met rivals in Granada on Thursday at last month's European Political Community summit."
        ],
        # no such weekday within the occasion
        ["The premier arrived in Granada on Monday for the European Political Community summit."],
        # several years fit
        ["The premier spoke at the World Economic Forum in Davos on Wednesday."],
        # the text knows a later year
        [
            "The premier arrived in Granada on Thursday for the European Political Community summit.",
            "He was voted out in March 2024, the paper reported.",
        ],
        # the reports are of the day after
        [
            "The premier arrived in Granada on Thursday for the European Political Community summit.",
            "Aides said on Friday that he had left. Police said on Friday that roads were open.",
        ],
        # only quoted
        ["“I arrived in Granada on Thursday for the European Political Community summit,” he said."],
        # nothing to date it by
        ["Dock workers ended a strike on Tuesday, union leaders said."],
    ],
)
def test_silence_where_it_is_not_certain(paragraphs: list[str]) -> None:
    assert inferred(*paragraphs) is None


def test_a_year_named_as_past_chooses_among_recurring_occasions() -> None:
    assert (
        inferred(
            "The premier spoke at the World Economic Forum in Davos on Wednesday.",
            "Prices rose in early January 2025, the bank reported.",
            received=date(2025, 6, 1),
        )
        == "2025-01-22"
    )


def test_not_after_it_was_received() -> None:
    line = "The premier arrived in Granada on Thursday for the European Political Community summit."
    assert inferred(line, received=date(2023, 10, 1)) is None


def test_full_date_on_the_weekday_of_the_reports() -> None:
    assert (
        inferred(
            "The ministry said on Tuesday, March 4, 2025 that the port is open.",
            "The union said Tuesday that members would vote.",
        )
        == "2025-03-04"
    )


def test_full_date_of_one_event_alone_is_background() -> None:
    assert inferred("The bridge collapsed and killed nine on Tuesday, March 4, 2025.") is None


def test_today_beside_a_full_date() -> None:
    assert inferred("The ministry said today (4 March 2025) that the port is open.") == "2025-03-04"


def test_dateline_without_year_between_known_years() -> None:
    text = (
        "Dock workers ended a strike, the union said Tuesday.",
        "The last walk-out was in May 2023, it added.",
    )
    assert inferred(*text, received=date(2025, 12, 1), month_day="March 4") == "2025-03-04"
    assert inferred(text[0], received=date(2025, 12, 1), month_day="March 4") is None


def test_every_occasion_can_be_found() -> None:
    for occasion in occasions():
        sentence = f"He arrived in {occasion.places[0]} for the {', '.join(occasion.names[0])} on that day."
        assert occasion in [found for found, _ in occasions_in(sentence)]


def test_occasions_are_in_order_and_unique() -> None:
    keys = [(o.first, o.name, o.places) for o in occasions()]
    assert len(keys) == len(set(keys))
    assert [o.first for o in occasions()] == sorted(o.first for o in occasions())
    assert cues().future
