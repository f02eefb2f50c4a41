"""Read DOCX: paragraphs, headings, core properties."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lxml import etree

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend, squeeze
from tasks.clean.draft import Draft, Line
from tasks.clean.package import check_expansion

__all__ = ["read"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WIDEST = 16  # bytes of markup for a character of text; Word writes 5 to 10
_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
_DROPPED = frozenset(
    {f"{_W}del", f"{_W}instrText", f"{_W}delText", f"{_W}footnoteReference", f"{_W}txbxContent"}
)
_TITLES = ("title", "heading", "berschrift", "titre", "ttulo")


def read(content: bytes, limits: Limits) -> Draft:
    """Read a DOCX file.

    Deleted text, field codes, headers, footers and text boxes are left aside.

    Raises:
        Rejection: `broken` if it is no sound DOCX, `expands_too_much` if it unpacks beyond the limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_expansion(package, len(content), limits)
            if package.getinfo(_BODY).file_size > _WIDEST * limits.max_text_chars:
                raise Rejection(Reason.TEXT_TOO_LONG, "The DOCX file's text exceeds the limit.")
            body = _parse(package.read(_BODY))
            core = _parse(package.read(_CORE)) if _CORE in package.namelist() else None
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Rejection(Reason.BROKEN, f"The DOCX file cannot be read: {error}.") from error
    draft = Draft(list(_lines(body)))
    return draft if core is None else _with_core(draft, core)


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Element = etree.fromstring(data, parser)
    return root


def _lines(body: Element) -> Iterator[Line]:
    for paragraph in body.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else (style.get(f"{_W}val") or "").lower()
        heading = name.startswith(_TITLES) or paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None
        for part in mend("".join(_runs(paragraph))).split("\n"):
            if text := squeeze(part):
                yield Line(text, gap=True, heading=heading)


def _runs(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _DROPPED or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _runs(child)


def _with_core(draft: Draft, core: Element) -> Draft:
    """Take title, author and language from the core properties; their dates are of the file, not the story."""
    title, creator, language = (
        squeeze(core.findtext(f"{_DC}{tag}") or "") for tag in ("title", "creator", "language")
    )
    draft.language = language or None
    first = draft.lines[0].text if draft.lines else ""
    if title and title.casefold() == first.casefold():
        draft.title = title
    if " " in creator and creator.lower() not in {"python-docx", "microsoft office user"}:
        draft.bylines = (creator,)
    return draft
