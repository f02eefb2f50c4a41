from collections.abc import Callable

from schemas.document import Document

Cleaned = Callable[[str], Document]

LIVE = """Ferry strike latest: talks resume
Sign up to our free emails about the port
Union leaders and the ministry are back at the table after a night of talks.
key points
Show latest update
1741077310
Minister promises an answer ‘by tonight’
The transport minister told reporters that a written offer would follow by tonight.
Lena HartogMarch 4, 2025 08:35
Two ferries leave despite walk-out
Two ferries left the port in the early morning with reduced crews, the operator said.
Passengers applauded.
Jan de VriesMarch 4, 2025 7:10 am
Pickets gather at the southern gate
About two hundred workers gathered at the gate before dawn.
Lena HartogMarch 4, 2025 05:58
"""

STORIES = [
    (
        "Harbour workers end strike after ministry offers a new contract",
        "Dock workers ended a nine-day strike on Tuesday, union leaders said.",
    ),
    (
        "Two fishermen missing as storm hits the northern coast: coast guard",
        "A search was called off at nightfall, the coast guard said.",
    ),
    (
        "Parliament votes to extend the state of emergency for a month",
        "Lawmakers voted 88 to 41 on Monday, the speaker said.",
    ),
]


def test_live_blog_newest_first_with_times_at_the_end(cleaned: Cleaned) -> None:
    document = cleaned(LIVE)
    assert document.genre == "live-blog"
    assert [(p.heading, p.byline, p.timestamp) for p in document.passages] == [
        ("Ferry strike latest: talks resume", None, None),
        ("Minister promises an answer ‘by tonight’", "Lena Hartog", "2025-03-04T08:35Z"),
        ("Two ferries leave despite walk-out", "Jan de Vries", "2025-03-04T07:10Z"),
        ("Pickets gather at the southern gate", "Lena Hartog", "2025-03-04T05:58Z"),
    ]
    assert [line.rule for line in document.removed] == [
        "newsletter",
        "live-blog-control",
        "live-blog-control",
    ]
    assert document.bylines == ("Lena Hartog", "Jan de Vries")
    assert document.published is not None
    assert (document.published.value, document.published.source) == ("2025-03-04T08:35Z", "passage")


def test_live_blog_oldest_first_with_clocks_first(cleaned: Cleaned) -> None:
    document = cleaned(
        "Published: 4 March 2025\n9:05 a.m.\nGate opens to lorries\nThe first lorries drove in, police said.\n"
        "11:40 a.m.\nUnion calls a vote\nMembers will vote on the offer, the union said.\n"
        "1:15 p.m.\nVote is counted\nThe offer was accepted by a wide margin.\n"
    )
    assert [(p.heading, p.timestamp) for p in document.passages] == [
        ("Gate opens to lorries", "2025-03-04T09:05"),
        ("Union calls a vote", "2025-03-04T11:40"),
        ("Vote is counted", "2025-03-04T13:15"),
    ]


def test_live_blog_with_the_time_below_the_headline(cleaned: Cleaned) -> None:
    document = cleaned(
        "Gate opens to lorries\nLena Hartog, 4 March 2025 09:05 GMT\nThe first lorries drove in, police said.\n"
        "Union calls a vote\nLena Hartog, 4 March 2025 08:40 GMT\nMembers will vote on the offer.\n"
        "Pickets go home\nJan de Vries, 4 March 2025 08:10 GMT\nThe gate was empty at dawn.\n"
    )
    assert [(p.heading, p.byline, p.timestamp) for p in document.passages] == [
        ("Gate opens to lorries", "Lena Hartog", "2025-03-04T09:05Z"),
        ("Union calls a vote", "Lena Hartog", "2025-03-04T08:40Z"),
        ("Pickets go home", "Jan de Vries", "2025-03-04T08:10Z"),
    ]


def test_round_up_of_headlines(cleaned: Cleaned) -> None:
    document = cleaned("\n\n".join(line for story in STORIES for line in story))
    assert document.genre == "round-up"
    assert document.title is None
    assert [p.heading for p in document.passages] == [heading for heading, _ in STORIES]
    assert document.passage_text(document.passages[1]) == "\n\n".join(STORIES[1])


def test_headline_without_a_story_at_the_end_is_a_passage(cleaned: Cleaned) -> None:
    last = "Ministers agree to hold a second round of talks in April"
    document = cleaned("\n\n".join([*(line for story in STORIES for line in story), last]))
    assert document.passage_text(document.passages[-1]) == last


def test_article_with_crossheads_is_one_passage(cleaned: Cleaned) -> None:
    body = "The strike stopped ferries and left hundreds of containers on the quays, the port said."
    document = cleaned(
        "\n\n".join(
            [
                "Harbour strike ends",
                body,
                "- A costly week",
                body,
                "What comes next",
                body,
                "Background",
                body,
            ]
        )
    )
    assert document.genre != "round-up"
    assert document.title == "Harbour strike ends"
    assert len(document.passages) == 1


def test_briefs_between_rules(cleaned: Cleaned) -> None:
    document = cleaned("\n\n---\n\n".join(f"{head}\n{body}" for head, body in STORIES))
    assert [p.heading for p in document.passages] == [heading for heading, _ in STORIES]


def test_wire_story_with_a_date_before_its_text(cleaned: Cleaned) -> None:
    document = cleaned(
        " date 2025-03-04 Dock workers ended a strike on Tuesday, the union said.\n\nFerries sail again on Wednesday, it added."
    )
    assert document.text.startswith("Dock workers ended")
    assert document.published is not None
    assert (document.published.value, document.published.source) == ("2025-03-04", "header")


def test_dateline_stays_and_tells_date_and_agency(cleaned: Cleaned) -> None:
    document = cleaned(
        "LIMA, 4 FEB 90 (EFE) -- Dock workers ended a strike today, the union said.\n\nFerries sail again."
    )
    assert document.text.startswith("LIMA, 4 FEB 90 (EFE) --")
    assert document.publisher == "EFE"
    assert document.published is not None
    assert (document.published.value, document.published.source) == ("1990-02-04", "dateline")


def test_dateline_with_a_country_in_brackets(cleaned: Cleaned) -> None:
    document = cleaned(
        "LIMA (PERU), 4 FEB 90 (RADIO LIMA) -- DOCK WORKERS ENDED A STRIKE TODAY, THE UNION SAID."
    )
    assert document.published is not None
    assert document.published.value == "1990-02-04"


def test_place_and_date_at_the_end_are_no_author(cleaned: Cleaned) -> None:
    document = cleaned(
        "Dock workers ended a strike, the union said.\n\nFerries sail again, it added.\n\nLIMA PORT, 4 March 2025"
    )
    assert document.bylines == ()


def test_title_author_and_date_leave_the_text(cleaned: Cleaned) -> None:
    document = cleaned(
        "Harbour workers end strike\n\nBy Lena Hartog in Port City\n\nMarch 4, 2025\n\n"
        "Dock workers ended a strike on Tuesday, union leaders said.\n\nFerries sail again."
    )
    assert document.title == "Harbour workers end strike"
    assert document.bylines == ("Lena Hartog",)
    assert (
        document.text == "Dock workers ended a strike on Tuesday, union leaders said.\n\nFerries sail again."
    )


def test_a_record_of_one_sentence_comes_through_untouched(cleaned: Cleaned) -> None:
    document = cleaned('{"id": "s1", "text": "Harbour workers end strike"}')
    assert document.text == "Harbour workers end strike"
    assert document.title is None


def test_a_record_without_title_keeps_its_headline(cleaned: Cleaned) -> None:
    document = cleaned(
        '{"text": "Harbour workers end strike\\n\\nDock workers ended a strike on Tuesday, they said."}'
    )
    assert document.text.startswith("Harbour workers end strike\n\nDock")
    assert document.passages[0].heading == document.title == "Harbour workers end strike"


def test_wrapped_lines_and_torn_words_are_joined(cleaned: Cleaned) -> None:
    document = cleaned(
        "Dock workers in the port city ended a nine-day strike on Tuesday after\n"
        "the transport ministry offered a contract that raises wages by six per-\n"
        "cent over two years, union leaders said.\n\n"
        "The walk-out had stopped ferries and left hundreds of containers stand-\n"
        "ing on the quays, the port said.\n"
    )
    assert "raises wages by six percent over two years" in document.text
    assert "containers standing on the quays" in document.text


def test_live_blog_with_authors_on_lines_of_their_own(cleaned: Cleaned) -> None:
    document = cleaned(
        "9:05 a.m. ET, June 1, 2023\nMinistry promises answer by tonight\nFrom Lena Hartog in Port City\n"
        "The ministry said a written offer would follow.\n"
        "8:10 a.m. ET, June 1, 2023\nTwo ferries leave despite walk-out\nTwo ferries left the port, it said.\nJan de Vries\n"
    )
    assert [(p.heading, p.byline, p.timestamp) for p in document.passages] == [
        ("Ministry promises answer by tonight", "Lena Hartog", "2023-06-01T09:05-04:00"),
        ("Two ferries leave despite walk-out", "Jan de Vries", "2023-06-01T08:10-04:00"),
    ]
