from schemas.document import Document, Passage
from schemas.event import Event
from tasks.extract import extract


def events(text: str, document_id: str = "0123456789abcdef") -> tuple[Event, ...]:
    passage = Passage(id="p1", start=0, end=len(text), timestamp="2024-03-13")
    return extract(Document(id=document_id, name="a.txt", text=text, passages=(passage,))).events


def test_a_bombing_and_its_toll_are_one_event() -> None:
    text = (
        "Nine people were killed and 30 wounded when a car bomb exploded in Kismayo on Tuesday, police said."
    )
    (event,) = events(text)
    assert (event.type, event.mode) == ("ASSAULT", "explosives")
    assert event.casualties is not None
    assert (event.casualties.killed, event.casualties.injured) == (9, 30)
    assert event.date is not None
    assert event.date.first == "2024-03-12"
    assert text[event.evidence.start : event.evidence.end] == event.evidence.text
    assert "killed" in event.evidence.text
    assert "exploded" in event.evidence.text


def test_two_attacks_with_tolls_of_their_own_stay_two() -> None:
    text = "Rebels killed four soldiers in Goma on Monday. Soldiers killed eleven rebels in Bunia on Tuesday."
    assert len(events(text)) == 2


def test_events_of_two_documents_never_share_an_id() -> None:
    text = "Rebels killed four soldiers in Goma."
    (one,), (other,) = events(text), events(text, "fedcba9876543210")
    assert one.id != other.id
    assert one.story == other.story
