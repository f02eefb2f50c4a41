import pytest

from tests.contracts.telling import events_of, surest

TYPES = [
    ("Kenya agreed to withdraw its troops from Somalia.", "AGREE"),
    ("Kenya will withdraw its troops from Somalia.", "CONCEDE"),
    ("Kenya has begun withdrawing its troops from Somalia.", "RETREAT"),
    ("Kenya will send food aid to Somalia.", "AGREE"),
    ("Kenya will impose a curfew in Mombasa.", "THREATEN"),
    ("Kenya did not support the deal with Somalia.", "REJECT"),
    ("Kenya failed to reach an agreement with Somalia.", "REJECT"),
    ("Kenya called for talks with Somalia.", "REQUEST"),
    ("Kenya sealed off the border with Somalia.", "COERCE"),
    ("Kenya recalled its ambassador from Somalia.", "SANCTION"),
    ("A court convicted the Kenyan minister of fraud.", "SANCTION"),
    ("Kenya sent peacekeepers to Haiti.", "AID"),
    ("Kenya and Uganda held joint military exercises.", "COOPERATE"),
    ("Kenya put its army on high alert.", "MOBILIZE"),
    ("Thousands of Kenyan teachers went on strike.", "PROTEST"),
    ("Kenya's president attacked the opposition over the budget.", "ACCUSE"),
    ("Kenya launched an operation to detain the rebels.", "COERCE"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_the_surest_act_has_the_type(text: str, expected: str) -> None:
    assert surest(text).type == expected


def test_a_pronoun_is_told_by_its_name() -> None:
    event = surest("Norway said it had suspended aid to Chad.")
    assert [a.text for a in event.actors] == ["Norway"]
    assert [r.text for r in event.recipients] == ["Chad"]


def test_a_day_is_never_a_party() -> None:
    event = surest("Norway attacked Chad on Tuesday.")
    assert [r.text for r in event.recipients] == ["Chad"]


def test_a_dateline_is_nobodys_subject() -> None:
    event = surest("MANILA -- Norway condemned Chad.")
    assert [a.text for a in event.actors] == ["Norway"]


def test_the_victims_of_an_attack_are_not_blamed_for_it() -> None:
    event = surest("Norway condemned the attacks on Chad.")
    assert event.type == "ACCUSE"
    assert "Chad" not in [r.text for r in event.recipients]


def test_who_made_a_weapon_did_not_fire_it() -> None:
    event = surest("Norway shot down three Iranian drones.")
    assert "Iran" not in [r.name for r in event.recipients]


@pytest.mark.parametrize(
    "text", ["The Norwegian ministry released a video.", "Norwegian officials confirmed the second attack."]
)
def test_to_tell_of_an_act_is_not_to_commit_it(text: str) -> None:
    assert not [event for event in events_of(text) if event.actors]


def test_a_verbless_sentence_has_no_act() -> None:
    assert events_of("A quiet evening in Oslo.") == []


def test_confidence_is_a_probability_above_the_least() -> None:
    text = "Norway condemned Chad, which had shelled Niger, and will meet Togo."
    assert all(0.4 < event.confidence < 1 for event in events_of(text))


@pytest.mark.parametrize("accused", ["the rebels", "Armenia", "its army"])
def test_whoever_is_accused_is_who_acts_however_the_parse_hangs_the_phrase(accused: str) -> None:
    events = events_of(f"Norway accused {accused} of shelling Tromsø on Tuesday.")
    alleged = next(event for event in events if event.type == "ASSAULT")
    assert "Norway" not in [a.text for a in alleged.actors]
    assert alleged.attribution is not None
    assert alleged.attribution.name == "Norway"
