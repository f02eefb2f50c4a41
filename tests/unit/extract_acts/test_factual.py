"""What is told as an occurrence, and what is only spoken of."""

import pytest

from tests.contracts.telling import events_of

NOTHING_TOLD = [
    "The decree punishes people who support armed groups.",
    "Chad wrote of its goal of joining the union.",
    "You have to talk to Norway first.",
    "The minister explained how Norway helps Chad.",
    "Norway has to be ready to talk to Chad.",
    "The law gives the army more power, allowing it to arrest protesters.",
    "The officer did not reveal the number of drones shot down.",
]


@pytest.mark.parametrize("text", NOTHING_TOLD)
def test_what_is_only_spoken_of_did_not_occur(text: str) -> None:
    told = [
        e for e in events_of(text) if e.type in ("SUPPORT", "CONSULT", "AID", "CONCEDE", "ASSAULT", "AGREE")
    ]
    assert told == []


def test_a_relative_clause_about_certain_people_is_told() -> None:
    events = events_of("Norway arrested three men who had attacked a bank in Oslo.")
    assert {"COERCE", "ASSAULT"} <= {e.type for e in events}


@pytest.mark.parametrize(
    "text",
    [
        "Norway hopes Chad will approve the treaty.",
        "Three firms including the Norwegian one hope Chad will approve the treaty.",
    ],
)
def test_what_another_hopes_for_is_no_promise(text: str) -> None:
    event = next(
        e for e in events_of(text) if e.evidence.text.endswith("treaty") and e.actors[0].name == "Chad"
    )
    assert event.status == "hypothetical"
    assert event.type == "SUPPORT"


@pytest.mark.parametrize("verb", ["is set", "is expected", "is due"])
def test_who_is_set_to_act_is_the_actor(verb: str) -> None:
    event = events_of(f"Norway {verb} to send food aid to Chad.")[0]
    assert [a.name for a in event.actors] == ["Norway"]
    assert event.status == "planned"


def test_who_asks_for_something_owns_the_bid() -> None:
    events = events_of("Chad approved Norway's bid to join the union.")
    assert "join" not in [e.trigger.text for e in events]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norwegian rebels tried to attack the port of Bergen.", "actual"),
        ("Norwegian rebels were not trying to attack the port of Bergen.", "denied"),
        ("The mayor is seen to support the war in Chad.", "actual"),
        ("More evacuations of women are set to take place in Bergen.", "planned"),
    ],
)
def test_attempts_sightings_and_dates_that_are_set(text: str, status: str) -> None:
    assert {e.status for e in events_of(text)} == {status}


def test_a_denial_of_the_manner_is_no_event() -> None:
    assert events_of("The missiles were not fired from ships.") == []


def test_a_toll_without_a_verb_of_its_own_is_told() -> None:
    text = "Debris fell on a street in Oslo, according to the mayor, with two people killed and five people injured."
    tolls = [e.casualties for e in events_of(text) if e.casualties is not None]
    assert [(t.killed, t.injured) for t in tolls] == [(2, 5)]


def test_a_clause_that_somebody_denies_has_no_recipient() -> None:
    events = events_of("Norway accused Chad of helping members of rebel groups, which Chad denies.")
    assert not [e for e in events if e.type == "REJECT" and any("groups" in r.name for r in e.recipients)]


def test_a_gerund_that_is_called_names_has_an_owner() -> None:
    event = events_of("The Norwegian president called the rebels' uprising an act of treason.")[0]
    assert event.type == "ACCUSE"
    assert event.recipients


def test_a_bid_belongs_to_who_hopes_for_it() -> None:
    events = events_of("Norway sold jets to Chad hoping N'Djamena would approve its bid to join the union.")
    assert {a.name for e in events if e.trigger.text == "bid" for a in e.actors} <= {"Norway"}


def test_a_thing_promises_nothing() -> None:
    events = events_of("Norway's new fund will provide food aid to Chad.")
    assert not [e for e in events if e.type == "AGREE"]


def test_a_gerund_with_a_doer_names_an_act() -> None:
    event = events_of("Shelling by Norwegian forces lasted two hours, according to the mayor.")[0]
    assert event.type == "ASSAULT"
    assert [a.country for a in event.actors] == ["NOR"]


@pytest.mark.parametrize(
    ("text", "accuses"),
    [
        ("Norway claimed that Chad had lied to the court.", True),
        ("Norway claimed that Chad is losing its appeal.", False),
    ],
)
def test_only_claims_of_deeds_accuse(text: str, accuses: bool) -> None:
    assert any(e.type == "ACCUSE" for e in events_of(text)) is accuses


def test_a_bid_that_others_hold_up_is_rejected() -> None:
    event = events_of("Norway's membership has been held up by Chad and Togo.")[0]
    assert event.type == "REJECT"
    assert [a.name for a in event.actors] == ["Chad", "Togo"]
    assert [r.name for r in event.recipients] == ["Norway"]


def test_who_applies_to_join_requests() -> None:
    event = events_of("Norway applied to join the union.")[0]
    assert event.type == "REQUEST"


def test_a_headline_puts_the_speaker_last() -> None:
    event = next(e for e in events_of("Norway to send aid to Chad, Togo says") if "send" in e.trigger.text)
    assert event.status == "planned"
    assert event.type == "AGREE"


@pytest.mark.parametrize(
    "text",
    [
        "The minister did not give the number of jets shot down.",
        "Norway's snow does not permit the passage of carts.",
        "Togo remains a strong alliance to support its members.",
        "The fighters are ready to continue fighting for their homeland.",
        "The Norwegian president works with his team.",
    ],
)
def test_what_nobody_did_is_not_told(text: str) -> None:
    assert [e for e in events_of(text) if e.type not in ("COERCE", "MOBILIZE")] == []


def test_a_headline_names_whom_missiles_hit() -> None:
    event = events_of("Oslo targeted with missiles overnight: Norwegian military")[0]
    assert event.actors == ()
    assert [r.country for r in event.recipients] == ["NOR"]


def test_officials_who_meet_consult_whatever_their_country() -> None:
    assert [e.type for e in events_of("Dozens of leaders gathered for the summit.")] == ["CONSULT"]


def test_they_are_the_plural_subject_before() -> None:
    events = events_of("The rebels told the Norwegian Red Cross that they would release the hostages.")
    assert all("Red Cross" not in a.name for e in events for a in e.actors)


def test_a_person_speaks_at_the_meeting_that_he_attends() -> None:
    text = "The Norwegian president spoke to reporters after talks with the president of Chad."
    event = next(e for e in events_of(text) if e.type == "CONSULT")
    assert {a.country for a in event.actors} == {"NOR", "TCD"}


def test_the_speaker_threatens_with_consequences() -> None:
    events = events_of("Norway made it clear that Chad's membership will have grave consequences.")
    assert [(e.type, e.actors[0].name) for e in events] == [("THREATEN", "Norway")]


def test_an_attack_that_took_place_is_told_with_its_toll() -> None:
    events = events_of(
        "His words come in reference to the drone attacks that took place in Oslo and injured two people."
    )
    assert any(e.type == "ASSAULT" and e.casualties and e.casualties.injured == 2 for e in events)


def test_a_person_told_by_a_pronoun_travels_too() -> None:
    events = events_of("The Norwegian president said on Monday he would travel to Chad.")
    assert [(e.type, e.status) for e in events] == [("AGREE", "planned")]


def test_no_sentence_begins_after_a_possessive_mark() -> None:
    event = events_of("Bombs fell: Army\n\nNorway’s air force destroyed ten missiles overnight.")[-1]
    assert [a.country for a in event.actors] == ["NOR"]


def test_a_denial_does_not_reach_the_next_verb() -> None:
    events = events_of("Norway denied the claim and filed a protest with Chad.")
    assert {e.status for e in events} == {"actual"}


def test_a_state_protests_by_note() -> None:
    assert [e.type for e in events_of("Norway also protested on Monday.")] == ["ACCUSE"]


def test_his_office_speaks_for_him() -> None:
    text = "The Norwegian king met Omar Bongo. Idriss Deby's office said he would travel to Oslo."
    event = next(e for e in events_of(text) if e.trigger.text == "travel")
    assert "Deby" in event.actors[0].name


def test_who_has_been_clear_says_it() -> None:
    events = events_of("Norway has been clear with Chad that it does not support the deal.")
    assert [(e.type, [a.name for a in e.actors]) for e in events] == [("REJECT", ["Norway"])]


def test_not_to_give_a_number_refuses_nothing() -> None:
    assert events_of("The officer did not give the number of prisoners.") == []


def test_a_duty_is_no_act_even_to_the_model() -> None:
    assert events_of("Norway should remove its hurdles for Chad.") == []


def test_a_headline_demands_for_who_is_named_after_the_colon() -> None:
    event = events_of("Chad must withdraw its troops from Niger: Norwegian minister")[0]
    assert event.type == "REQUEST"
    assert [a.country for a in event.actors] == ["NOR"]
    assert [r.name for r in event.recipients] == ["Chad"]


def test_who_grants_a_right_supports() -> None:
    event = events_of("Norway has a legitimate right to defend itself, the president of Chad said.")[0]
    assert (event.type, [a.country for a in event.actors]) == ("SUPPORT", ["TCD"])
