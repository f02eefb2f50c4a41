from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.document import Document
from schemas.errors import Rejection
from schemas.settings import Limits
from tasks.clean import clean
from tests.unit.clean.making import submission_of

LINES = st.sampled_from(
    [
        "Harbour workers end strike after ministry offers a new contract",
        "Two fishermen missing as storm hits the northern coast: coast guard",
        "Dock workers ended a nine-day strike on Tuesday, union leaders said.",
        "“We got most of what we asked for,” said Lena Hartog, who speaks for the union.",
        "Lena HartogMarch 4, 2025 08:35",
        "9:05 a.m.",
        "By Lena Hartog",
        "Lena Hartog",
        "Published: 29 June 2023 10:05 BST",
        "March 4, 2025",
        "1741077300",
        "Show latest update",
        "Sign up to our free emails",
        "* * *",
        "- A costly week",
        "Background",
        "date 2025-03-04 Ferries sail again, the port said.",
        "LIMA, 4 FEB 90 (EFE) -- Ferries sail again, the port said.",
        "the ferry was late, and the hun-",
        "dreds who waited went home.",
        "",
        "",
    ]
)
HEADLINES = [
    "Harbour workers end strike after ministry offers a new contract",
    "Two fishermen missing as storm hits the northern coast: coast guard",
    "Parliament votes to extend the state of emergency for a month",
    "Passengers stranded on the southern islands for a third day",
]
PROSE = [
    "Dock workers ended a nine-day strike on Tuesday, union leaders said.",
    "“We got most of what we asked for,” said Lena Hartog, who speaks for the union.",
    "A search was called off at nightfall, the coast guard said.",
]
BODIES = st.lists(st.sampled_from(PROSE), min_size=1, max_size=3)
TOPS = st.lists(
    st.sampled_from(
        ["By Lena Hartog", "March 4, 2025", "Published: 29 June 2023 10:05 BST", "Show latest update"]
    ),
    max_size=3,
)
ARTICLES = st.tuples(st.sampled_from([[], HEADLINES[:1]]), TOPS, BODIES, TOPS).map(
    lambda parts: "\n\n".join(line for part in parts for line in part)
)
STORIES = st.lists(st.tuples(st.sampled_from(HEADLINES), BODIES), min_size=3, max_size=5)
ROUND_UPS = STORIES.map(lambda stories: "\n\n".join(line for head, body in stories for line in (head, *body)))
LIVE_BLOGS = STORIES.map(
    lambda stories: "\n".join(
        line
        for n, (head, body) in enumerate(stories)
        for line in (head, *body, f"Lena HartogMarch 4, 2025 1{n}:05")
    )
)
NEWS = st.one_of(ARTICLES, ROUND_UPS, LIVE_BLOGS)
ANY_TEXT = st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=10).map("\n".join)


def cleaned(content: bytes) -> Document | None:
    try:
        return clean(submission_of(content), content, Limits())
    except Rejection:
        return None


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_passages_tile_the_text_in_order(text: str) -> None:
    document = cleaned(text.encode("utf-8", "surrogatepass"))
    if document is None:
        return
    assert "\n\n".join(document.passage_text(passage) for passage in document.passages) == document.text
    assert [p.id for p in document.passages] == [f"p{n}" for n in range(1, len(document.passages) + 1)]
    for passage in document.passages:
        own = document.text[passage.start : passage.end]
        assert own == own.strip() != ""
        assert passage.heading is None or own == passage.heading or own.startswith(f"{passage.heading}\n\n")


@given(NEWS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = cleaned(text.encode())
    if once is None:
        return
    twice = cleaned(once.text.encode())
    assert twice is not None
    assert twice.text == once.text


@given(ANY_TEXT)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_character_of_content_is_invented(text: str) -> None:
    document = cleaned(text.encode("utf-8", "replace"))
    if document is not None:
        assert "\n\n\n" not in document.text
        assert not any(c in document.text for c in "\r\t\x00\u202e\u200b\ufeff")


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_it(content: bytes) -> None:
    cleaned(content)


@given(
    st.sampled_from(
        [
            b"%PDF-1.7\n",
            b"PK\x03\x04",
            b"{",
            b"[{",
            b"<?xml?><rss>",
            b"<html>",
            b"From: a\nSubject: b\n",
            b"\xff\xfe",
        ]
    ),
    st.binary(max_size=200),
)
@settings(max_examples=200, deadline=None)
def test_no_bytes_behind_a_known_mark_break_it(mark: bytes, rest: bytes) -> None:
    cleaned(mark + rest)
