from collections.abc import Callable

import pytest
from spacy.tokens import Token

from schemas.document import Document, Passage
from schemas.event import Place
from tasks.extract.parse import parse
from tasks.extract.places import find_places, place_of
from tasks.extract.reading import Reading

Read = Callable[[str], tuple[Reading, list[Place]]]


def read(text: str) -> tuple[Reading, list[Place]]:
    document = Document(
        id="document-1", name="d", text=text, passages=(Passage(id="p1", start=0, end=len(text)),)
    )
    reading = parse(document)
    return reading, find_places(reading)


def token(reading: Reading, word: str) -> Token:
    return next(t for t in reading.passages[0].doc if t.text == word)


def where(text: str, trigger: str) -> str | None:
    reading, places = read(text)
    place = place_of(token(reading, trigger), reading.passages[0], places)
    return None if place is None else place.text


def found(text: str) -> list[tuple[str, str | None]]:
    return [(place.text, place.country) for place in read(text)[1]]


def test_offsets_quote_the_text() -> None:
    text = "Rain fell on Graz. Later it snowed in Linz, Austria."
    for place in read(text)[1]:
        assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods hit Alexandria, La., on Monday.", [("Alexandria", "USA"), ("La.", "USA")]),
        ("Ferries to Alexandria in Egypt were late.", [("Alexandria", "EGY"), ("Egypt", "EGY")]),
        ("A tram burned in Kharkiv.", [("Kharkiv", "UKR")]),
        ("A fire broke out in the city of Bath on Monday.", [("Bath", "GBR")]),
        ("Floods have reached southern Lebanon.", [("Lebanon", "LBN")]),
        ("Ships left the Black Sea for the Bosphorus.", [("Black Sea", None), ("Bosphorus", "TUR")]),
        ("TROOPS ENTERED SAN SALVADOR ON MONDAY.", [("San Salvador", "SLV")]),
    ],
)
def test_places_are_found_and_resolved(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Paris said he was tired.",
        "The company hired Chad Smith and Austin Miller.",
        "Police said the same man was reading in March.",
        "Researchers at Oxford University agreed.",
        "French and Russian officials disagreed.",
    ],
)
def test_other_names_are_not_places(text: str) -> None:
    assert found(text) == []


def test_a_towns_neighbours_decide_between_namesakes() -> None:
    places = found(
        "The road from Tupelo to Oxford was closed. Police in Oxford and Batesville, Miss., were called."
    )
    assert {country for name, country in places if name == "Oxford"} == {"USA"}


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Shelling killed two people in Shebekino in Russia's Belgorod region.", "killed", "Shebekino"),
        ("Russian forces shelled Kharkiv overnight.", "shelled", "Kharkiv"),
        ("Protesters from Leeds marched through central London.", "marched", "London"),
        ("The town of Bakhmut in Ukraine's Donetsk region was hit by rockets.", "hit", "Bakhmut"),
        ("Moscow said it would answer.", "said", None),
        ("Washington accused Tehran of lying.", "accused", None),
        ("Talks between Russia and Ukraine were held in Istanbul.", "held", "Istanbul"),
    ],
)
def test_the_place_of_an_act_is_tied_to_it(text: str, trigger: str, place: str | None) -> None:
    assert where(text, trigger) == place
