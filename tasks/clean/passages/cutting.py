"""Decide what shape a document has, and cut it so."""

from dataclasses import dataclass

from schemas.document import Genre, Published
from tasks.clean.draft import Line, Piece
from tasks.clean.headlines import is_prose
from tasks.clean.passages.live import cut_live, is_live
from tasks.clean.passages.roundup import cut_briefs, cut_roundup
from tasks.clean.stamps import parse_stamp

__all__ = ["Cutting", "cut_live_blog", "cut_stories"]


@dataclass(frozen=True, slots=True)
class Cutting:
    """Be a document cut into stories.

    Attributes:
        genre: What its shape makes it; None for one article.
        published: When, if the stories' own times tell it.
    """

    pieces: list[Piece]
    genre: Genre | None = None
    published: Published | None = None


def cut_live_blog(lines: list[Line], day: str | None = None) -> Cutting | None:
    """Cut lines into the updates of a live blog, if they are one.

    Args:
        lines: Lines without boilerplate.
        day: ISO date of the document, for updates that give only a time of day.
    """
    stamps = [parse_stamp(line.text) for line in lines]
    if not is_live(lines, stamps):
        return None
    pieces, published = cut_live(lines, stamps, day)
    told = sum(any(map(is_prose, piece.paragraphs)) for piece in pieces)
    return Cutting(pieces, "live-blog", published) if told > 1 else None


def cut_stories(lines: list[Line]) -> Cutting:
    """Cut lines into briefs or the stories of a round-up; whatever is neither is one article.

    Args:
        lines: Lines without boilerplate and header.
    """
    pieces = cut_briefs(lines) or cut_roundup(lines)
    if pieces:
        return Cutting(pieces, "round-up")
    return Cutting([Piece([line.text for line in lines])])
