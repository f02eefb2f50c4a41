"""Read PDF with pypdfium2: lines in reading order, running heads and page numbers set aside."""

import ctypes
import re
import time
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend, squeeze
from tasks.clean.draft import Draft
from tasks.clean.layout import Page, Segment, paragraphs_of, part_running, reading_order

__all__ = ["read"]

_COLUMN_GAP = 1.0  # of the type's size; a wider gap within a line is no space but a gutter
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_TORN = "\x02\ufffe"  # how PDFium writes a hyphen that only the line's end made
_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")


def read(content: bytes, limits: Limits) -> Draft:
    """Read a PDF file.

    Raises:
        Rejection: `encrypted`, `broken`, `too_many_pages`, `text_too_long`, `reading_too_slow`,
            or `no_text` as in a scan.
    """
    document = _open(content)
    try:
        pages = _pages(document, limits)
    finally:
        document.close()
    if not any(page.segments for page in pages):
        raise Rejection(Reason.NO_TEXT, f"None of its {len(pages)} pages has text.")
    pages, removed = part_running(pages)
    return Draft(paragraphs_of([s for page in pages for s in reading_order(page)]), removed=removed)


def _open(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Rejection(Reason.ENCRYPTED, "The PDF file asks for a password.") from error
        raise Rejection(Reason.BROKEN, f"The PDF file cannot be read: {error}") from error


def _pages(document: pypdfium2.PdfDocument, limits: Limits) -> list[Page]:
    if len(document) > limits.max_pages:
        raise Rejection(Reason.TOO_MANY_PAGES, f"It has {len(document)} pages.")
    latest = time.monotonic() + limits.reading_seconds
    pages: list[Page] = []
    length = 0
    for number in range(len(document)):
        pages.append(_page(document, number))
        length += sum(len(s.text) for s in pages[-1].segments)
        if length > limits.max_text_chars:
            raise Rejection(Reason.TEXT_TOO_LONG, f"Its first {number + 1} pages have {length} characters.")
        if time.monotonic() > latest:
            raise Rejection(Reason.READING_TOO_SLOW, f"{number + 1} of {len(document)} pages took too long.")
    return pages


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
        try:
            textpage = page.get_textpage()
            try:
                width, height = page.get_size()
                return Page(width, height, list(_segments(textpage)))
            finally:
                textpage.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise Rejection(Reason.BROKEN, f"Page {number + 1} cannot be read: {error}") from error


def _segments(textpage: pypdfium2.PdfTextPage) -> Iterator[Segment]:
    """Cut a page's text into lines, and lines at gutters."""
    text: str = textpage.get_text_range()
    boxes = _Boxes(textpage)
    for line in _LINE.finditer(text):
        start = line.start()
        if boxes.runs(start, line.end()) == 1:
            inked = line[0].rstrip()
            if inked:
                yield _segment(inked, boxes[start], boxes[start + len(inked) - 1])
            continue
        last: tuple[float, float, float, float] | None = None
        for word in re.finditer(r"\S+", line[0]):
            begin, end = line.start() + word.start(), line.start() + word.end() - 1
            first = boxes[begin]
            if last is not None and first[0] - last[2] > _COLUMN_GAP * max(first[3] - first[1], 1.0):
                yield _segment(text[start:begin], boxes[start], last)
                start = begin
            last = boxes[end]
        if last is not None:
            yield _segment(text[start : line.end()], boxes[start], last)


def _segment(
    text: str, first: tuple[float, float, float, float], last: tuple[float, float, float, float]
) -> Segment:
    torn = text.rstrip().endswith(tuple(_TORN))
    words = squeeze(mend(text).replace("\n", " ").strip(_TORN).translate(_LIGATURES))
    return Segment(words + "-" * torn, first[0], first[1], last[2], first[3], first[3] - first[1])


class _Boxes:
    """Give the box of the n-th character of a page's text; boxes are as high as their font."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self._page = textpage
        self._rect = raw.FS_RECTF()

    def runs(self, start: int, end: int) -> int:
        """Count the runs that a stretch was set in; one run has no gutter in it."""
        count: int = raw.FPDFText_CountRects(self._page, start, end - start)
        return count

    def __getitem__(self, index: int) -> tuple[float, float, float, float]:
        place = raw.FPDFText_GetCharIndexFromTextIndex(self._page, index)
        rect = self._rect
        raw.FPDFText_GetLooseCharBox(self._page, max(place, 0), ctypes.byref(rect))
        return rect.left, rect.bottom, rect.right, rect.top
