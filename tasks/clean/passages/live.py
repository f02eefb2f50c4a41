"""Cut a live blog into its updates.

An update has a line with its time. That line stands at its end, at its beginning, or second,
below its headline; the three layouts are told apart by what stands last in the file and by
where headlines stand.
"""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from schemas.document import Precision, Published
from tasks.clean.bylines import as_names, byline_of
from tasks.clean.draft import Line, Piece
from tasks.clean.headlines import is_headline, is_prose
from tasks.clean.passages.clocks import days_of, zone_of
from tasks.clean.stamps import Stamp

__all__ = ["cut_live", "is_live"]

Layout = Literal["last", "first", "second"]
Stamps = list[Stamp | None]


def is_live(lines: list[Line], stamps: Stamps) -> bool:
    """Say whether at least two lines give a time of day, each with text of its own."""
    timed = [i for i, stamp in enumerate(stamps) if stamp is not None and stamp.clock and not stamp.epoch]
    apart = sum(later - earlier > 1 for earlier, later in itertools.pairwise(timed))
    return len(timed) >= 2 and apart >= 1 and len(lines) >= 4 and len(timed) >= apart >= len(timed) / 2


def cut_live(lines: list[Line], stamps: Stamps, day: str | None) -> tuple[list[Piece], Published | None]:
    """Cut a live blog.

    Args:
        lines: Its lines.
        stamps: What each line says of a time, None where it says anything else.
        day: ISO date of the document, if known.

    Returns:
        The updates in the order of the file, and the time of the newest, if it is known in full.
    """
    chunks = _chunks(lines, stamps)
    own = [_own_stamp(chunk, stamps) for chunk in chunks]
    zone = zone_of([[s for i in chunk if (s := stamps[i])] for chunk in chunks])
    days = days_of(own, date.fromisoformat(day[:10]) if day else None)
    pieces = [
        _piece(
            [lines[i] for i in chunk if stamps[i] is None],
            stamp,
            _stamped(chunk, stamps),
            _iso(stamp, on, zone),
        )
        for chunk, stamp, on in zip(chunks, own, days, strict=True)
    ]
    return [p for p in pieces if p.paragraphs], _newest(own, days, zone)


def _layout(lines: list[Line], stamps: Stamps) -> Layout:
    timed = [i for i, stamp in enumerate(stamps) if stamp is not None and not stamp.epoch]
    if timed[-1] == len(lines) - 1 and timed[0] > 0:
        return "last"
    headed = sum(i > 0 and stamps[i - 1] is None and _heads(lines[i - 1].text) for i in timed)
    return "second" if headed * 5 >= len(timed) * 4 else "first"


def _heads(text: str) -> bool:
    return is_headline(text) and as_names(text) is None


def _chunks(lines: list[Line], stamps: Stamps) -> list[list[int]]:
    """Return the line numbers of each update; whatever stands before the first is one of its own."""
    layout = _layout(lines, stamps)
    starts = {0}
    for i, line in enumerate(lines):
        stamp = stamps[i]
        if line.cut and (layout == "last" or not _continues(i, stamps)):
            starts.add(i)
        if stamp is None:
            continue
        if layout == "last" and not stamp.epoch:
            starts.add(i + 1)
        elif layout == "first" or stamp.epoch:
            starts.add(i)
        elif layout == "second":
            starts.add(max(i - 1, 0))
    edges = [*sorted(start for start in starts if start < len(lines)), len(lines)]
    return _merged([list(range(a, b)) for a, b in itertools.pairwise(edges)], stamps)


def _continues(i: int, stamps: Stamps) -> bool:
    return i > 0 and stamps[i - 1] is not None


def _merged(chunks: list[list[int]], stamps: Stamps) -> list[list[int]]:
    """Join chunks of stamps alone with the text that follows them."""
    merged: list[list[int]] = []
    for chunk in chunks:
        if merged and all(stamps[i] is not None for i in merged[-1]):
            merged[-1] += chunk
        else:
            merged.append(chunk)
    return merged


def _own_stamp(chunk: list[int], stamps: Stamps) -> Stamp | None:
    """Return what a chunk says of its time; a day on a line of its own completes a bare clock."""
    found = [stamp for i in chunk if (stamp := stamps[i]) is not None]
    own = next((s for s in found if s.clock and not s.epoch), None) or next(iter(found), None)
    if own is None or own.day is not None:
        return own
    day = next((s.day for s in found if s.day), None)
    return own if day is None else replace(own, day=day)


def _stamped(chunk: list[int], stamps: Stamps) -> str | None:
    return next((stamp.byline for i in chunk if (stamp := stamps[i]) and stamp.byline), None)


def _iso(stamp: Stamp | None, on: date | None, offset: timedelta | None) -> str | None:
    return None if stamp is None else stamp.iso(on, offset)


def _piece(lines: list[Line], stamp: Stamp | None, byline: str | None, timestamp: str | None) -> Piece:
    """Make an update of its content lines: a headline first, an author first, second or last."""
    texts = [line.text for line in lines]
    for place in (0, 1, len(texts) - 1):
        if byline is None and stamp is not None and 0 <= place < len(texts) and len(texts) > 1:
            byline = byline_of(texts[place]) or _lone_name(texts, place)
            if byline is not None:
                del texts[place]
    due = len(texts) > 1 and (byline is not None or as_names(texts[0]) is None)
    heading = texts[0] if due and is_headline(texts[0], fewest=1) else None
    return Piece(texts, heading, byline, timestamp)


def _lone_name(texts: list[str], place: int) -> str | None:
    """Take a name that stands alone below a headline or below all text; a headline is no name."""
    if place == 0 or (place == 1 and is_prose(texts[0])):
        return None
    return as_names(texts[place])


def _newest(own: list[Stamp | None], days: list[date | None], zone: timedelta | None) -> Published | None:
    dated = [
        (iso, stamp)
        for stamp, on in zip(own, days, strict=True)
        if stamp is not None and (iso := stamp.iso(on, zone)) is not None
    ]
    if not dated:
        return None
    value, stamp = max(dated, key=lambda pair: pair[0][:19])
    precision: Precision = "day" if stamp.clock is None else "second" if stamp.clock.second else "minute"
    return Published(value=value, precision=precision, text=stamp.text, source="passage")
