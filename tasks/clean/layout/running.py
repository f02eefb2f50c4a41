"""Set aside what recurs at the edges of pages: running heads, footers, page numbers."""

import re
from collections import Counter

from schemas.document import Removed
from tasks.clean.layout.segment import Page, Segment

__all__ = ["part_running"]

_EDGE = 0.12  # of the page's height at top and bottom
_SHARE = 0.3  # of the pages on which a line recurs; heads of odd and even pages may differ
_APART = 1.7  # of the type's size: running lines stand further from the text than its own lines do
_NUMBER = re.compile(
    r"(?:page |p\. ?|- ?|– ?|\| ?)?(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:of|/) ?\d{1,4}| ?[-–|])?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def part_running(pages: list[Page]) -> tuple[list[Page], list[Removed]]:
    """Part running lines from the pages' content.

    Args:
        pages: All pages of a document.

    Returns:
        The pages without such lines, and each such line once.
    """
    seen = Counter(key for page in pages for key in {_spot(s) for s in page.segments if _at_edge(page, s)})
    fewest = max(2, _SHARE * len(pages))
    recurring = {key for key, times in seen.items() if times >= fewest}
    pages_edges = [_edges(page, recurring) for page in pages]
    removed: dict[str, Removed] = {}
    result = []
    for page, edges in zip(pages, pages_edges, strict=True):
        kept = []
        for segment in page.segments:
            rule = _rule(page, segment, edges)
            if rule is None:
                kept.append(segment)
            else:
                removed.setdefault(_key(segment), Removed(text=segment.text, rule=rule))
        result.append(Page(page.width, page.height, kept))
    return result, list(removed.values())


def _edges(page: Page, recurring: set[tuple[str, int]]) -> set[int]:
    """Return the ids of a page's running lines: outermost, recurring, and set off from the text."""
    found: set[int] = set()
    for top in (True, False):
        ordered = sorted(page.segments, key=lambda s: s.middle, reverse=top)
        inner = next((i for i, s in enumerate(ordered) if not _runs(page, s, recurring)), len(ordered))
        for count in range(inner, 0, -1):
            if count == len(ordered) or _set_off(ordered[count - 1], ordered[count]):
                found.update(map(id, ordered[:count]))
                break
    return found


def _runs(page: Page, segment: Segment, recurring: set[tuple[str, int]]) -> bool:
    return _at_edge(page, segment) and (
        _spot(segment) in recurring or _NUMBER.fullmatch(segment.text) is not None
    )


def _set_off(edge: Segment, text: Segment) -> bool:
    if abs(edge.size - text.size) > 0.05 * text.size:
        return True
    return abs(edge.middle - text.middle) > _APART * text.size


def _rule(page: Page, segment: Segment, edges: set[int]) -> str | None:
    if not _at_edge(page, segment):
        return None
    if _NUMBER.fullmatch(segment.text):
        return "page-number"
    if id(segment) not in edges:
        return None
    return "running-head" if segment.middle > page.height / 2 else "running-foot"


def _at_edge(page: Page, segment: Segment) -> bool:
    return not _EDGE * page.height < segment.middle < (1 - _EDGE) * page.height


def _spot(segment: Segment) -> tuple[str, int]:
    """Return what a line says and how high it stands: a running line keeps both."""
    return _key(segment), round(segment.middle / 3)


def _key(segment: Segment) -> str:
    return _DIGITS.sub("#", segment.text.casefold())
