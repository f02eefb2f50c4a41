"""Measure how fast each format is read, and how much memory its reader takes.

Usage: python -m benchmarks.formats [--only NAME]

Every format is read in a process of its own. `first` is the first document, with all that it loads;
`rate` counts documents of about 4 KB of text a second of one core; `peak` is the process's largest
resident size, of which the bare interpreter with the shared modules takes what `none` shows.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage

from schemas.errors import Rejection
from schemas.settings import Limits
from schemas.submission import Submission
from tasks.clean import clean, split

TITLE = "Harbour workers end strike after ministry offers new contract"
SENTENCE = "On day {n} the clerk of pier {n} wrote that {n} crates of lamp oil had come in on the morning ferry, and that nobody had asked for them. "
WIDE = Limits(max_file_bytes=2**30, max_text_chars=10**9)


def paragraphs(count: int) -> list[str]:
    return ["".join(SENTENCE.format(n=n * 4 + i) for i in range(4)).strip() for n in range(count)]


def text() -> bytes:
    return "\n\n".join([TITLE, *paragraphs(8)]).encode()


def markdown() -> bytes:
    return b"# " + text()


def html() -> bytes:
    body = "".join(f"<p>{p}</p>" for p in paragraphs(8))
    return f'<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title><meta property="article:published_time" content="2025-03-04"></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>'.encode()


def pdf(count: int = 8) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415 - only where a PDF is made
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate  # noqa: PLC0415

    styles, buffer = getSampleStyleSheet(), io.BytesIO()
    story: list[Flowable] = [Paragraph(TITLE, styles["Title"])]
    SimpleDocTemplate(buffer).build(story + [Paragraph(p, styles["BodyText"]) for p in paragraphs(count)])
    return buffer.getvalue()


def docx() -> bytes:
    import docx as library  # noqa: PLC0415 - only where a DOCX is made

    document, buffer = library.Document(), io.BytesIO()
    document.add_heading(TITLE, 0)
    for paragraph in paragraphs(8):
        document.add_paragraph(paragraph)
    document.save(buffer)
    return buffer.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "a@example.org",
        TITLE,
        "Tue, 04 Mar 2025 10:00:00 +0000",
    )
    message.set_content("\n\n".join(paragraphs(8)))
    return message.as_bytes()


def record() -> bytes:
    return json.dumps(
        {"title": TITLE, "text": "\n\n".join(paragraphs(8)), "published": "2025-03-04"}
    ).encode()


def nitf() -> bytes:
    body = "".join(f"<p>{p}</p>" for p in paragraphs(8))
    return f"<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>".encode()


def newsml() -> bytes:
    body = "".join(f"<p>{p}</p>" for p in paragraphs(8))
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>{TITLE}</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet></newsItem>'.encode()


def jsonl() -> bytes:
    return b"\n".join(record() for _ in range(100))


def rss() -> bytes:
    item = f"<item><title>{TITLE}</title><description>{' '.join(paragraphs(8))}</description></item>"
    return f"<rss><channel><title>Gazette</title>{item * 100}</channel></rss>".encode()


def mbox() -> bytes:
    return b"\n\n".join(b"From a@example.org Tue Mar  4 10:00:00 2025\n" + mail() for _ in range(100))


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for n in range(100):
            package.writestr(f"{n}.txt", text())
    return buffer.getvalue()


def long_pdf() -> bytes:
    return pdf(2_700)


def long_text() -> bytes:
    return "\n\n".join(paragraphs(90_000)).encode()[: 50 * 10**6]


def quoted_text() -> bytes:
    return "\n\n".join(f"“{p}”" for p in paragraphs(90_000)).encode()[: 50 * 10**6]


SAMPLES: dict[str, Callable[[], bytes]] = {
    "none": lambda: b"",
    "text": text, "markdown": markdown, "html": html, "pdf": pdf, "docx": docx, "eml": mail, "json": record,
    "nitf": nitf, "newsml-g2": newsml, "jsonl, 100 records": jsonl, "rss, 100 items": rss, "mbox, 100 messages": mbox,
    "zip, 100 texts": archive, "pdf, 300 pages": long_pdf, "text, 50 MB": long_text, "50 MB, curly quotes": quoted_text,
}  # fmt: skip


def read(content: bytes) -> int:
    """Read a file as a worker does; return how many documents it held."""
    submission = Submission(
        id="benchmark-0", name="x", sha256="x", size=len(content), received=datetime.now(UTC)
    )
    members = split(submission, content, WIDE)
    if members is None:
        clean(submission, content, WIDE)
        return 1
    return sum(read_member(member.content) for member in members)


def read_member(content: bytes) -> int:
    submission = Submission(
        id="benchmark-1", name="x", sha256="x", size=len(content), received=datetime.now(UTC)
    )
    clean(submission, content, WIDE)
    return 1


def measure(name: str) -> None:
    """Measure one format in this process and print a JSON object."""
    content = sys.stdin.buffer.read()
    before = time.process_time()
    documents = read(content) if content else 0
    first = time.process_time() - before
    rounds = 0
    before = time.process_time()
    while content and first < 1 and time.process_time() - before < 1:
        rounds += 1
        read(content)
    spent = (time.process_time() - before) / rounds if rounds else first
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    print(
        json.dumps(
            {
                "name": name,
                "bytes": len(content),
                "documents": documents,
                "first": first,
                "each": spent,
                "peak": peak,
            }
        )
    )


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--only", choices=SAMPLES, help="measure one format")
    arguments.add_argument("--child", choices=SAMPLES, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.child:
        try:
            measure(options.child)
        except Rejection as rejection:
            print(json.dumps({"name": options.child, "rejected": f"{rejection.reason}: {rejection}"}))
        return 0
    print(f"{'format':20} {'bytes':>11} {'first ms':>9} {'documents/s':>12} {'peak MB':>8}")
    for name in [options.only] if options.only else SAMPLES:
        command = [sys.executable, "-m", "benchmarks.formats", "--child", name]
        answer = subprocess.run(command, input=SAMPLES[name](), capture_output=True, check=True)
        row = json.loads(answer.stdout)
        if "rejected" in row:
            print(f"{name:20} {row['rejected']}")
            continue
        rate = f"{row['documents'] / row['each']:12,.0f}" if row["each"] and row["documents"] else " " * 12
        slow = f"{row['each']:9.1f} s" if row["each"] > 1 else ""
        print(
            f"{name:20} {row['bytes']:11,} {row['first'] * 1000:9.0f} {slow or rate:>12} {row['peak']:8.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
