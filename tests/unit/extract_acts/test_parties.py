"""Who acts and to whom it is done, where the frame's own slots do not say."""

from typing import get_args

import pytest

from schemas.document import Document, Passage
from schemas.event import Event
from schemas.plover import EventType
from tasks.extract import extract
from tasks.extract.acts.reaching import reach
from tests.contracts.telling import events_of


def event_of(text: str, event_type: str) -> Event:
    passage = Passage(id="p1", start=0, end=len(text), timestamp="2023-06-29")
    document = Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,))
    return next(e for e in extract(document).events if e.type == event_type)


RECIPIENTS = [
    ("Norway returned a vase stolen in 1990 from a museum to Chad.", "RETREAT", ["Chad"]),
    ("Kenyan nurses threatened to strike unless the government pays them.", "THREATEN", ["government"]),
    ("Norway's minister authorized the release of Norwegian aid to Chad.", "RETREAT", ["Chad"]),
    ("Norway criticized the jailing of two reporters in Chad.", "ACCUSE", ["Chad"]),
    ("Police are looking into claims that Norway misled investors.", "ACCUSE", ["Norway"]),
    ("The pilot Tor Lunde was arrested in Chad.", "COERCE", ["Tor Lunde"]),
]


@pytest.mark.parametrize(("text", "event_type", "expected"), RECIPIENTS)
def test_the_recipient_is_looked_for_farther_off(text: str, event_type: str, expected: list[str]) -> None:
    assert [r.text for r in event_of(text, event_type).recipients] == expected


NOBODY = [
    ("Norway imposed sanctions in the wake of a report by Chad.", "SANCTION", "Chad"),
    ("Norway's ruling party held a protest with Chad's flag on the border.", "PROTEST", "Norway"),
    ("Norway will send its troops to the Middle East.", "AGREE", "Middle East"),
]


@pytest.mark.parametrize(("text", "event_type", "nobody"), NOBODY)
def test_who_stands_in_an_aside_is_no_recipient(text: str, event_type: str, nobody: str) -> None:
    passage = Passage(id="p1", start=0, end=len(text), timestamp="2023-06-29")
    document = Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,))
    assert not [e for e in extract(document).events for r in e.recipients if r.text == nobody]


ACTORS = [
    ("The rebels were behind the killing of two Kenyan judges.", "ASSAULT", ["rebels"]),
    ("Kenyan police took a position to disperse the crowd.", "COERCE", ["Kenyan police"]),
    ("Donations from Norway reached Chad.", "AID", ["Norway"]),
    ("The Norway-led bombing killed nine people in Chad.", "ASSAULT", ["Norway"]),
]


@pytest.mark.parametrize(("text", "event_type", "expected"), ACTORS)
def test_who_acts_is_found_beside_the_act(text: str, event_type: str, expected: list[str]) -> None:
    assert [a.text for a in event_of(text, event_type).actors] == expected


def test_named_members_of_many_are_told_too() -> None:
    event = event_of("Norway condemned several states, including Chad and Kenya.", "ACCUSE")
    assert [r.text for r in event.recipients][-2:] == ["Chad", "Kenya"]


def test_a_regional_government_is_not_the_states() -> None:
    event = event_of("The Texas government sued the California government.", "ACCUSE")
    assert [e.name for e in (*event.actors, *event.recipients)] == [
        "Texas government",
        "California government",
    ]


def test_the_place_before_a_colon_is_nobodys_subject() -> None:
    event = event_of("Lagos: The union accused Norway of theft.", "ACCUSE")
    assert [a.text for a in event.actors] == ["union"]


def test_every_type_has_a_place_to_look_in() -> None:
    assert set(reach().prepositions) == set(get_args(EventType))


def test_a_quantity_is_no_party() -> None:
    for text in ("At least 14 people were killed by a bomb in Kismayo.", "Some 40 were wounded in Togo."):
        parties = [e.text for event in events_of(text) for e in event.actors + event.recipients]
        assert not {"At least", "least", "Some", "40", "14"} & set(parties)
