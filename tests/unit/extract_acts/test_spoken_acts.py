import pytest

from schemas.document import Document, Passage
from tasks.extract import extract
from tests.contracts.telling import surest

TYPES = [
    ("Kenya described the Somali vote as a farce.", "ACCUSE"),
    ("Kenya described the talks with Somalia as fruitful.", "SUPPORT"),
    ("Kenya dismissed the Somali claim as groundless.", "REJECT"),
    ("Kenya said the proposal by Somalia was unacceptable.", "REJECT"),
    ("Kenya was critical of Somalia over the border.", "ACCUSE"),
    ("Kenya said Somalia was behind the bombing.", "ACCUSE"),
    ("Kenya alleged that Somalia had trained the gunmen.", "ACCUSE"),
    ("The Kenyan parliament takes Somalia to task over the border.", "ACCUSE"),
    ("Kenya will question the Somali consul about the theft.", "ACCUSE"),
    ("Kenya will not hesitate to bomb Somalia.", "THREATEN"),
    ("Kenya said it could bomb Somalia.", "THREATEN"),
    ("Kenya warned that Somalia would pay dearly for the raid.", "THREATEN"),
    ("Kenya called upon Somalia to free the pilots.", "REQUEST"),
    ("Kenya called for Somalia to close its border with Chad.", "REQUEST"),
    ("Kenya told the Somali fishermen to leave or die.", "THREATEN"),
    ("Kenya said it would not pay for the bridge.", "REJECT"),
    ("Kenya has no intention of negotiating with Somalia.", "REJECT"),
    ("Kenya said that Somalia was arming rebels.", "ACCUSE"),
    ("Kenya neither accepted nor recognised the authority of Somalia.", "REJECT"),
    ("Kenya named two judges to investigate the Somali clan.", "ACCUSE"),
    ("The opposition branded the Kenyan president a dictator.", "ACCUSE"),
    ("NAIROBI DENOUNCES MOGADISHU OVER NEW RADIO BROADCASTS", "ACCUSE"),
    ("Kenya said there would be consequences if Somalia did not release the tanker.", "THREATEN"),
    ("Kenya said it would treat any raid by Somalia as an act of war.", "THREATEN"),
    ("Kenya said it could not accept the plan of Somalia.", "REJECT"),
    ("The Kenyan parliament voted on Monday to reject the Somali offer.", "REJECT"),
    ("Kenya voted for a resolution condemning Somalia.", "ACCUSE"),
    ("Kenya switched its recognition from Somalia to Somaliland.", "SUPPORT"),
    ("Kenya was the first to recognise Somalia.", "SUPPORT"),
    ("Kenya issued an arrest warrant for a Somali banker.", "COERCE"),
    ("Kenya issued an arrest warrant in absentia for a Somali banker.", "THREATEN"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_what_is_said_has_its_type(text: str, expected: str) -> None:
    assert surest(text).type == expected


def test_who_says_that_another_is_to_blame_is_the_accuser() -> None:
    event = surest("Kenya said Somalia was responsible for the bombing.")
    assert [a.text for a in event.actors] == ["Kenya"]
    assert [r.text for r in event.recipients] == ["Somalia"]


@pytest.mark.parametrize(
    "passage", ["Kenya described the man as a fisherman.", "Kenya was not critical of Somalia."]
)
def test_a_plain_description_is_no_accusation(passage: str) -> None:
    document = Document(
        id="0123456789abcdef",
        name="a.txt",
        text=passage,
        passages=(Passage(id="p1", start=0, end=len(passage)),),
    )
    assert not [e for e in extract(document).events if e.type == "ACCUSE"]
