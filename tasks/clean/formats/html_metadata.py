"""Read what a page says of itself: JSON-LD, OpenGraph, meta tags, and htmldate where these are silent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from lxml.html import HtmlElement

from schemas.document import Published
from tasks.clean.bylines import as_names
from tasks.clean.characters import mend, squeeze
from tasks.clean.draft import Piece
from tasks.clean.markup import fragment_lines
from tasks.clean.published import read_published

__all__ = ["Metadata", "read_metadata"]

_ARTICLES = ("Article", "Posting", "Report", "Blog")
_DATES = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued", "dc.date", "dcterms.date",
          "dcterms.created", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
          "article.published", "published_date", "publication_date", "citation_publication_date", "og:published_time")  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "citation_author",
    "og:article:author",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_SECTIONS = ("article:section", "og:article:section", "section", "parsely-section")
_SUFFIX = re.compile(r"\s+[|–—•»·-]\s+[^|–—•»·]{2,60}$")


@dataclass(slots=True)
class Metadata:
    """Be what the page says.

    Attributes:
        body: Paragraphs of the article that JSON-LD repeats, for pages without readable content.
        updates: A live blog's updates, if JSON-LD lists them with their text.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    published: Published | None = None
    body: list[str] = field(default_factory=list)
    updates: list[Piece] = field(default_factory=list)


def read_metadata(tree: HtmlElement, page: str) -> Metadata:
    """Read a page's metadata.

    Args:
        tree: The parsed page; it is not changed.
        page: Its source.
    """
    story = next((item for item in _linked(tree) if _is_story(item)), {})
    tags = _tags(tree)
    return Metadata(
        title=_title(tree, tags, story),
        authors=_authors(story.get("author"))
        or _authors([tags[name] for name in _AUTHORS if name in tags][:1]),
        publisher=_name(story.get("publisher")) or _first(tags, _SITES),
        section=_name(story.get("articleSection")) or _first(tags, _SECTIONS),
        language=_name(story.get("inLanguage"))
        or tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        published=_published(tree, tags, story, page),
        updates=_updates(story),
        body=[
            line for raw in mend(str(story.get("articleBody") or "")).split("\n") if (line := squeeze(raw))
        ],
    )


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            try:
                yield from _flat(orjson.loads(script.text.strip().rstrip(";")))
            except orjson.JSONDecodeError:
                continue  # a broken block says nothing; the meta tags are asked next


def _flat(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, dict):
        yield value
        yield from _flat(value.get("@graph"))
        yield from _flat(value.get("mainEntity"))


def _is_story(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(str(kind).endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _tags(tree: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = squeeze(mend(meta.get("content") or "").replace("\n", " "))
        if name and content:
            tags.setdefault(name, content)
    return tags


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((tags[name] for name in names if name in tags), None)


def _name(value: object) -> str | None:
    """Return the name of what JSON-LD gives as text, object or list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return squeeze(mend(value).replace("\n", " ")) or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    names = (name for item in listed if (name := _name(item)) is not None and "://" not in name)
    return tuple(dict.fromkeys(as_names(name) or name for name in names))


def _title(tree: HtmlElement, tags: dict[str, str], story: dict[str, Any]) -> str | None:
    """Prefer the page's only headline, then JSON-LD and OpenGraph, then the window's title without its site."""
    heads = [text for h1 in tree.iter("h1") if (text := squeeze(mend(h1.text_content()).replace("\n", " ")))]
    told = _name(story.get("headline")) or _first(tags, _TITLES)
    if len(heads) == 1 and (told is None or len(heads[0].split()) >= 3):
        return heads[0]
    if told is not None:
        return next((head for head in heads if head in told or told in head), told)
    window = squeeze(mend(tree.findtext(".//title") or "").replace("\n", " "))
    return _SUFFIX.sub("", window) or None


def _published(tree: HtmlElement, tags: dict[str, str], story: dict[str, Any], page: str) -> Published | None:
    told = [
        story.get("datePublished"),
        *(tags[name] for name in _DATES if name in tags),
        story.get("dateCreated"),
    ]
    told += [
        time.get("datetime")
        for time in tree.iter("time")
        if time.get("pubdate") is not None or "publish" in str(time.attrib).lower()
    ]
    for value in told:
        if isinstance(value, str) and (found := read_published(value)) is not None:
            return found
    return _by_htmldate(page)


def _updates(story: dict[str, Any]) -> list[Piece]:
    """Return a live blog's updates, led by its description, if it lists several with their text."""
    listed = story.get("liveBlogUpdate")
    updates = [_update(item) for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    updates = [piece for piece in updates if len(piece.paragraphs) > (piece.heading is not None)]
    if len(updates) < 2:
        return []
    lead = _name(story.get("description"))
    return [Piece([lead]), *updates] if lead else updates


def _update(item: dict[str, Any]) -> Piece:
    heading = _name(item.get("headline"))
    paragraphs = [line.text for line in fragment_lines(str(item.get("articleBody") or ""))]
    when = item.get("datePublished")
    published = read_published(when) if isinstance(when, str) else None
    return Piece(
        [heading, *paragraphs] if heading else paragraphs,
        heading,
        ", ".join(_authors(item.get("author"))) or None,
        published.value if published else None,
    )


def _by_htmldate(page: str) -> Published | None:
    from htmldate import find_date  # noqa: PLC0415 - a fifth of a second to load, asked last

    # Only dates that the page marks as such; the extensive search guesses from any number it meets.
    found = find_date(page, extensive_search=False, original_date=True)
    return None if found is None else Published(value=found, precision="day", text=found, source="metadata")
