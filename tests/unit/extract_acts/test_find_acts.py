import pytest

from schemas.event import Event
from tests.contracts.telling import events_of


def told(event: Event) -> tuple[str, str | None, str, str]:
    return (
        event.type,
        event.mode,
        ", ".join(e.text for e in event.actors),
        ", ".join(e.text for e in event.recipients),
    )


ONE_ACT = [
    ("France refused to meet the Iranian delegation.", ("REJECT", "meet", "France", "Iranian delegation")),
    ("Kyiv targeted with missiles overnight", ("ASSAULT", "heavy-weapons", "", "Kyiv")),
    ("Sanctions were imposed on Belarus by Canada.", ("SANCTION", "discontinue", "Canada", "Belarus")),
    ("Norway urged Ghana to release the students.", ("REQUEST", "yield", "Norway", "Ghana")),
    ("Peru threatened to attack Chile.", ("THREATEN", "violence", "Peru", "Chile")),
    ("Japan agreed to send aid to Nepal.", ("AGREE", None, "Japan", "Nepal")),
    ("Spain will not release the prisoners.", ("REJECT", "yield", "Spain", "prisoners")),
    ("Police arrested dozens of protesters.", ("COERCE", "arrest", "Police", "protesters")),
    ("Chad lifted sanctions on Niger.", ("CONCEDE", None, "Chad", "Niger")),
    ("Kenya suspended aid to Sudan.", ("SANCTION", "discontinue", "Kenya", "Sudan")),
    ("Brazil withdrew its troops from Haiti.", ("RETREAT", "withdraw", "Brazil", "Haiti")),
    ("Germany signed a treaty with Poland.", ("SUPPORT", None, "Germany", "Poland")),
]


@pytest.mark.parametrize(("text", "expected"), ONE_ACT)
def test_one_act(text: str, expected: tuple[str, str | None, str, str]) -> None:
    assert [told(e) for e in events_of(text)] == [expected]


NO_ACT = [
    "He was speaking in Oslo.",
    "The summit is the first with Sweden as a member.",
    "The harbour lies north of the old town.",
    "Prices rose by two percent in May.",
]


@pytest.mark.parametrize("text", NO_ACT)
def test_plain_narration_is_no_act(text: str) -> None:
    assert events_of(text) == []


def test_those_who_meet_are_all_actors() -> None:
    (event,) = events_of("Finland held talks with Estonia.")
    assert told(event) == ("CONSULT", None, "Finland, Estonia", "")


def test_the_object_of_an_accusation_is_whoever_acts() -> None:
    accusation, alleged = events_of("Georgia accused Armenia of shelling Tbilisi.")
    assert told(accusation) == ("ACCUSE", "allege", "Georgia", "Armenia")
    assert told(alleged)[0] == "ASSAULT"
    assert told(alleged)[2] == "Armenia"
    assert alleged.attribution is not None
    assert alleged.attribution.text == "Georgia"


def test_a_future_meeting_is_an_agreement_that_is_planned() -> None:
    (event,) = events_of("Italy will meet Spain next week.")
    assert (event.type, event.status) == ("AGREE", "planned")


def test_a_negated_act_is_denied() -> None:
    (event,) = events_of("Libya did not attack Chad.")
    assert (event.type, event.status) == ("ASSAULT", "denied")


def test_evidence_quotes_the_document() -> None:
    text = "It rained.\nCuba condemned Mexico on Monday."
    (event,) = events_of(text)
    assert text[event.evidence.start : event.evidence.end] == event.evidence.text
    assert text[event.trigger.start : event.trigger.end] == "condemned"


def test_the_same_text_gives_the_same_ids() -> None:
    text = "Cuba condemned Mexico. Cuba arrested two journalists."
    first, second = events_of(text), events_of(text)
    assert first == second
    assert len({e.id for e in first}) == 2


def test_an_act_told_twice_is_one_story() -> None:
    first, second = events_of("Cuba condemned Mexico.\nCuba criticised Mexico.")
    assert first.story == second.story
    assert first.id != second.id


def test_what_was_used_for_an_act_did_it() -> None:
    (attack,) = [
        e for e in events_of("Rebels used mortars to shell the barracks in Goma.") if e.type == "ASSAULT"
    ]
    assert attack.status == "actual"


def test_a_call_on_somebody_to_act_is_no_visit() -> None:
    (call,) = events_of("Kenya calls on the African Union to send observers")
    assert call.type == "REQUEST"
