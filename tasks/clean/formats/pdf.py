"""Read PDF with pypdfium2."""

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_GetLastError

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend
from tasks.clean.draft import Draft
from tasks.clean.wrapping import lines_of

__all__ = ["read"]


def read(content: bytes, limits: Limits) -> Draft:
    """Read a PDF file.

    Raises:
        Rejection: `encrypted`, `broken`, `too_many_pages`, or `no_text` as in a scan.
    """
    document = _open(content)
    try:
        if len(document) > limits.max_pages:
            raise Rejection(Reason.TOO_MANY_PAGES, f"It has {len(document)} pages.")
        pages = [_page_text(document, number) for number in range(len(document))]
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise Rejection(Reason.NO_TEXT, f"None of its {len(pages)} pages has text.")
    return Draft(lines_of(mend("\n".join(pages))))


def _open(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if FPDF_GetLastError() == FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Rejection(Reason.ENCRYPTED, "The PDF file asks for a password.") from error
        raise Rejection(Reason.BROKEN, f"The PDF file cannot be read: {error}") from error


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        text: str = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError as error:
        raise Rejection(Reason.BROKEN, f"Page {number + 1} cannot be read: {error}") from error
    finally:
        page.close()
    return text
