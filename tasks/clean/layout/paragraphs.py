"""Join the lines of printed pages to paragraphs."""

from itertools import pairwise
from statistics import median

from tasks.clean.draft import Line
from tasks.clean.layout.segment import Segment
from tasks.clean.wrapping import join_wrapped

__all__ = ["paragraphs_of"]

_WIDER = 1.3  # a gap between lines this many times the usual one parts paragraphs
_LEADING = 1.6  # of the type's size: the lines of one headline are not set wider
_LARGER = 1.15  # type this many times the body's is a headline's
_INDENT = 0.7  # of the type's size; a first line set in at least so far opens a paragraph
_ROOM = 2.0  # of the type's size, that must be left beside the next word before a break counts as meant
_SHORT = 0.85  # a last line that fills less of its column than this may close a paragraph
_ENDS = (".", "!", "?", '."', ".”", "!”", "?”", ".’", ":", ".)")


def paragraphs_of(segments: list[Segment]) -> list[Line]:
    """Join lines in reading order to paragraphs.

    Args:
        segments: The lines of all pages in reading order.

    Returns:
        One line a paragraph; those set in larger type are headings.
    """
    if not segments:
        return []
    body = _body_size(segments)
    pitch = _pitch(segments)
    groups: list[list[Segment]] = [[segments[0]]]
    columns = _columns(segments)
    for above, below in pairwise(segments):
        large = above.size >= _LARGER * body
        parts = _parts_heading(above, below) if large else _parts(above, below, pitch, columns)
        if parts:
            groups.append([below])
        else:
            groups[-1].append(below)
    return [
        Line(join_wrapped(s.text for s in group), gap=True, heading=group[0].size >= _LARGER * body)
        for group in groups
    ]


def _body_size(segments: list[Segment]) -> float:
    """Return the size in which most characters are set."""
    sizes: dict[float, int] = {}
    for segment in segments:
        size = round(segment.size, 1)
        sizes[size] = sizes.get(size, 0) + len(segment.text)
    return max(sizes, key=lambda size: sizes[size])


def _pitch(segments: list[Segment]) -> float:
    """Return the usual distance from line to line."""
    steps = [a.middle - b.middle for a, b in pairwise(segments) if 0 < a.middle - b.middle < 4 * a.size]
    return median(steps) if steps else segments[0].size * 1.2


def _columns(segments: list[Segment]) -> dict[int, tuple[float, float]]:
    """Return the left and right edge of each column's text."""
    edges: dict[int, tuple[float, float]] = {}
    for column in {s.column for s in segments}:
        own = [s for s in segments if s.column == column]
        edges[column] = (sorted(s.left for s in own)[len(own) // 10], max(s.right for s in own))
    return edges


def _parts_heading(above: Segment, below: Segment) -> bool:
    """Say whether a headline ends between two lines: indents mean nothing in it."""
    if abs(above.size - below.size) > 0.08 * above.size:
        return True
    return not 0 < above.middle - below.middle <= _LEADING * above.size


def _parts(above: Segment, below: Segment, pitch: float, columns: dict[int, tuple[float, float]]) -> bool:
    """Say whether a paragraph ends between two lines."""
    if abs(above.size - below.size) > 0.08 * above.size:
        return True
    left, right = columns[above.column]
    full = above.right - left >= _SHORT * (right - left)
    ends = above.text.endswith(_ENDS)
    step = above.middle - below.middle
    indented = below.left - columns[below.column][0] >= _INDENT * below.size and above.left < below.left - 1
    if step <= 0 or above.column != below.column or step > 6 * pitch:
        # The next column or page: only a finished sentence, or a short line, ends the paragraph.
        return (ends and (indented or not full)) or (ends and not below.text[:1].islower())
    if step > _WIDER * pitch or indented:
        return True
    return (ends and not full) or _left_room(above, below, right)


def _left_room(above: Segment, below: Segment, right: float) -> bool:
    """Say whether a line broke off although the next word would have fitted: its author meant it to end."""
    if above.text.endswith("-"):
        return False
    width = (above.right - above.left) / max(len(above.text), 1)
    word = below.text.split(" ", 1)[0]
    return right - above.right > width * (len(word) + 1) + _ROOM * above.size
