"""Tolls that stand apart from their act still reach it, in the events of a document."""

import pytest

from schemas.document import Document, Passage
from schemas.event import Casualties
from tasks.extract import extract


def tolls(body: str, heading: str | None = None) -> list[Casualties]:
    text = f"{heading}\n\n{body}" if heading else body
    passage = Passage(id="p1", start=0, end=len(text), timestamp="2023-06-01", heading=heading)
    events = extract(Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,))).events
    return [event.casualties for event in events if event.casualties is not None]


@pytest.mark.parametrize(
    ("later", "killed", "source"),
    [
        ("The death toll rose to 12 on Thursday, the ministry said.", 12, "the ministry"),
        ("Officials later revised the death toll to seven.", 7, None),
        ("Earlier, the mayor had put the death toll at two.", 9, None),
        ("Four people died in a flood in Linz.", 9, None),
        ("A singer died in June.", 9, None),
    ],
)
def test_a_later_figure_takes_the_place_of_the_first(later: str, killed: int, source: str | None) -> None:
    (toll,) = tolls(f"A gunman attacked a school in Graz on Wednesday, killing nine people.\n\n{later}")
    assert toll.killed == killed
    assert (toll.source.text if toll.source else None) == source


def test_a_headline_without_a_verb_gives_its_toll_to_the_act_below() -> None:
    (toll,) = tolls("A gunman opened fire in Graz on Wednesday, police said.", "Two dead in Graz shooting")
    assert toll.killed == 2


def test_those_killed_without_a_verb_are_told_by_whoever_tells_the_rest() -> None:
    text = "Rebels fired rockets at Lund on Thursday, with three men killed and at least 10 hurt, the mayor said."
    (toll,) = tolls(text)
    assert (toll.killed, toll.injured, toll.qualifier) == (3, 10, "at-least")
    assert toll.source is not None
    assert toll.source.text == "the mayor"


def test_a_toll_that_only_dates_an_act_is_not_its_own() -> None:
    text = "Shelling began again three days after a rocket strike on Derna killed four civilians."
    passage = Passage(id="p1", start=0, end=len(text), timestamp="2023-06-06")
    document = Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,))
    harmless, harmful = extract(document).events
    assert harmless.casualties is None
    assert harmful.casualties is not None
    assert harmful.casualties.killed == 4
