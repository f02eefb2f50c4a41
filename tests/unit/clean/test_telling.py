"""What a document says of itself: language, genre, date, zone."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from schemas.document import Document
from schemas.settings import Limits
from tasks.clean import clean
from tests.unit.clean.making import submission_of

Cleaned = Callable[[str | bytes], Document]

PROSE = "The walk-out had stopped ferries and left hundreds of containers on the quays, the port authority said on Tuesday."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (PROSE.upper(), "en"),
        (
            "Die Hafenarbeiter haben am Dienstag nach neun Tagen ihren Streik beendet, sagte die Gewerkschaft.",
            "de",
        ),
        (
            "Les dockers ont mis fin mardi à une grève de neuf jours, ont déclaré les responsables du syndicat.",
            "fr",
        ),
        ("Портовые рабочие во вторник прекратили девятидневную забастовку, сообщил профсоюз.", "ru"),
        ("12 345", "und"),
    ],
)
def test_language(cleaned: Cleaned, text: str, language: str) -> None:
    assert cleaned(text).language == language


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (PROSE, "brief"),
        ("\n\n".join([PROSE] * 9), "article"),
        (
            "MODERATOR: Good morning.\n\nHARTOG: The strike is over.\n\nQ: Who pays for it?\n\nHARTOG: The port will pay.",
            "transcript",
        ),
        (f"FOR IMMEDIATE RELEASE\n\n{PROSE}\n\n{PROSE}\n\nMedia contact: Lena Hartog", "press-release"),
        (f"{PROSE}\n\n{PROSE}\n\n###", "press-release"),
    ],
)
def test_genre(cleaned: Cleaned, text: str, genre: str) -> None:
    assert cleaned(text).genre == genre


def test_time_of_the_file_is_a_fallback_and_no_anchor() -> None:
    content = PROSE.encode()
    submission = submission_of(content, modified=datetime(2025, 3, 4, 9, 30, tzinfo=UTC))
    document = clean(submission, content, Limits())
    assert document.published is not None
    assert (document.published.value, document.published.precision, document.published.source) == (
        "2025-03-04T09:30:00Z",
        "file",
        "file",
    )
    assert document.anchor(document.passages[0]) is None


def test_no_date_is_null(cleaned: Cleaned) -> None:
    assert cleaned(PROSE).published is None


@pytest.mark.parametrize(
    ("value", "iso", "precision"),
    [
        ("2025-03-04", "2025-03-04", "day"),
        ("2025-03", "2025-03", "month"),
        ("2025", "2025", "year"),
        ("2025-03-04T09:30:00+01:00", "2025-03-04T09:30:00+01:00", "second"),
        ("Tue, 04 Mar 2025 09:30:00 GMT", "2025-03-04T09:30:00Z", "second"),
        ("4 March 2025", "2025-03-04", "day"),
    ],
)
def test_published_of_a_record(cleaned: Cleaned, value: str, iso: str, precision: str) -> None:
    document = cleaned(f'{{"text": "{PROSE}", "published": "{value}"}}')
    assert document.published is not None
    assert (document.published.value, document.published.precision) == (iso, precision)


def test_clocks_cross_midnight_newest_first(cleaned: Cleaned) -> None:
    document = cleaned(
        "Published: 4 March 2025\n"
        f"00:40\nVote is counted\n{PROSE}\n23:15\nUnion calls a vote\n{PROSE}\n21:05\nGate opens to lorries\n{PROSE}\n"
    )
    assert [p.timestamp for p in document.passages] == [
        "2025-03-04T00:40",
        "2025-03-03T23:15",
        "2025-03-03T21:05",
    ]


def test_local_zone_follows_from_seconds_since_1970(cleaned: Cleaned) -> None:
    # 1741077310 is 08:35:10 UTC
    document = cleaned(
        f"1741077310\nVote is counted\n{PROSE}\nLena HartogMarch 4, 2025 10:35\n"
        f"Union calls a vote\n{PROSE}\nLena HartogMarch 4, 2025 09:15\n"
    )
    assert [p.timestamp for p in document.passages] == ["2025-03-04T10:35+02:00", "2025-03-04T09:15+02:00"]


def test_a_boilerplate_line_sent_as_a_record_is_kept(cleaned: Cleaned) -> None:
    assert cleaned('{"text": "Follow us on Twitter"}').text == "Follow us on Twitter"
