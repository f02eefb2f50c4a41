import pytest

from schemas.document import Document, Passage
from tasks.extract import extract
from tasks.extract.truecase import truecase

SHOUTED = "THE REBELS OF THE FMLN ATTACKED A BARRACKS IN USULUTAN.  TWO SOLDIERS WERE KILLED, RAMIREZ SAID."


def test_names_keep_their_capital_and_the_rest_is_small() -> None:
    expected = (
        "The rebels of the FMLN attacked a barracks in Usulutan.  Two soldiers were killed, Ramirez said."
    )
    assert truecase(SHOUTED) == expected


@pytest.mark.parametrize("text", ["Ghana met Togo in Accra.", "NATO", "", "UN and EU met."])
def test_mixed_case_is_left_alone(text: str) -> None:
    assert truecase(text) == text


def test_every_quotation_is_the_documents_own() -> None:
    passage = Passage(id="p1", start=0, end=len(SHOUTED), timestamp="1990-02-18")
    document = Document(id="0123456789abcdef", name="a.txt", text=SHOUTED, passages=(passage,))
    found = extract(document)
    assert found.events
    quoted = [*found.mentions.places, *found.mentions.entities]
    quoted += [span for e in found.events for span in (e.trigger, e.evidence, *e.actors, *e.recipients)]
    assert all(SHOUTED[q.start : q.end] == q.text for q in quoted)
