"""Lift title, authors and date off the top of a document."""

import re
from dataclasses import dataclass, field, replace

from schemas.document import Precision, Published
from tasks.clean.bylines import as_names, byline_of
from tasks.clean.calendar import find_date
from tasks.clean.draft import Line
from tasks.clean.headlines import is_headline, is_prose, words
from tasks.clean.passages.roundup import NEWS_WORDS, cut_roundup, headline_places
from tasks.clean.stamps import Stamp, parse_stamp

__all__ = ["Header", "read_header", "read_labels"]

_DEEPEST = 8  # lines below the title in which authors and dates may stand
_LABELLED = re.compile(
    r"\s*(?:publication |pub ?)?(?:date|published|updated|last updated|dateline|posted)(?: on| at)? ?[:=]? +"
    r"(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TIME_ZONE = re.compile(r"[ T]?\d\d:\d\d(?::\d\d)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?\b")


@dataclass(slots=True)
class Header:
    """Be what stood at the top.

    Attributes:
        title: The headline, if the document opens with one.
        lines: What remains.
    """

    lines: list[Line]
    title: str | None = None
    bylines: tuple[str, ...] = ()
    published: Published | None = None
    keeps_title: bool = field(default=False)


def read_labels(lines: list[Line]) -> Header:
    """Lift a labelled date ("date 2023-06-29 …", "Published: …") off the first line.

    Args:
        lines: Lines without boilerplate.
    """
    header = Header(list(lines))
    while _take_label(header, 0):
        pass
    return header


def _take_label(header: Header, place: int) -> bool:
    """Lift a labelled date off a line; say whether there was one."""
    if place >= len(header.lines):
        return False
    stamp, rest = _labelled(header.lines[place].text)
    if stamp is None or (not rest and len(header.lines) == 1):
        return False
    _note(header, stamp, None)
    header.lines[place : place + 1] = [replace(header.lines[place], text=rest)] if rest else []
    return True


def read_header(header: Header, title: str | None, *, lifts_title: bool) -> Header:
    """Lift title, authors and dates off the top of a document that is no live blog.

    Args:
        header: What `read_labels` left.
        title: The title that the file's metadata gives, if any.
        lifts_title: Whether a first line worded as a headline may leave the text.
    """
    header.title = title
    before: list[Line] = []
    while before != header.lines:
        before = list(header.lines)
        _take_last_credit(header)
        if header.title is None:
            _take_title(header, lifts=lifts_title)
        elif header.lines and _same(header.lines[0].text, header.title) and not header.keeps_title:
            del header.lines[0]
        _take_credits(header, start=1 if header.keeps_title else 0)
    return header


def _take_title(header: Header, *, lifts: bool) -> None:
    lines = header.lines
    if len(lines) < 2 or not (lines[0].heading or is_headline(lines[0].text)) or _credit(lines[0].text):
        return
    below = next((i for i in range(1, len(lines)) if _credit(lines[i].text) is None), None)
    if below is None or (cut_roundup(lines) and not cut_roundup(lines[below:])):
        return
    header.title = lines[0].text
    if lifts and (cut_roundup(lines[below:]) or not _has_rival(lines[below:])):
        del lines[0]
    else:
        header.keeps_title = True


def _has_rival(lines: list[Line]) -> bool:
    """Say whether a line below would be taken for the title once this one has left the text."""
    if not lines[0].heading and not is_prose(lines[0].text):
        return True
    return any(words(lines[i].text) >= NEWS_WORDS for i in headline_places(lines))


def _take_credits(header: Header, start: int) -> None:
    for _ in range(_DEEPEST):
        while _take_label(header, start):
            pass
        if len(header.lines) <= start + 1:
            return
        line = header.lines[start].text
        found = _credit(line) or _name_below_title(header, start)
        if found is None:
            return
        stamp, byline = found
        _note(header, stamp, byline)
        del header.lines[start]


def _take_last_credit(header: Header) -> None:
    """Lift an author with a time, or a time alone, off the end, where some desks sign."""
    while len(header.lines) > 1:
        stamp = parse_stamp(header.lines[-1].text)
        if stamp is None or stamp.epoch:
            return
        _note(header, stamp, stamp.byline)
        del header.lines[-1]


def _note(header: Header, stamp: Stamp | None, byline: str | None) -> None:
    if byline is not None and byline not in header.bylines:
        header.bylines += (byline,)
    if stamp is not None:
        header.published = header.published or published_of(stamp)


def _credit(line: str) -> tuple[Stamp | None, str | None] | None:
    """Read a line that is nothing but an author or a date."""
    stamp = parse_stamp(line)
    if stamp is not None and not stamp.epoch:
        return stamp, stamp.byline
    byline = byline_of(line)
    return None if byline is None else (None, byline)


def _name_below_title(header: Header, start: int) -> tuple[None, str] | None:
    name = as_names(header.lines[start].text)
    if name is None or header.title is None or header.keeps_title:
        return None
    follows = header.lines[start + 1].text
    return (None, name) if is_prose(follows) or _credit(follows) else None


def _labelled(line: str) -> tuple[Stamp | None, str]:
    """Read "date 2023-06-29 Text …": the label, a full date at once, then whatever follows."""
    match = _LABELLED.match(line)
    if match is None:
        return None, line
    rest = match["rest"]
    found = find_date(rest[:40])
    if found is None or found.start != 0:
        whole = parse_stamp(line)
        return (whole, "") if whole is not None and whole.day else (None, line)
    end = found.end
    clock = _TIME_ZONE.match(rest, end)
    end = clock.end() if clock else end
    stamp = parse_stamp(rest[:end])
    if stamp is None:
        return None, line
    whole = parse_stamp(line)
    return (whole, "") if whole is not None else (stamp, rest[end:].lstrip(" .:;|–—-"))


def published_of(stamp: Stamp) -> Published | None:
    """Make a publication date of a header's stamp, if it has a day."""
    value = stamp.iso()
    if value is None:
        return None
    precision: Precision = "day" if stamp.clock is None else "second" if stamp.clock.second else "minute"
    return Published(value=value, precision=precision, text=stamp.text, source="header")


def _same(line: str, title: str) -> bool:
    """Say whether a line repeats the title, or all but the site's name of it."""
    if not len(line) < 3 * len(title) < 9 * len(line):
        return False
    one, other = _letters(line), _letters(title)
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 20 and len(shorter) * 2 > len(longer) and shorter in longer)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
