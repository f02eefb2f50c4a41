"""Aid, cooperation, deals, meetings and concessions, in sentences of our own."""

import pytest

from tests.contracts.telling import events_of, surest

TYPES = [
    ("Togolese and Beninese troops rehearsed together near Lome.", "COOPERATE"),
    ("Togo and Benin are holding combined manoeuvres.", "COOPERATE"),
    ("Togo and Benin began a joint study of the lake.", "COOPERATE"),
    ("Togo and Benin issued a joint condemnation of Niger.", "ACCUSE"),
    ("Togo and Benin opened a bridge to road traffic.", "COOPERATE"),
    ("Benin sent shells to Togo in return for oil.", "COOPERATE"),
    ("Benin sent troops to help Togo rebuild its schools.", "AID"),
    ("Benin sent troops to help police disperse a crowd.", "MOBILIZE"),
    ("Togo is to lend Benin two aircraft.", "AGREE"),
    ("Commandos freed nine hostages in Cotonou.", "AID"),
    ("The rebels freed nine hostages in Cotonou.", "RETREAT"),
    ("The king of Tonga was in Fiji for talks.", "CONSULT"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_the_surest_act_has_the_type(text: str, expected: str) -> None:
    assert surest(text).type == expected


def test_a_verb_taken_for_its_subjects_participle_is_still_the_verb() -> None:
    event = surest("The rebels accepted in principle a truce plan put forward by Togo.")
    assert event.type == "AGREE"
    assert [a.text for a in event.actors] == ["rebels"]


def test_a_participle_without_object_stays_passive() -> None:
    events = events_of("Two soldiers killed in Togo.")
    assert all("soldiers" not in a.text for e in events for a in e.actors)


@pytest.mark.parametrize(
    "text",
    [
        "TOGO TO SELL BENIN EIGHT BOATS",
        "Togo gave Benin weapons, according to a Ghanaian diplomat.",
        "Togo approved a loan to help Benin rebuild its ports.",
    ],
)
def test_whoever_is_given_something_is_the_recipient(text: str) -> None:
    assert [r.name for r in surest(text).recipients] == ["Benin"]


def test_a_make_of_weapon_is_given_nothing() -> None:
    assert [r.text for r in surest("Togo sent Leopard tanks to Benin.").recipients] == ["Benin"]


MORE = [
    ("Togo's plane carrying tents landed in Benin.", "AID"),
    ("Togo agreed to cancel half of Benin's debt.", "AID"),
    ("Togo announced plans to send tents to Benin.", "AGREE"),
    ("Togolese and Beninese police arrested nine smugglers in a cross-border operation.", "COOPERATE"),
    ("Togo sent a suspected smuggler to Benin to stand trial.", "COOPERATE"),
    ("Togo called off its blockade of Benin.", "CONCEDE"),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_what_is_carried_agreed_or_done_together_tells_the_type(text: str, expected: str) -> None:
    assert surest(text).type == expected


def test_a_participle_after_a_verb_of_freeing_is_told_of_those_freed() -> None:
    event = surest("Togolese special forces freed four nurses held hostage in Benin.")
    assert event.type == "AID"
    assert [a.name for a in event.actors] != ["four nurses"]


def test_a_name_for_an_act_is_no_end_of_it() -> None:
    assert "RETREAT" not in {e.type for e in events_of("Togo's king called the explosion an attack.")}
