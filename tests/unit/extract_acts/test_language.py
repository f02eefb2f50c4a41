from schemas.document import Document, Passage
from schemas.event import Extraction
from tasks.extract import extract

TEXT = "Rebels attacked the town of Goma on Tuesday."


def extraction(language: str) -> Extraction:
    passage = Passage(id="p1", start=0, end=len(TEXT))
    return extract(
        Document(id="0123456789abcdef", name="a.txt", text=TEXT, passages=(passage,), language=language)
    )


def test_another_language_gives_nothing_rather_than_nonsense() -> None:
    assert extraction("fr") == Extraction()


def test_a_text_too_short_to_tell_is_read() -> None:
    assert extraction("und").events
