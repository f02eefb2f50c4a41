"""A headline's act is dated and placed by the text below it."""

from schemas.document import Document, Passage
from schemas.event import Event
from tasks.extract import extract


def headline(heading: str, body: str) -> Event:
    text = f"{heading}\n\n{body}"
    passage = Passage(id="p1", start=0, end=len(text), timestamp="2023-06-01T09:00Z", heading=heading)
    return extract(Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,))).events[0]


def test_the_day_and_place_of_the_retelling() -> None:
    event = headline("Norway signs pact with Peru", "Norway signed a pact with Peru in Lima on 12 May.")
    assert event.date is not None
    assert (event.date.text, event.date.first) == ("12 May", "2023-05-12")
    assert event.place is not None
    assert event.place.name == "Lima"


def test_another_act_below_changes_nothing() -> None:
    event = headline("Norway signs pact with Peru", "Chad attacked Mali in Kayes on 12 May.")
    assert event.date is None or event.date.first == "2023-06-01"
    assert event.place is None


def test_one_party_in_common_is_not_enough() -> None:
    event = headline("Norway and Chad meet", "Norway and Peru met in Lima on 12 May.")
    assert event.place is None
