import pytest

from schemas.document import Document, Passage
from tasks.extract.parse import parse


def document(text: str) -> Document:
    return Document(
        id="0123456789abcdef",
        name="a.txt",
        text=text,
        passages=(Passage(id="p1", start=0, end=len(text)),),
    )


def test_a_headline_does_not_run_into_its_story() -> None:
    text = "Rebels seize port, pledge elections\n\nThe rebels entered the city on Monday."
    (passage,) = parse(document(text)).passages
    assert [sentence.text.strip() for sentence in passage.doc.sents] == text.split("\n\n")


def test_a_parse_is_as_long_as_its_passage() -> None:
    text = "One   line.\n\nAnother, with a dash – and “quotes”.\n"
    (passage,) = parse(document(text)).passages
    assert passage.doc.text == text


@pytest.mark.parametrize(
    ("dateline", "story"),
    [
        ("GOMA, April 30 (LNA) — ", "Fighters seized the town on Tuesday."),
        ("NEW DELHI - ", "India summoned the envoy on Monday."),
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(dateline: str, story: str) -> None:
    (passage,) = parse(document(dateline + story)).passages
    assert [sentence.text for sentence in passage.doc.sents][-1] == story


def test_a_dash_after_capitals_is_not_always_a_dateline() -> None:
    text = "THE ARMY ATTACKED -- AND WAS BEATEN."
    (passage,) = parse(document(text)).passages
    assert passage.doc.has_annotation("SENT_START")
    assert not any(token.is_sent_start for token in passage.doc[1:4])
