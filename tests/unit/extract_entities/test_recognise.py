"""Whom noun phrases denote, on sentences of our own."""

import pytest

from schemas.document import Document, Passage, Published
from schemas.event import Entity, Place
from tasks.extract.entities import recognise
from tasks.extract.parse import parse
from tasks.extract.reading import Reading


def read(text: str, day: str | None = "2023-07-11") -> Reading:
    published = Published(value=day, precision="day") if day else None
    passage = Passage(id="p1", start=0, end=len(text))
    return parse(
        Document(id="abcdef0123456789", name="x.txt", text=text, passages=(passage,), published=published)
    )


def actors(text: str, word: str, day: str | None = "2023-07-11", nth: int = 0) -> tuple[Entity, ...]:
    reading = read(text, day)
    passage = reading.passages[0]
    token = [t for t in passage.doc if t.text.casefold() == word.casefold()][nth]
    return recognise(reading).actors_of(passage, token)


def sides(
    text: str, word: str, day: str | None = "2023-07-11", nth: int = 0
) -> list[tuple[str | None, str | None]]:
    return [(e.country, e.sector) for e in actors(text, word, day, nth)]


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("Russian troops entered the village.", "troops", ("RUS", "MIL")),
        ("Troops from Kenya entered the village.", "Troops", ("KEN", "MIL")),
        ("Turkey's parliament approved the treaty.", "parliament", ("TUR", "LEG")),
        ("The Syrian opposition rejected the plan.", "opposition", ("SYR", "OPP")),
        ("The Kremlin rejected the plan.", "Kremlin", ("RUS", "GOV")),
        ("Downing Street rejected the plan.", "Street", ("GBR", "GOV")),
        ("The defence ministry of Serbia denied the report.", "ministry", ("SRB", "MIL")),
        ("Hamas fighters attacked the base.", "fighters", ("PSE", "REB")),
        ("NATO condemned the attack.", "NATO", ("IGO", "MIL")),
        ("Belgorod Gov. Pavel Strunin said so.", "Strunin", (None, "GOV")),
        ("The Kenyan finance minister, Peter Odongo, resigned.", "Odongo", ("KEN", "GOV")),
        ("Peter Odongo, the Kenyan finance minister, resigned.", "Odongo", ("KEN", "GOV")),
        ("Gunmen killed a teacher.", "Gunmen", (None, "UAF")),
        ("A spokesman for the Polish army resigned.", "spokesman", ("POL", "MIL")),
        ("Police in Nairobi arrested two men.", "Police", ("KEN", "COP")),
    ],
)
def test_side_and_sector(text: str, word: str, side: tuple[str | None, str | None]) -> None:
    assert sides(text, word)[0][1] == side[1]
    if side[0] is not None:
        assert sides(text, word) == [side]


def test_conjuncts_are_a_list() -> None:
    assert sides("Hamas fighters and Israeli troops clashed.", "fighters") == [("PSE", "REB"), ("ISR", "MIL")]
    assert sides("They met French and German officials.", "officials") == [("FRA", "GOV"), ("DEU", "GOV")]
    assert sides("They praised the armies of Brazil and Kenya.", "armies") == [("BRA", "MIL"), ("KEN", "MIL")]


def test_office_is_that_of_the_day() -> None:
    text = "Donald Trump met the governor."
    assert sides(text, "Trump", "2018-03-01") == [("USA", "GOV")]
    assert sides(text, "Trump", "2023-03-01") == [("USA", "ELI")]


def test_surname_means_the_full_name_given_before() -> None:
    text = "Kenyan Health Minister Grace Wanjiru resigned. Wanjiru denied the charges."
    assert [e.name for e in actors(text, "Wanjiru", nth=1)] == ["Grace Wanjiru"]
    assert sides(text, "Wanjiru", nth=1) == [("KEN", "GOV")]


def test_definite_noun_and_possessive_find_their_owner() -> None:
    text = "The defence ministry of Serbia denied the report. The ministry said its forces had left."
    assert sides(text, "ministry", nth=1) == [("SRB", "MIL")]
    assert sides(text, "forces") == [("SRB", "MIL")]


def test_full_name_anywhere_in_the_document_decides_a_shared_surname() -> None:
    text = "Clinton Hails Deal\n\nHillary Clinton praised the treaty."
    assert [e.name for e in actors(text, "Clinton", "2012-03-01")] == ["Hillary Clinton"]


def test_another_first_name_is_another_person() -> None:
    assert [e.name for e in actors("They met Tamsin Blair in Leeds.", "Blair")] != ["Tony Blair"]


def test_title_case_headline_holds_several_names() -> None:
    text = "Putin Hosts Xi Jinping As Macron Flies Home"
    assert [m.name for m in recognise(read(text)).mentions if m.kind == "person"] == [
        "Vladimir Putin",
        "Xi Jinping",
        "Emmanuel Macron",
    ]


def test_mention_covers_the_whole_name() -> None:
    text = "Students of Northfold University marched."
    assert "Northfold University" in [m.text[-20:] for m in recognise(read(text)).mentions]


def test_pronoun_in_doubt_means_nobody() -> None:
    text = "The report names Vladimir Putin and Dmitry Peskov. He resigned."
    assert actors(text, "He") == ()


def test_relative_pronoun_means_its_antecedent() -> None:
    assert sides("Kenyan protesters who blocked roads were beaten.", "who") == [("KEN", "CVL")]


def test_lower_case_us_is_no_country() -> None:
    assert actors("They told us so.", "us") == ()


def test_partisans_of_a_state_are_not_the_state() -> None:
    assert ("RUS", "REB") not in sides("Pro-Russian separatists shelled the town.", "separatists")


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (
            "Vladimir Putin met Yevgeny Prigozhin. The two men clashed.",
            "men",
            ["Vladimir Putin", "Yevgeny Prigozhin"],
        ),
        ("Talks between Kenya and Somalia ended. Both countries left.", "countries", ["Kenya", "Somalia"]),
        ("Kenya and Somalia said they would leave.", "they", ["Kenya", "Somalia"]),
        ("For his part, Emmanuel Macron praised the deal.", "his", ["Emmanuel Macron"]),
        ("Turkey said it would leave.", "it", ["Turkey"]),
        ("It is time to leave, Turkey said.", "It", []),
        ("“We will leave,” Angela Merkel said.", "We", ["Angela Merkel"]),
        ("Emmanuel Macron spoke. “He must resign,” Olaf Scholz said.", "He", ["Emmanuel Macron"]),
        ("Hungary and its allies left.", "its", ["Hungary"]),
        ("NATO’s door is open. Ukraine wants to join the alliance.", "alliance", ["NATO"]),
        ("The Free Reed Council (FRC) met. FRC members left.", "FRC", ["Free Reed Council"]),
    ],
)
def test_who_is_taken_up_again(text: str, word: str, names: list[str]) -> None:
    assert [e.name for e in actors(text, word, nth=-1)] == names


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        ("Kenyan Ambassador to Belgium Peter Odongo resigned.", "Odongo", ("KEN", "GOV")),
        ("European Council President Donald Tusk spoke.", "Tusk", ("EUR", "GOV")),
        ("Former Kenyan President Uhuru Kenyatta spoke.", "Kenyatta", ("KEN", "ELI")),
        ("Fighters loyal to Khalifa Haftar fled.", "Fighters", ("LBY", "REB")),
        ("U.S. military airstrikes killed two men.", "airstrikes", ("USA", "MIL")),
        ("A Nairobi-based Ugandan diplomat spoke.", "diplomat", ("UGA", "GOV")),
        ("Russian missiles hit the port.", "missiles", ("RUS", "MIL")),
        ("Opposition leader Raila Odinga spoke in Kenya.", "Odinga", ("KEN", "OPP")),
        ("Hamas-run ministries and Hamas leaders spoke.", "leaders", ("PSE", "REB")),
        ("NATO allies met.", "allies", ("IGO", "GOV")),
        ("The trade union of Kenyan miners struck.", "union", ("KEN", "LAB")),
        ("Doctors at a hospital in Mombasa struck.", "Doctors", ("KEN", "MED")),
        ("Students from Uganda marched.", "Students", ("UGA", "EDU")),
        ("Reuters reported the attack.", "Reuters", ("GBR", "JRN")),
        ("Police arrested a Canadian man.", "Police", (None, "COP")),
        ("Police beat protesters in Kenya.", "protesters", ("KEN", "CVL")),
        ("The president condemned Iran.", "president", (None, "GOV")),
        ("The Egyptian branch of the Islamic State fled.", "branch", ("EGY", "REB")),
        ("Troops in Syria fired.", "Troops", (None, "MIL")),
    ],
)
def test_whose_side(text: str, word: str, side: tuple[str | None, str | None]) -> None:
    assert sides(text, word, "2018-05-01")[0] == side


def test_capital_is_a_town_where_things_lie_or_are_shelled() -> None:
    assert [e.kind for e in actors("Kyiv rejected the plan.", "Kyiv")] == ["organisation"]
    assert [e.kind for e in actors("Missiles hit Kyiv.", "Kyiv")] == ["country"]


def test_places_tell_whose_local_police_are() -> None:
    text = "Police in Gorivanka arrested two men."
    reading = read(text)
    place = Place(text="Gorivanka", start=10, end=19, name="Gorivanka", country="GEO")
    token = reading.passages[0].doc[0]
    found = recognise(reading, [place]).actors_of(reading.passages[0], token)
    assert [(e.country, e.sector) for e in found] == [("GEO", "COP")]


def test_upper_case_story() -> None:
    text = "GUERRILLAS OF THE FMLN ATTACKED A SALVADORAN ARMY PATROL IN SAN MIGUEL."
    assert sides(text, "GUERRILLAS") == [("SLV", "REB")]
    assert sides(text, "PATROL") == [("SLV", "MIL")]


def test_mentions_lie_where_they_say_and_do_not_overlap() -> None:
    text = "Russian President Vladimir Putin met Turkey's army chief in Moscow. NATO condemned Russia."
    mentions = recognise(read(text)).mentions
    assert [m.text for m in mentions] == ["Vladimir Putin", "Turkey's army chief", "NATO", "Russia"]
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_a_body_named_beside_its_kind_is_that_body() -> None:
    assert [who.name for who in actors("The militant group al-Shabab claimed the attack.", "group")] == [
        "al-Shabab"
    ]
