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
