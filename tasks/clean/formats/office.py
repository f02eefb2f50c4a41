"""Read further formats (ODT, RTF, PPTX, EPUB, old Word) with kreuzberg, where that extra is installed."""

from importlib.util import find_spec

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend
from tasks.clean.draft import Draft
from tasks.clean.wrapping import lines_of

__all__ = ["read"]

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MEDIA = (
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


def read(content: bytes, limits: Limits) -> Draft:
    """Read an Office file that has no reader of ours.

    Raises:
        Rejection: `encrypted` if it asks for a password, `unsupported` without the extra, `broken`.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0") and _LOCKED in content:
        raise Rejection(Reason.ENCRYPTED, "The Office file asks for a password.")
    media = next((name for mark, name in _MEDIA if mark in content[: 64 * 1024]), None)
    if media is None or find_spec("kreuzberg") is None:
        raise Rejection(
            Reason.UNSUPPORTED, "This Office format is read only with the extra `copydesk[kreuzberg]`."
        )
    return Draft(lines_of(mend(_extract(content, media))))


def _extract(content: bytes, media: str) -> str:
    from kreuzberg import KreuzbergError, extract_bytes_sync  # noqa: PLC0415 - an optional extra

    try:
        return str(extract_bytes_sync(content, media).content)
    except KreuzbergError as error:
        raise Rejection(Reason.BROKEN, f"The file cannot be read: {error}.") from error
