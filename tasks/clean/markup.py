"""Parse XML safely, and turn fragments of HTML into lines."""

from collections.abc import Iterator

from lxml import etree, html

from schemas.errors import Reason, Rejection
from tasks.clean.characters import mend, squeeze
from tasks.clean.draft import Line

__all__ = ["fragment_lines", "local", "parse_xml", "text_of"]

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
        "block",
        "hl1",
        "hl2",
        "hedline",
    ]
)
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"})
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "media", "figcaption", "head"}
)


def parse_xml(content: bytes) -> etree._Element:
    """Parse XML without entities, document types or network.

    Raises:
        Rejection: `broken` if it is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        return etree.fromstring(content.strip(b" \t\r\n\x00"), parser)
    except etree.XMLSyntaxError as error:
        raise Rejection(Reason.BROKEN, f"The XML is not well-formed: {error.msg}.") from error


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """Return an element's whole text on one line."""
    if element is None:
        return ""
    return squeeze(mend("".join(map(str, element.itertext()))).replace("\n", " "))


def fragment_lines(source: str | etree._Element) -> list[Line]:
    """Turn a fragment that is content from end to end into its paragraphs.

    Args:
        source: HTML as text, or a parsed element of HTML or NITF.
    """
    if isinstance(source, str):
        if "<" not in source and "&" not in source:
            return [Line(line, gap=True) for raw in mend(source).split("\n") if (line := squeeze(raw))]
        root = html.fragment_fromstring(source, create_parent="div")
    else:
        root = source
    return [line for line in _joined(_pieces(root)) if line.text]


def _pieces(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Go through a tree's text in order, with empty marks where blocks begin and end."""
    name = local(element).lower()
    if name in _UNSEEN:
        return
    mark = "head" if name in _HEADS else "block"
    if name in _BLOCKS:
        yield mark, ""
    if element.text:
        yield "text", element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        if child.tail:
            yield "text", child.tail
    if name in _BLOCKS:
        yield "block", ""


def _joined(pieces: Iterator[tuple[str, str]]) -> Iterator[Line]:
    texts: list[str] = []
    heading = False
    for kind, text in pieces:
        if kind == "text":
            texts.append(text)
            continue
        yield Line(squeeze(mend(" ".join("".join(texts).split()))), gap=True, heading=heading)
        texts, heading = [], kind == "head"
    yield Line(squeeze(mend(" ".join("".join(texts).split()))), gap=True, heading=heading)
