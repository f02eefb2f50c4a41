"""Decide what shape a document has, and cut it so."""

from dataclasses import dataclass

from schemas.document import Genre, Published
from tasks.clean.draft import Line, Piece
from tasks.clean.headlines import is_prose
from tasks.clean.passages.live import cut_live, is_live
from tasks.clean.passages.roundup import cut_briefs, cut_roundup
from tasks.clean.stamps import parse_stamp

__all__ = ["Cutting", "cut"]


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


def cut(lines: list[Line], day: str | None = None) -> Cutting:
    """Cut lines into stories.

    Args:
        lines: Lines without boilerplate and header.
        day: ISO date of the document, for updates that give only a time of day.
    """
    stamps = [parse_stamp(line.text) for line in lines]
    if is_live(lines, stamps):
        pieces, published = cut_live(lines, stamps, day)
        if sum(any(map(is_prose, piece.paragraphs)) for piece in pieces) > 1:
            return Cutting(pieces, "live-blog", published)
    pieces = cut_briefs(lines) or cut_roundup(lines)
    if pieces:
        return Cutting(pieces, "round-up")
    return Cutting([Piece([line.text for line in lines])])
