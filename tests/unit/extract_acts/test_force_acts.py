"""Acts of force, pressure and withdrawal, in sentences that the parser or a single word could mislead."""

import pytest

from tests.contracts.telling import events_of


def told(text: str) -> set[tuple[str, str | None, str, str]]:
    return {
        (e.type, e.mode, ", ".join(a.text for a in e.actors), ", ".join(r.text for r in e.recipients))
        for e in events_of(text)
    }


MISREAD = [
    (
        "British jets strafed positions of the rebels near Gao.",
        ("ASSAULT", "aerial", "British jets", "rebels"),
    ),
    (
        "Peru pulled the last of its soldiers out of Bolivia on Friday.",
        ("RETREAT", "withdraw", "Peru", "Bolivia"),
    ),
    (
        "Thousands of nurses in white coats converged on the capital to denounce Peru.",
        ("PROTEST", "demo", "nurses", "Peru"),
    ),
    ("Togo let three Danish sailors go home.", ("RETREAT", "release", "Togo", "Danish sailors")),
]


@pytest.mark.parametrize(("text", "expected"), MISREAD)
def test_a_verb_that_the_parse_lost_is_read(text: str, expected: tuple[str, str | None, str, str]) -> None:
    assert expected in told(text)


FAMILIES = [
    ("Drivers began an open-ended strike against Peru.", ("PROTEST", "strike", "Drivers", "Peru")),
    ("Ghana kicked out two Danish diplomats.", ("SANCTION", "expel", "Ghana", "Danish diplomats")),
    ("Hackers attacked the Danish power grid.", ("COERCE", "cyber", "Hackers", "Danish")),
    ("Peru sent a frigate to Chile.", ("MOBILIZE", "weapons", "Peru", "Chile")),
    ("Chad broke off talks with the rebels.", ("SANCTION", "withdraw", "Chad", "rebels")),
    ("Ghana ordered four Danish diplomats to leave.", ("SANCTION", "expel", "Ghana", "Danish diplomats")),
    ("A court in Oslo ordered Chad to pay damages.", ("SANCTION", "convict", "court in Oslo", "Chad")),
    ("Police took a Danish priest in for questioning.", ("COERCE", "arrest", "Police", "Danish priest")),
    ("Ghana placed its army on high alert against Togo.", ("MOBILIZE", "troops", "Ghana", "Togo")),
    ("Farmers poured onto the streets against Peru.", ("PROTEST", "demo", "Farmers", "Peru")),
    ("Ghana gave Danish envoys 24 hours to leave.", ("SANCTION", "expel", "Ghana", "Danish envoys")),
    (
        "Ghana added three Danish officials to its blacklist.",
        ("SANCTION", "discontinue", "Ghana", "Danish officials"),
    ),
    ("Chad flew extra troops to Niger.", ("MOBILIZE", "troops", "Chad", "Niger")),
    ("Chadian artillery turned Gao into rubble.", ("ASSAULT", "destroy", "Chadian artillery", "Gao")),
    (
        "The militia turned in its rifles to Peru.",
        ("RETREAT", "disarm", "militia", "Peru"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FAMILIES)
def test_a_family_of_frames(text: str, expected: tuple[str, str | None, str, str]) -> None:
    assert expected in told(text)


def test_what_a_protest_demands_is_no_event_but_names_whom_it_is_against() -> None:
    assert told("Students marched through Accra to demand that Ghana release the prisoners.") == {
        ("PROTEST", "demo", "Students", "Ghana")
    }


def test_troops_sent_to_confront_somebody_have_not_fought_yet() -> None:
    (event,) = events_of("Mali sent troops to confront the rebels.")
    assert (event.type, event.recipients[0].text) == ("MOBILIZE", "rebels")


def test_a_verb_is_read_with_what_a_hyphen_joins_to_it() -> None:
    assert [e.type for e in events_of("Ghana test-fired a rocket over Togo on Friday.")] == ["MOBILIZE"]


def test_forces_put_on_alert_by_nobody_in_particular_move() -> None:
    (event,) = events_of("The Chadian army was put on high alert on Friday.")
    assert (event.type, event.actors[0].text) == ("MOBILIZE", "Chadian army")


def test_those_who_do_something_in_a_protest_protest() -> None:
    assert ("PROTEST", "strike", "Drivers", "Ghana") in told(
        "Drivers brought traffic to a halt in a strike against Ghana."
    )


PLAIN = [
    "The teacher let the boy go.",
    "She burned herself on the stove.",
    "The farmer cut down a tree.",
    "The company slashed prices in its shops.",
    "The choir gathered outside the town hall to sing.",
    "The ship sailed to Rotterdam with a cargo of bananas.",
    "The bank closed its branch in Leeds.",
    "Passengers were told to leave the train at Crewe.",
    "The orchestra struck up a waltz and the guests sang.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_the_same_words_in_plain_narration_are_no_act_of_force(text: str) -> None:
    forceful = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"}
    assert not forceful & {e.type for e in events_of(text)}
