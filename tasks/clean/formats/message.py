"""Read a mail message: its headers and its body; attachments are members of their own."""

import email
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.policy import default

from schemas.document import Removed
from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend, squeeze
from tasks.clean.decoding import decode
from tasks.clean.draft import Draft
from tasks.clean.published import read_published
from tasks.clean.sniffing import Kind, sniff
from tasks.clean.wrapping import lines_of

__all__ = ["members", "parse", "read"]

_LONGEST_SIGNATURE = 20  # lines; whatever is longer is part of the message
_NO_NEWS = frozenset({"image", "audio", "video", "font", "model"})


def parse(content: bytes) -> EmailMessage:
    """Parse a message."""
    message = email.message_from_bytes(content, policy=default)
    if not isinstance(message, EmailMessage):
        raise Rejection(Reason.BROKEN, "The message cannot be parsed.")
    return message


def read(content: bytes, limits: Limits) -> Draft:
    """Read the body of a message, as plain text if it has any, else as HTML.

    Raises:
        Rejection: `no_text` if it has neither.
    """
    message = parse(content)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise Rejection(Reason.NO_TEXT, "The message has no text.")
    draft = _body(body, limits)
    draft.title = squeeze(mend(_header(message, "subject"))) or draft.title
    draft.published = read_published(_header(message, "date")) or draft.published
    return draft


def members(content: bytes, limits: Limits) -> Iterator[tuple[str | None, bytes]] | None:
    """Return the body and the attachments of a message that has any.

    Pictures, sounds, signatures and whatever no reader knows are no documents and are left aside.

    Raises:
        Rejection: `too_many_members`.
    """
    message = parse(content)
    attached = [part for part in message.iter_attachments() if part.get_content_maintype() not in _NO_NEWS]
    if len(attached) > limits.max_members:
        raise Rejection(Reason.TOO_MANY_MEMBERS, f"The message has {len(attached)} attachments.")
    parts = [(name, data) for part in attached for name, data in _attachment(part) if _is_document(data)]
    if not parts:
        return None
    body = message.get_body(("plain", "html"))
    return iter([*([] if body is None else [(None, _bare(message, body))]), *parts])


def _attachment(part: MIMEPart) -> Iterator[tuple[str | None, bytes]]:
    if part.get_content_maintype() == "message":
        for inner in part.iter_parts() if part.is_multipart() else ():
            yield None, inner.as_bytes()
        return
    data = part.get_payload(decode=True)
    if isinstance(data, bytes):
        yield part.get_filename(), data


def _is_document(data: bytes) -> bool:
    return bool(data.strip()) and sniff(data) is not Kind.UNKNOWN


def _bare(message: EmailMessage, body: MIMEPart) -> bytes:
    """Return the message with nothing but its body."""
    bare = EmailMessage()
    for name in ("From", "Subject", "Date", "Message-ID"):
        if value := _header(message, name):
            bare[name] = value.replace("\r", " ").replace("\n", " ")
    data = body.get_payload(decode=True)
    text = decode(data if isinstance(data, bytes) else b"", body.get_content_charset())
    bare.set_content(text, subtype=body.get_content_subtype())
    return bare.as_bytes()


def _body(part: MIMEPart, limits: Limits) -> Draft:
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    text = decode(raw, part.get_content_charset())
    if part.get_content_subtype() == "html":
        from tasks.clean.formats.html import read_fragment  # noqa: PLC0415 - trafilatura takes half a second to load

        return read_fragment(text, limits)
    text, removed = _unsigned(mend(text))
    return Draft(lines_of(text), removed=removed)


def _unsigned(text: str) -> tuple[str, list[Removed]]:
    """Part a body from the signature below its "-- " line (RFC 3676, 4.3)."""
    body, mark, signature = text.rpartition("\n-- \n")
    if not mark:
        body, mark, signature = text.rpartition("\n--\n")
    if not body.strip() or signature.count("\n") > _LONGEST_SIGNATURE:
        return text, []
    lines = [line for raw in signature.split("\n") if (line := squeeze(raw))]
    return body, [Removed(text=line, rule="mail-signature") for line in lines]


def _header(message: EmailMessage, name: str) -> str:
    """Return a header; a malformed one counts as absent."""
    try:
        return str(message.get(name, ""))
    except (ValueError, AttributeError, IndexError, TypeError):
        return ""
