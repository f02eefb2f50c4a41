"""Attributions: who says so, by which word, and what."""

import pytest

from schemas.document import Passage
from tasks.extract.attribution import attribution_of, find_attributions
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading


def read(text: str, heading: str | None = None) -> PassageReading:
    return PassageReading(
        Passage(id="p1", heading=heading, start=0, end=len(text)), model()(text), 0, "2023-06-01"
    )


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("The bridge was destroyed, the governor said.", "destroyed", "the governor"),
        ("According to the ministry, eight drones were intercepted.", "intercepted", "the ministry"),
        ("“We repelled them,” said the general.", "repelled", "the general"),
        ("The mayor claimed that rebels said troops had fled.", "fled", "rebels"),
        ("Troops fled the town.", "fled", None),
        ("Rebels left the city, the ministry reported, citing local officials.", "left", "local officials"),
        (
            "The army bombed the camp, the agency quoted a rebel commander as saying.",
            "bombed",
            "a rebel commander",
        ),
        ("The minister was quoted as saying that rebels had captured the dam.", "captured", "The minister"),
        ("The mayor's claim that police beat protesters was rejected.", "beat", "The mayor"),
        ("In a statement, the ministry said drones attacked the depot.", "attacked", "the ministry"),
        ("The attack was confirmed by the governor.", "attack", "the governor"),
        ("The strike killed two, per the governor.", "killed", "the governor"),
        (
            "“They shelled us,” one resident said, adding that soldiers had taken the well.",
            "taken",
            "one resident",
        ),
        ("“The port was shelled,” Kovalenko said. “Two warehouses burned down.”", "burned", "Kovalenko"),
        ("The general, who said his men had taken the hill, was dismissed.", "taken", "The general"),
    ],
)
def test_source_of_an_act(text: str, trigger: str, source: str | None) -> None:
    reading = read(text)
    token = next(t for t in reading.doc if t.text == trigger)
    found = attribution_of(token, find_attributions(reading))
    assert (found.text if found else None) == source


def test_headline_colon() -> None:
    heading = "Two injured in strike: Governor"
    reading = read(heading + "\nTwo men were hurt.", heading)
    assert [str(a.source) for a in find_attributions(reading)] == ["Governor"]
