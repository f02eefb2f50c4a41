"""Read HTML: main content by trafilatura in its fast mode, metadata by our own look at the head."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend, squeeze
from tasks.clean.decoding import decode
from tasks.clean.draft import Draft, Line
from tasks.clean.formats.html_metadata import Metadata, read_metadata

__all__ = ["read", "read_fragment"]

_WIDEST = 4  # characters of markup for one of text, scripts and pictures not counted
_LARGE = 2**20  # characters; smaller pages are parsed as they are
_DEAD = re.compile(
    r"<script(?![^>]*ld\+json)[^>]*>.*?</script\s*>|<style[^>]*>.*?</style\s*>|<svg[^>]*>.*?</svg\s*>"
    r"|(?<=[\"'])data:[^\"']{500,}",
    re.DOTALL | re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "head", "quote", "item", "cell", "code", "ab", "fw"})


def read(content: bytes, limits: Limits) -> Draft:
    """Read an HTML page.

    Raises:
        Rejection: `text_too_long` before parsing if it cannot fit the limit, `no_text` if it has no content.
    """
    return read_fragment(decode(content, _declared(content[:4096])), limits)


def read_fragment(text: str, limits: Limits) -> Draft:
    """Read HTML that another format carries.

    Raises:
        Rejection: As `read` does.
    """
    if len(text) > _LARGE:
        text = _DEAD.sub("", text)
    if len(text) > _WIDEST * limits.max_text_chars:
        raise Rejection(Reason.TEXT_TOO_LONG, f"{len(text)} characters of HTML exceed the limit.")
    return _read(text)


def _declared(head: bytes) -> str | None:
    """Return the character set that the page names in its first bytes."""
    _, found, rest = head.lower().partition(b"charset=")
    name = rest.lstrip(b"\"' ").split(b'"')[0].split(b"'")[0].split(b">")[0].split(b";")[0].strip(b" /")
    return name.decode("ascii", "ignore") if found and name else None


def _read(text: str) -> Draft:
    tree = load_html(text)
    if tree is None:
        raise Rejection(Reason.NO_TEXT, "The page has no content.")
    metadata = read_metadata(tree, text)
    lines = list(_lines(tree, text))
    if not lines:
        lines = [Line(line, gap=True) for line in metadata.body]
    return _draft(lines, metadata)


def _lines(tree: HtmlElement, text: str) -> Iterator[Line]:
    found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    if body is not None:
        yield from _within(body)


def _within(container: HtmlElement) -> Iterator[Line]:
    """Go through a container's blocks, and the text that stands between them."""
    for child in container:
        if child.tag in _BLOCKS:
            yield from _block(child)
        else:
            if child.text and child.text.strip():
                yield Line(squeeze(mend(_spaced(child.text))), gap=True)
            yield from _within(child)
        if child.tail and child.tail.strip():
            yield Line(squeeze(mend(_spaced(child.tail))), gap=True)


def _block(element: HtmlElement) -> Iterator[Line]:
    for i, part in enumerate(mend("".join(_texts(element))).split("\n")):
        if text := squeeze(part):
            yield Line(text, gap=i == 0, heading=element.tag == "head")


def _texts(element: HtmlElement) -> Iterator[str]:
    yield _spaced(element.text)
    for child in element:
        if child.tag == "lb" or child.tag in _BLOCKS:
            yield "\n"
        yield from _texts(child)
        if child.tag in _BLOCKS:
            yield "\n"
        yield _spaced(child.tail)


def _spaced(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _draft(lines: list[Line], metadata: Metadata) -> Draft:
    return Draft(
        lines,
        title=metadata.title,
        bylines=metadata.authors,
        publisher=metadata.publisher,
        section=metadata.section,
        language=metadata.language,
        published=metadata.published,
        genre="live-blog" if metadata.updates else None,
        pieces=metadata.updates,
    )
