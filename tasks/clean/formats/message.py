"""Read a mail message: its headers and its body; attachments are members of their own."""

import email
from email.message import EmailMessage, MIMEPart
from email.policy import default

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend, squeeze
from tasks.clean.decoding import decode
from tasks.clean.draft import Draft
from tasks.clean.published import read_published
from tasks.clean.wrapping import lines_of

__all__ = ["parse", "read"]


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


def _body(part: MIMEPart, limits: Limits) -> Draft:
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    text = decode(raw, part.get_content_charset())
    if part.get_content_subtype() == "html":
        from tasks.clean.formats.html import read_fragment  # noqa: PLC0415 - trafilatura takes half a second to load

        return read_fragment(text, limits)
    return Draft(lines_of(mend(text)))


def _header(message: EmailMessage, name: str) -> str:
    """Return a header; a malformed one counts as absent."""
    try:
        return str(message.get(name, ""))
    except (ValueError, AttributeError, IndexError, TypeError):
        return ""
