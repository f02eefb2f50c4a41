"""Read NITF, the news industry's text format."""

from lxml import etree

from schemas.document import Published
from schemas.settings import Limits
from tasks.clean.bylines import as_names, byline_of
from tasks.clean.draft import Draft
from tasks.clean.markup import fragment_lines, local, parse_xml, text_of
from tasks.clean.published import read_published

__all__ = ["read", "read_tree"]


def read(content: bytes, limits: Limits) -> Draft:
    """Read an NITF document."""
    return read_tree(parse_xml(content))


def read_tree(root: etree._Element) -> Draft:
    """Read an NITF tree, as NewsML-G2 carries it."""
    named = _named(root)
    body = named.get("body.content", named.get("body"))
    lines = [] if body is None else fragment_lines(body)
    dateline = text_of(named.get("dateline"))
    if dateline and lines and not lines[0].text.startswith(dateline[:12]):
        # The wires print it before the first words, and so do the files without markup.
        lines[0].text = f"{dateline.rstrip(' —–-')} — {lines[0].text}"
    byline = text_of(named.get("byline"))
    return Draft(
        lines,
        title=text_of(named.get("hl1", named.get("title"))) or None,
        bylines=(byline_of(byline) or as_names(byline) or byline,) if byline else (),
        publisher=text_of(named.get("distributor")) or _attribute(named, "doc.copyright", "holder"),
        section=_attribute(named, "pubdata", "position.section"),
        published=_published(named),
    )


def _named(root: etree._Element) -> dict[str, etree._Element]:
    """Return the first element of each name."""
    named: dict[str, etree._Element] = {}
    for element in root.iter():
        named.setdefault(local(element), element)
    return named


def _attribute(named: dict[str, etree._Element], name: str, attribute: str) -> str | None:
    element = named.get(name)
    return None if element is None else element.get(attribute) or None


def _published(named: dict[str, etree._Element]) -> Published | None:
    for name, attribute in (
        ("date.issue", "norm"),
        ("date.release", "norm"),
        ("pubdata", "date.publication"),
        ("story.date", "norm"),
    ):
        if (found := read_published(_attribute(named, name, attribute))) is not None:
            return found
    return None
