"""Cut round-ups and briefs into their stories."""

from itertools import pairwise
from statistics import median

from tasks.clean.draft import Line, Piece
from tasks.clean.headlines import is_headline, is_prose, words

__all__ = ["NEWS_WORDS", "cut_briefs", "cut_roundup", "headline_places"]

FEWEST = 3  # headlines; an article has a title and may have a crosshead
BRIEF_WORDS = 4  # a brief's headline is shorter, but rules part it from its neighbours
NEWS_WORDS = 7  # a story's headline has about this many words or more; crossheads have fewer


def cut_roundup(lines: list[Line]) -> list[Piece]:
    """Cut at headline lines, if the document opens with one and there are several worded as news.

    Args:
        lines: Lines without boilerplate.

    Returns:
        The stories, or none if it is one article.
    """
    places = headline_places(lines)
    if len(places) < FEWEST or places[0] != 0:
        return []
    heads = [lines[i].text for i in places]
    return _pieces(lines, places) if _worded_as_news(heads, NEWS_WORDS) else []


def _worded_as_news(heads: list[str], fewest: int) -> bool:
    """Ask for headlines as long as those of news, and no list of questions."""
    return median(map(words, heads)) >= fewest and sum(h.endswith("?") for h in heads) * 2 <= len(heads)


def headline_places(lines: list[Line]) -> list[int]:
    """Return the numbers of the lines that are headlines of what follows them."""
    marked = [i for i, line in enumerate(lines) if line.heading]
    if len(marked) >= FEWEST:
        return marked
    prose = [is_prose(line.text) for line in lines]
    return [
        i
        for i, line in enumerate(lines)
        if not prose[i] and is_headline(line.text) and (i + 1 == len(lines) or prose[i + 1])
    ]


def _pieces(lines: list[Line], places: list[int]) -> list[Piece]:
    return [
        Piece([line.text for line in lines[start:end]], heading=lines[start].text)
        for start, end in pairwise([*places, len(lines)])
    ]


def cut_briefs(lines: list[Line]) -> list[Piece]:
    """Cut at ruled lines, if at least half of what lies between them begins with a headline.

    Args:
        lines: Lines without boilerplate; `cut` marks those after a rule.

    Returns:
        The briefs, or none if the rules part one story only.
    """
    places = [0, *(i for i, line in enumerate(lines) if line.cut and i > 0)]
    edges = list(pairwise([*places, len(lines)]))
    headed = [end - start > 1 and is_headline(lines[start].text) for start, end in edges]
    heads = [lines[start].text for (start, _), head in zip(edges, headed, strict=True) if head]
    if len(edges) < 2 or len(heads) * 2 < len(edges) or not _worded_as_news(heads, BRIEF_WORDS):
        return []
    return [
        Piece([line.text for line in lines[a:b]], heading=lines[a].text if head else None)
        for (a, b), head in zip(edges, headed, strict=True)
    ]
