"""An item of a round-up is dated by its own words, not by its document."""

import pytest

from schemas.document import Passage
from schemas.event import DateMention
from tasks.extract.dates import date_of, passage_dates
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading

HEADING = "Governor wants bridge closed"


def read(body: str, *, heading: str | None = HEADING, timestamp: str | None = None) -> PassageReading:
    text = f"{heading}\n\n{body}" if heading else body
    passage = Passage(id="p1", start=0, end=len(text), heading=heading, timestamp=timestamp)
    return PassageReading(passage, model()(text), 0, timestamp or "2023-06-01")


def when(reading: PassageReading, trigger: str) -> tuple[str | None, str, str] | None:
    token = next(t for t in reading.doc if t.text == trigger)
    found = date_of(token, reading, passage_dates(reading))
    return (found.text, found.first, found.last) if found else None


def mention(reading: PassageReading, text: str) -> DateMention:
    return next(m for m in passage_dates(reading) if m.text == text)


def test_a_heading_takes_the_day_of_its_lead() -> None:
    reading = read("The governor said on Wednesday that the bridge is unsafe.")
    assert when(reading, "wants") == (None, "2023-05-31", "2023-05-31")


def test_an_item_that_names_no_day_has_none() -> None:
    assert when(read("The governor spoke of an unsafe bridge."), "wants") is None


def test_a_timestamp_is_a_day() -> None:
    reading = read("The governor spoke of an unsafe bridge.", timestamp="2023-05-30T10:00Z")
    assert when(reading, "wants") == (None, "2023-05-30", "2023-05-30")


def test_a_story_without_heading_has_the_day_of_its_document() -> None:
    assert when(read("Troops shelled the bridge.", heading=None), "shelled") == (
        None,
        "2023-06-01",
        "2023-06-01",
    )


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Today", "2023-05-31", "2023-05-31"),
        ("Earlier this month", "2023-05-01", "2023-05-31"),
        ("yesterday", "2023-05-30", "2023-05-30"),
        ("the last two days", "2023-05-29", "2023-05-31"),
    ],
)
def test_words_count_from_the_day_of_the_item(words: str, first: str, last: str) -> None:
    reading = read(
        f"The mayor said on Wednesday that he was ill.\n\n“{words}, I wrote to the king,” he added."
    )
    found = mention(reading, words)
    assert (found.first, found.last) == (first, last)


def test_the_day_to_come_is_not_the_day_of_telling() -> None:
    reading = read("The mayor said on Wednesday that pupils would be moved to Penza on Thursday.")
    assert mention(reading, "Thursday").first == "2023-06-01"
    assert when(reading, "wants") == (None, "2023-05-31", "2023-05-31")


def test_earlier_on_a_day_is_that_day() -> None:
    reading = read(
        "The mayor agreed.\n\nThe king did too.\n\nEarlier Wednesday, the queen left today’s talks."
    )
    assert mention(reading, "today").first == "2023-05-31"


def test_days_are_counted_back_from_what_goes_on_now() -> None:
    body = "Raids have resumed two weeks after a blast killed four men."
    assert when(read(body, timestamp="2023-05-30T10:00Z"), "killed") == (
        "two weeks after",
        "2023-05-16",
        "2023-05-16",
    )
    assert when(read("Raids stopped two weeks after a blast killed four men."), "killed") is None


def test_background_is_not_the_day_of_telling() -> None:
    reading = read("The mayor agreed.\n\nThe king did too.\n\nThe queen said on Tuesday that she left.")
    assert when(reading, "wants") is None
