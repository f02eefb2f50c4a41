"""Read Markdown: its marks go, its headlines are known as such."""

import re

from schemas.settings import Limits
from tasks.clean.characters import mend
from tasks.clean.decoding import decode
from tasks.clean.draft import Draft, Line
from tasks.clean.formats.text import check_length
from tasks.clean.published import read_published
from tasks.clean.wrapping import lines_of

__all__ = ["read"]

_FRONT = re.compile(r"---\n((?:.*\n)*?)---\n")
_FIELD = re.compile(
    r"(title|headline|date|published|author|authors|byline|source|publisher|section|lang):\s*[\"']?(.+?)[\"']?\s*$",
    re.IGNORECASE,
)
_SETEXT = re.compile(r"^(\S.*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*(?: \"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\3(?![\w*])")
_ITEM = re.compile(r"(?:[*+]|\d{1,2}\.)\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")


def read(content: bytes, limits: Limits) -> Draft:
    """Read Markdown, front matter included."""
    check_length(content, limits)
    text = mend(decode(content))
    front = _FRONT.match(text)
    fields = dict(_fields(front[1])) if front else {}
    body = _SETEXT.sub(r"## \1\n", text[front.end() :] if front else text)
    body = re.sub(r"^(#{1,6} .*)\n", r"\n\1\n\n", body, flags=re.MULTILINE)
    lines = [line for raw in lines_of(body) if (line := _plain(raw)) is not None]
    return Draft(
        lines,
        title=fields.get("title") or fields.get("headline"),
        bylines=tuple(filter(None, (fields.get("author") or fields.get("authors") or fields.get("byline"),))),
        publisher=fields.get("publisher") or fields.get("source"),
        section=fields.get("section"),
        language=fields.get("lang"),
        published=read_published(fields.get("published") or fields.get("date")),
    )


def _fields(front: str) -> list[tuple[str, str]]:
    return [(m[1].lower(), m[2]) for line in front.split("\n") if (m := _FIELD.match(line))]


def _plain(line: Line) -> Line | None:
    heading = _HEADING.match(line.text)
    text = heading[1] if heading else _ITEM.sub("", _QUOTE.sub("", line.text, count=1), count=1)
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    bold = re.fullmatch(r"(\*\*|__)(.+)\1", text)
    text = _EMPHASIS.sub(lambda m: m[2] or m[4], text).strip()
    return Line(text, line.gap, heading=bool(heading or bold)) if text else None
