import io
import json
from collections.abc import Callable
from email.message import EmailMessage

import docx
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from schemas.document import Document
from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean import clean
from tasks.deduplicate import deduplicate
from tasks.deduplicate.memory import MemoryIndex
from tests.unit.clean.making import submission_of

Cleaned = Callable[[str | bytes], Document]

TITLE = "Harbour workers end strike after ministry offers new contract"
BODY = [
    "NORTH HAVEN, March 4 (Example) — Dock workers in the port city ended a nine-day strike on Tuesday after the "
    "transport ministry offered a contract that raises wages by six percent over two years, union leaders said.",
    "The walk-out had stopped ferries and left hundreds of containers on the quays. “We got most of what we asked "
    "for,” said Lena Hartog, who speaks for the union, adding that members would vote on Friday.",
    "A ministry official told reporters that the deal covers about 4,000 workers. Ships will be unloaded again from "
    "Wednesday morning, the port authority said in a statement.",
    "The opposition criticised the agreement as too costly and asked the government to publish it in full.",
]
TEXT = "\n\n".join(BODY)


def as_html() -> bytes:
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY)
    head = f'<title>{TITLE} - Gazette</title><meta property="og:site_name" content="Gazette">'
    story = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2025-03-04T09:30:00+01:00", "author": [{{"name": "Lena Hartog"}}]}}</script>'
    page = f'<!DOCTYPE html><html lang="en"><head>{head}{story}</head><body><nav><a href="/">Home</a></nav><article><h1>{TITLE}</h1>{paragraphs}</article><footer>© 2025 Gazette</footer></body></html>'
    return page.encode()


def as_pdf() -> bytes:
    buffer = io.BytesIO()
    styles = getSampleStyleSheet()
    story = [Paragraph(TITLE, styles["Title"]), *(Paragraph(p, styles["BodyText"]) for p in BODY)]
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    return buffer.getvalue()


def as_docx() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for paragraph in BODY:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_mail(subtype: str = "plain") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "desk@example.org", TITLE, "Tue, 04 Mar 2025 10:00:00 +0000"
    body = TEXT if subtype == "plain" else "".join(f"<p>{p}</p>" for p in BODY)
    mail.set_content(body, subtype=subtype)
    return mail.as_bytes()


FORMS = {
    "txt": f"{TITLE}\n\n{TEXT}\n".encode(),
    "txt-cp1252": f"{TITLE}\r\n\r\n{TEXT}\r\n".replace("\n\n", "\r\n\r\n").encode("cp1252"),
    "txt-utf16": f"{TITLE}\n\n{TEXT}\n".encode("utf-16"),
    "markdown": f"# {TITLE}\n\n{TEXT}\n".encode(),
    "html": as_html(),
    "pdf": as_pdf(),
    "docx": as_docx(),
    "eml": as_mail(),
    "eml-html": as_mail("html"),
    "json": json.dumps({"title": TITLE, "text": TEXT}).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_article_gives_the_same_text(cleaned: Cleaned, form: str) -> None:
    document = cleaned(FORMS[form])
    assert document.title == TITLE
    assert document.text.split() == TEXT.split()
    assert len(document.passages) == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_same_article_gets_the_same_verdict(cleaned: Cleaned, form: str) -> None:
    index = MemoryIndex()
    first, again = cleaned(FORMS["txt"]), cleaned(FORMS[form])
    assert deduplicate(submission_of(FORMS["txt"]), first, index).verdict == "new"
    index.commit(first.id)
    if form != "txt":
        assert deduplicate(submission_of(FORMS[form]), again, index).verdict == "exact"


def test_page_metadata(cleaned: Cleaned) -> None:
    document = cleaned(as_html())
    assert (document.publisher, document.bylines, document.language) == ("Gazette", ("Lena Hartog",), "en")
    assert document.published is not None
    assert (document.published.value, document.published.precision) == ("2025-03-04T09:30:00+01:00", "second")


def test_live_blog_page_gives_its_updates(cleaned: Cleaned) -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": "Gate opens to lorries",
            "datePublished": "2025-03-04T09:05:00Z",
            "articleBody": BODY[0],
        },
        {
            "@type": "BlogPosting",
            "headline": "Union calls a vote",
            "datePublished": "2025-03-04T08:40:00Z",
            "articleBody": BODY[1],
        },
    ]
    story = {
        "@type": "LiveBlogPosting",
        "headline": TITLE,
        "datePublished": "2025-03-04T08:00:00Z",
        "liveBlogUpdate": updates,
    }
    page = f'<!DOCTYPE html><html><head><script type="application/ld+json">{json.dumps(story)}</script></head><body><h1>{TITLE}</h1><p>{BODY[2]}</p></body></html>'
    document = cleaned(page)
    assert document.genre == "live-blog"
    assert [(p.heading, p.timestamp) for p in document.passages] == [
        ("Gate opens to lorries", "2025-03-04T09:05:00Z"),
        ("Union calls a vote", "2025-03-04T08:40:00Z"),
    ]


def test_two_columns_written_row_by_row(cleaned: Cleaned) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    left = [f"left column line {n:02d} goes on about the harbour" for n in range(12)]
    right = [f"right column line {n:02d} goes on about the vote" for n in range(12)]
    for n in range(12):
        canvas.drawString(50, 780 - 14 * n, left[n])
        canvas.drawString(320, 780 - 14 * n, right[n])
    canvas.save()
    words = cleaned(buffer.getvalue()).text.split()
    assert words == " ".join(left + right).split()


def test_running_heads_and_page_numbers_are_set_aside(cleaned: Cleaned) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in range(1, 5):
        canvas.drawString(60, 815, "The Harbour Gazette")
        canvas.drawString(280, 25, f"Page {page}")
        for n in range(20):
            canvas.drawString(
                60, 770 - 14 * n, f"On page {page} the clerk wrote line {n} about the cargo of the day,"
            )
        canvas.showPage()
    canvas.save()
    document = cleaned(buffer.getvalue())
    assert "Gazette" not in document.text
    assert {(r.rule, r.text) for r in document.removed} == {
        ("running-head", "The Harbour Gazette"),
        ("page-number", "Page 1"),
    }


def test_scanned_pdf_has_no_text() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.rect(50, 50, 200, 200, fill=1)
    canvas.save()
    assert reason_of(buffer.getvalue()) is Reason.NO_TEXT


def test_locked_pdf() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: PLC0415

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(50, 780, "Nobody reads this without the password.")
    canvas.save()
    assert reason_of(buffer.getvalue()) is Reason.ENCRYPTED


def test_locked_docx() -> None:
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    )
    assert reason_of(content) is Reason.ENCRYPTED


def test_too_many_pages() -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(4):
        document.new_page(200, 200)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    assert reason_of(buffer.getvalue(), Limits(max_pages=3)) is Reason.TOO_MANY_PAGES


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t\n", Reason.EMPTY),
        (bytes(range(256)) * 64, Reason.UNSUPPORTED),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.UNSUPPORTED),
        (b"%PDF-1.7\nnothing of a PDF follows", Reason.BROKEN),
        (as_pdf()[:300], Reason.BROKEN),
        (as_docx()[:900], Reason.BROKEN),
        (b'{"text": 7}', Reason.BAD_RECORD),
        (b'{"title": "No text"}', Reason.BAD_RECORD),
        (b'{"text": "x", "published": "soon"}', Reason.BAD_RECORD),
        (b'{"text": "broken', Reason.BAD_RECORD),
        (b"{\\rtf1 A story in rich text}", Reason.UNSUPPORTED),
        (b"<!DOCTYPE html><html><body></body></html>", Reason.NO_TEXT),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: Reason) -> None:
    assert reason_of(content) is reason


def test_too_large_and_too_long() -> None:
    assert reason_of(b"x" * 200, Limits(max_file_bytes=100)) is Reason.TOO_LARGE
    assert reason_of(b"A long story. " * 50, Limits(max_text_chars=100)) is Reason.TEXT_TOO_LONG


def test_entities_are_never_expanded(cleaned: Cleaned) -> None:
    feed = b"""<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <nitf><body><body.content><p>Before &x; after the entity, the story goes on.</p></body.content></body></nitf>"""
    assert "root:" not in cleaned(feed).text


def test_nitf(cleaned: Cleaned) -> None:
    document = cleaned(
        f"""<?xml version="1.0"?><nitf><head><title>Slug</title><docdata><date.issue norm="20250304T093000Z"/></docdata></head>
        <body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By Lena Hartog</byline><distributor>Example Wire</distributor></body.head>
        <body.content><p>{BODY[0]}</p><media><media-caption>A ship</media-caption></media><p>{BODY[1]}</p></body.content></body></nitf>"""
    )
    assert (document.title, document.bylines, document.publisher) == (TITLE, ("Lena Hartog",), "Example Wire")
    assert document.text == "\n\n".join(BODY[:2])
    assert document.published is not None
    assert document.published.value == "2025-03-04T09:30:00Z"


def test_newsml(cleaned: Cleaned) -> None:
    document = cleaned(
        f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x" xml:lang="en"><itemMeta><provider literal="Example Wire"/>
        <versionCreated>2025-03-04T09:30:00Z</versionCreated></itemMeta><contentMeta><headline>{TITLE}</headline><by>Lena Hartog</by></contentMeta>
        <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
        <body><p>{BODY[0]}</p><p>{BODY[1]}</p></body></html></inlineXML></contentSet></newsItem>"""
    )
    assert (document.title, document.publisher, document.text) == (
        TITLE,
        "Example Wire",
        "\n\n".join(BODY[:2]),
    )


def test_characters_are_mended(cleaned: Cleaned) -> None:
    document = cleaned(
        "The mayor of Zâ\x80\x94 said: â€œWe stayâ€\x9d.\r\nA \u202eword\u202c and a soft\u00adhyphen.\x07"
    )
    assert "“We stay”" in document.text
    assert document.text.endswith("A word and a softhyphen.")


def reason_of(content: bytes, limits: Limits | None = None) -> Reason:
    with pytest.raises(Rejection) as caught:
        clean(submission_of(content), content, limits or Limits())
    return caught.value.reason


def test_signature_of_a_mail_is_set_aside(cleaned: Cleaned) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "desk@example.org", TITLE
    mail.set_content(f"{BODY[0]}\n\n-- \nThe desk of the Gazette\nPier 4\n")
    document = cleaned(mail.as_bytes())
    assert document.text == BODY[0]
    assert [(line.rule, line.text) for line in document.removed] == [
        ("mail-signature", "The desk of the Gazette"),
        ("mail-signature", "Pier 4"),
    ]


def test_torn_words_and_unspaced_headlines_of_a_page(cleaned: Cleaned) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    lines = [
        TITLE,
        "March 4, 2025",
        "The clerk of the harbour wrote on Tuesday that the ships which had been held up were un-",
        "loaded at last, and that nobody would have to pay for the days on which they had waited.",
    ]
    for row, line in enumerate(lines):
        canvas.drawString(60, 760 - 16 * row, line)
    canvas.save()
    document = cleaned(buffer.getvalue())
    assert document.title == TITLE
    assert document.published is not None
    assert document.text.startswith("The clerk of the harbour")
    assert "were unloaded at last" in document.text
