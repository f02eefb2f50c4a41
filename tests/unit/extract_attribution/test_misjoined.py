from schemas.document import Document, Passage
from tasks.extract.attribution import find_attributions
from tasks.extract.parse import parse


def sources(text: str) -> list[str]:
    passage = Passage(id="p1", start=0, end=len(text))
    reading = parse(Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,)))
    return [found.source.text for found in find_attributions(reading.passages[0]) if found.source is not None]


def test_a_speaker_at_the_end_of_a_long_sentence_says_all_of_it() -> None:
    text = (
        "The ministers will sign a new deal on gas and open a pipeline at the summit next week in Tunis, "
        "Tunisia, Energy Minister Adel Karoui said Monday."
    )
    assert sources(text) == ["Karoui"]


def test_a_second_verb_of_one_speaker_attributes_nothing() -> None:
    assert sources("The minister left the hall, smiled, and said nothing.") in ([], ["minister"])
