from schemas.document import Document, Passage
from tasks.extract import extract


def test_he_added_is_the_last_speaker_named() -> None:
    text = (
        "Kenyan President William Ruto said the rebels had attacked a convoy.\n\n"
        "The road is closed for now.\n\n"
        "Rebels also killed two drivers near Garissa, he added."
    )
    passage = Passage(id="p1", start=0, end=len(text), timestamp="2024-03-13")
    document = Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,))
    killing = extract(document).events[-1]
    assert killing.attribution is not None
    assert (killing.attribution.text, killing.attribution.name) == ("he", "William Ruto")
