"""Find a page's columns and put its lines in reading order."""

from itertools import pairwise

from tasks.clean.layout.segment import Page, Segment

__all__ = ["reading_order"]

_GUTTER = 7.0  # points; narrower gaps are those between words
_CROSSED = 0.2  # headlines and pictures' texts may cross a gutter: this share of the lines
_FEWEST = 4  # lines that a column has at least


def reading_order(page: Page) -> list[Segment]:
    """Return a page's lines as they are read: down each column, bands parted by lines over all columns."""
    gutters = _gutters(page)
    ordered = sorted(page.segments, key=lambda s: (-round(s.middle), s.left))
    if not gutters:
        return ordered
    result: list[Segment] = []
    band: list[Segment] = []
    for segment in ordered:
        if any(segment.left < x < segment.right for x in gutters):
            result += _down_the_columns(band)
            band = []
            segment.column = 0
            result.append(segment)
        else:
            segment.column = 1 + sum(segment.left >= x for x in gutters)
            band.append(segment)
    return result + _down_the_columns(band)


def _down_the_columns(band: list[Segment]) -> list[Segment]:
    return sorted(band, key=lambda s: (s.column, -round(s.middle), s.left))


def _gutters(page: Page) -> list[float]:
    """Return the middles of upright strips that hardly any line crosses, with columns on both sides."""
    if len(page.segments) < 2 * _FEWEST:
        return []
    covered = [0] * (int(page.width) + 2)
    for segment in page.segments:
        for x in range(max(int(segment.left), 0), min(int(segment.right) + 1, len(covered))):
            covered[x] += 1
    allowed = _CROSSED * max(covered)
    strips = _strips([count <= allowed for count in covered])
    inner = [(a + b) / 2 for a, b in strips if b - a >= _GUTTER and a > 0 and b < len(covered)]
    return [x for x in inner if _parts(page.segments, x)]


def _strips(empty: list[bool]) -> list[tuple[int, int]]:
    edges = [i for i, (a, b) in enumerate(pairwise([False, *empty, False])) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _parts(segments: list[Segment], x: float) -> bool:
    """Ask for several lines on both sides of a gutter, side by side."""
    left = [s for s in segments if s.right <= x]
    right = [s for s in segments if s.left >= x]
    if len(left) < _FEWEST or len(right) < _FEWEST:
        return False
    low = max(min(s.bottom for s in side) for side in (left, right))
    high = min(max(s.top for s in side) for side in (left, right))
    return sum(low <= s.middle <= high for s in left) >= _FEWEST
