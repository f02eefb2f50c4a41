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
        ("TROOPS ENTERED SAN SALVADOR ON MONDAY.", [("SAN SALVADOR", "SLV")]),
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


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The army flew back to Belfast on Friday.", "flew", "Belfast"),
        ("Ministers held talks with rebels in Doha.", "held", "Doha"),
        ("The siege of Mariupol lasted weeks.", "siege", "Mariupol"),
        ("The Istanbul talks collapsed.", "talks", "Istanbul"),
        ("An explosion that killed ten people in Quetta shook the region.", "explosion", "Quetta"),
        ("A bomb exploded on Friday, wounding thirteen people in Lyon.", "exploded", "Lyon"),
        ("Rockets were fired on Friday in Kherson.", "fired", "Kherson"),
        ("The West imposed sanctions on Iran.", "imposed", None),
        ("Rescuers searched, on Tuesday morning in Derna, for survivors.", "searched", "Derna"),
        ("France promised tanks to Ukraine.", "promised", None),
        ("Moscow's attack failed.", "attack", None),
        ("Shells fell in Ukraine's east.", "fell", "Ukraine"),
        ("The queen spoke as she arrived in Oslo.", "spoke", "Oslo"),
        ("The queen spoke as rioters gathered in Oslo.", "spoke", None),
        ("Envoys plan to sign it at the Vienna summit.", "plan", "Vienna"),
        ("Envoys plan to invade Peru.", "plan", None),
        ("Members will agree on trade and sign a pact at their summit in Lima.", "agree", "Lima"),
        ("He praised the battlefields of Chad, where hired men have fought.", "fought", "Chad"),
        ("A jet was downed near Derna in what the ministry said was an attack by rebels.", "attack", "Derna"),
        ("Two hundred children were sent to Tartu on Friday.", "sent", "Tartu"),
        ("The king sent a letter to Tartu on Friday.", "sent", None),
        ("The navy launched airstrikes against Derna.", "airstrikes", "Derna"),
        ("Police, who shot and killed a man in Graz last week, were sued.", "shot", "Graz"),
    ],
)
def test_places_reach_acts_through_the_parse(text: str, trigger: str, place: str | None) -> None:
    assert where(text, trigger) == place


def test_a_place_that_no_gazetteer_lists_keeps_its_name() -> None:
    places = read("Soldiers burned the village of Xolombu, Chad, on Friday.")[1]
    assert (places[0].name, places[0].country, places[0].lat, places[0].geonames_id) == (
        "Xolombu",
        "TCD",
        None,
        None,
    )


@pytest.mark.parametrize(("publisher", "country"), [(None, "GBR"), ("Mississippi Courier", "USA")])
def test_the_publisher_tells_where_a_story_is_at_home(publisher: str | None, country: str) -> None:
    text = "A fire burned in Oxford. Nobody was hurt."
    passages = (Passage(id="p1", start=0, end=len(text)),)
    document = Document(id="document-1", name="d", text=text, publisher=publisher, passages=passages)
    assert [place.country for place in find_places(parse(document))] == [country]
