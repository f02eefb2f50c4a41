"""What holds for any text: no crash, offsets that quote, no overlaps."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.document import Document, Passage
from tasks.extract.entities import recognise
from tasks.extract.entities.matching import fold
from tasks.extract.parse import parse

WORDS = [
    "Kenya",
    "Kenyan",
    "President",
    "Peter",
    "Odongo",
    "'s",
    "his",
    "they",
    "it",
    "who",
    "which",
    "and",
    ",",
    ".",
    "(",
    ")",
    "NATO",
    "-",
    "backed",
    "troops",
    "of",
    "in",
    "the",
    "The",
    "two",
    "leaders",
    "said",
    "“We”",
    "al",
    "Assad",
    "police",
    "Gov.",
    "minister",
    "former",
    "rebels",
    "IS",
    "US",
    "us",
    "KYIV",
    "Zürich",
    "İ",
    "group",
    "dozens",
    "both\n",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_mentions_quote_the_text_and_part(words: list[str]) -> None:
    text = " ".join(words)
    reading = parse(
        Document(
            id="abcdef0123456789", name="x", text=text, passages=(Passage(id="p1", start=0, end=len(text)),)
        )
    )
    index = recognise(reading)
    reached = 0
    for mention in index.mentions:
        assert mention.start >= reached
        reached = mention.end
        assert reading.passages[0].doc.text[mention.start : mention.end] == mention.text
    for token in reading.passages[0].doc:
        for actor in index.actors_of(reading.passages[0], token):
            assert 0 <= actor.start < actor.end <= len(text)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
