"""Read NewsML-G2: one news item, or a message with several."""

from collections.abc import Iterator

from lxml import etree

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean.characters import mend
from tasks.clean.draft import Draft
from tasks.clean.formats import nitf
from tasks.clean.markup import fragment_lines, local, parse_xml, text_of
from tasks.clean.published import read_published
from tasks.clean.wrapping import lines_of

__all__ = ["members", "read"]

_ITEMS = frozenset({"newsItem", "NewsItem"})
_BODIES = ("inlineXML", "inlineData", "DataContent")
_DATES = (
    "firstCreated",
    "contentCreated",
    "contentModified",
    "versionCreated",
    "sent",
    "FirstCreated",
    "ThisRevisionCreated",
)


def members(content: bytes, limits: Limits) -> Iterator[tuple[str | None, bytes]] | None:
    """Return the items of a message that has several; None if it has one.

    Raises:
        Rejection: `broken` if it is not well-formed, `too_many_members`.
    """
    items = _items(parse_xml(content))
    if len(items) > limits.max_members:
        raise Rejection(Reason.TOO_MANY_MEMBERS, f"The message has {len(items)} items.")
    return ((item.get("guid"), etree.tostring(item)) for item in items) if len(items) > 1 else None


def read(content: bytes, limits: Limits) -> Draft:
    """Read one news item.

    Raises:
        Rejection: `no_text` if it carries none, as an item with a picture does.
    """
    root = parse_xml(content)
    item = next(iter(_items(root)), root)
    body = next((e for e in item.iter() if local(e) in _BODIES and (len(e) or text_of(e))), None)
    if body is None:
        raise Rejection(Reason.NO_TEXT, "The news item carries no text.")
    draft = _body(body)
    draft.title = _text(item, "headline", "HeadLine") or draft.title
    by = _text(item, "by", "ByLine")
    draft.bylines = (by,) if by else draft.bylines
    draft.publisher = _publisher(item) or draft.publisher
    draft.language = item.get("{http://www.w3.org/XML/1998/namespace}lang") or draft.language
    for value in filter(None, (_text(item, name) for name in _DATES)):
        draft.published = read_published(value)
        if draft.published is not None:
            break
    return draft


def _items(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if local(element) in _ITEMS]


def _body(body: etree._Element) -> Draft:
    inner = next((e for e in body.iter() if local(e) == "nitf"), None)
    if inner is not None:
        return nitf.read_tree(inner)
    if len(body):
        return Draft(fragment_lines(body))
    text = body.text or ""
    return Draft(fragment_lines(text) if "</" in text else lines_of(mend(text)))


def _text(item: etree._Element, *names: str) -> str | None:
    return next((text for e in item.iter() if local(e) in names and (text := text_of(e))), None)


def _publisher(item: etree._Element) -> str | None:
    provider = next((e for e in item.iter() if local(e) == "provider"), None)
    if provider is None:
        return _text(item, "copyrightHolder", "creditline")
    return text_of(provider) or provider.get("literal") or None
