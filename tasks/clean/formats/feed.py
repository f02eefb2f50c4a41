"""Take RSS and Atom files apart: an item becomes a JSON record."""

from collections.abc import Iterator

import orjson
from lxml import etree

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.markup import local, parse_xml, text_of

__all__ = ["members"]

_ITEMS = frozenset({"item", "entry"})
_BODIES = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_AUTHORS = ("creator", "author")


def members(content: bytes, limits: Limits) -> Iterator[tuple[str | None, bytes]]:
    """Return each item's id and record.

    Raises:
        Rejection: `broken` if it is not well-formed, `too_many_members`.
    """
    root = parse_xml(content)
    items = [element for element in root.iter() if local(element) in _ITEMS]
    if len(items) > limits.max_members:
        raise Rejection(Reason.TOO_MANY_MEMBERS, f"The feed has {len(items)} items.")
    channel = next((element for element in root.iter() if local(element) == "channel"), root)
    source = text_of(_child(channel, "title")) or None
    return ((_id_of(item), orjson.dumps(_record(item, source))) for item in items)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _first(item: etree._Element, names: tuple[str, ...]) -> etree._Element | None:
    """Return the first of several possible children that is not empty."""
    found = (_child(item, name) for name in names)
    return next((child for child in found if child is not None and (text_of(child) or len(child))), None)


def _record(item: etree._Element, source: str | None) -> dict[str, object]:
    title = text_of(_child(item, "title"))
    record: dict[str, object] = {"title": _unmarked(title) or None, "source": source}
    body = _first(item, _BODIES)
    html = "" if body is None else _html(body)
    if html.strip():
        record["fragment"] = html
    else:
        record["text"], record["title"] = _unmarked(title), None
    record["published"] = text_of(_first(item, _DATES)) or None
    author = _first(item, _AUTHORS)
    name = author if author is None else _child(author, "name")
    record["authors"] = [text] if (text := text_of(author if name is None else name)) else []
    return {key: value for key, value in record.items() if value}


def _html(body: etree._Element) -> str:
    """Return the body's markup: escaped text in RSS, escaped text or XHTML in Atom."""
    if len(body):
        return "".join(etree.tostring(child, encoding="unicode") for child in body)
    return body.text or ""


def _unmarked(title: str) -> str:
    if "<" not in title and "&" not in title:
        return title
    from lxml.html import fragment_fromstring  # noqa: PLC0415 - most titles have no markup

    return str(fragment_fromstring(title, create_parent="div").text_content()).strip()


def _id_of(item: etree._Element) -> str | None:
    for name in ("guid", "id", "link"):
        child = _child(item, name)
        if child is not None and (found := text_of(child) or child.get("href")):
            return found
    return None
