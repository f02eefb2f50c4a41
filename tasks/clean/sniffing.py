"""Tell a file's format by its content; its name is never asked."""

import re
from enum import StrEnum

from tasks.clean.decoding import looks_binary

__all__ = ["Kind", "sniff"]


class Kind(StrEnum):
    """Be a format that has a reader."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MESSAGE = "message"
    MBOX = "mbox"
    RECORD = "record"
    RECORDS = "records"
    FEED = "feed"
    NITF = "nitf"
    NEWSML = "newsml"
    ARCHIVE = "archive"
    OFFICE = "office"
    UNKNOWN = "unknown"


CONTAINERS = frozenset({Kind.MBOX, Kind.RECORDS, Kind.FEED, Kind.ARCHIVE})

_HEAD = 16 * 1024
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<(?:head|body|article|main|div|section|p|h1|meta|table|span|title|br ?/?)[\s>/][^\x00]{0,4000}"
    rb"</?(?:head|body|article|main|div|section|p|h1|h2|title|table|span|html)\s*>",
    re.IGNORECASE,
)
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_ROOTS = {
    b"rss": Kind.FEED, b"feed": Kind.FEED, b"RDF": Kind.FEED, b"nitf": Kind.NITF,
    b"newsItem": Kind.NEWSML, b"newsMessage": Kind.NEWSML, b"packageItem": Kind.NEWSML, b"NewsML": Kind.NEWSML,
    b"html": Kind.HTML,
}  # fmt: skip
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t][^\r\n]*\r?\n(?:[ \t]+\S[^\r\n]*\r?\n)*")
_MAIL_FIELDS = frozenset(
    b"from to cc subject date message-id received mime-version content-type return-path delivered-to "
    b"reply-to sender x-mailer content-transfer-encoding list-id in-reply-to references".split()
)
_MBOX = re.compile(rb"From \S+.{0,80}\d{4}.{0,10}\r?\n[A-Za-z-]+:", re.DOTALL)
_MARKDOWN = re.compile(
    rb"^(?:#{1,6} \S.*|.{1,200}\r?\n(?:=|-){3,}[ \t]*)$|\[[^\]\n]{1,200}\]\((?:https?:|/|#)[^)\s]*\)|^(?:\*\*|__)\S.{0,200}(?:\*\*|__)\s*$",
    re.MULTILINE,
)
_FRONT = re.compile(rb"---\r?\n(?:[A-Za-z_-]+:.*\r?\n)+---\r?\n")


def sniff(content: bytes) -> Kind:
    """Tell the format of a file.

    Args:
        content: Its bytes.
    """
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if (found := _packaged(content)) is not None:
        return found
    if head[:1] in b"{[" and (found := _json(content, head)) is not None:
        return found
    if head[:1] == b"<" and (found := _marked_up(head)) is not None:
        return found
    return Kind.UNKNOWN if looks_binary(content) else _written(content[:_HEAD])


def _packaged(content: bytes) -> Kind | None:
    """Tell the formats that open with a mark of their own."""
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content)
    if content.startswith((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")):
        return Kind.OFFICE
    return None


def _packed(content: bytes) -> Kind:
    """Tell Office files from plain archives by the names of their first members."""
    head = content[: 64 * 1024] + content[-64 * 1024 :]
    if b"PK\x05\x06" not in head:
        return Kind.ARCHIVE  # cut off: its directory, which stands last, is missing
    if b"word/document" in head and b"[Content_Types].xml" in head:
        return Kind.DOCX
    if b"[Content_Types].xml" in head or b"mimetypeapplication/" in head:
        return Kind.OFFICE
    return Kind.ARCHIVE


def _json(content: bytes, head: bytes) -> Kind | None:
    """Tell one record, a list or lines of records; None for text that merely opens with a bracket."""
    if head.startswith(b"["):
        return Kind.RECORDS if re.match(rb"\[\s*(?:\{|\])", head) else None
    if not re.match(rb"\{\s*(?:\"|\})", head):
        return None
    first, _, rest = content.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if first.rstrip().endswith(b"}") and re.match(rb"\s*\{", rest[:_HEAD]):
        return Kind.RECORDS
    return Kind.RECORDS if b"jsonfeed.org/version" in head[:2000] else Kind.RECORD


def _marked_up(head: bytes) -> Kind | None:
    root = _ROOT.search(
        re.sub(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", b"", head, flags=re.DOTALL)
    )
    if root is not None and root[1] in _ROOTS:
        return _ROOTS[root[1]]
    return Kind.HTML if _HTML.search(head) else None


def _written(head: bytes) -> Kind:
    if _MBOX.match(head):
        return Kind.MBOX
    if _is_message(head):
        return Kind.MESSAGE
    if _HTML.search(head):
        return Kind.HTML
    return Kind.MARKDOWN if _FRONT.match(head) or _MARKDOWN.search(head) else Kind.TEXT


def _is_message(head: bytes) -> bool:
    """Ask for at least two header fields of mail at the very top."""
    names = set()
    place = 0
    while match := _HEADER.match(head, place):
        names.add(match[0].partition(b":")[0].lower())
        place = match.end()
    known = names & _MAIL_FIELDS
    return len(known) >= 2 and bool(known & {b"from", b"subject", b"message-id", b"received"})
