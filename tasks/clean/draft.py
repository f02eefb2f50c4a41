"""What a reader hands over: lines of text and what the file itself says about them."""

from dataclasses import dataclass, field

from schemas.document import Genre, Published, Removed

__all__ = ["Draft", "Line", "Piece"]


@dataclass(slots=True)
class Line:
    """Be one paragraph or line of a file.

    Attributes:
        text: Its characters, without line breaks.
        gap: Whether a blank line or a block's edge lies before it.
        heading: Whether markup says that it is a headline.
        cut: Whether a new story begins here, because a live blog's control stood before it.
    """

    text: str
    gap: bool = False
    heading: bool = False
    cut: bool = False


@dataclass(slots=True)
class Piece:
    """Be one story, update or brief before it has a place in the text."""

    paragraphs: list[str]
    heading: str | None = None
    byline: str | None = None
    timestamp: str | None = None


@dataclass(slots=True)
class Draft:
    """Hold what was read from a file, before the text itself is asked.

    Attributes:
        lines: Paragraphs or lines in the order of the file.
        lifts_title: Whether a first line that is a headline may become the title and leave the text.
        pieces: Stories that the file itself tells apart; the lines are then empty.
    """

    lines: list[Line]
    title: str | None = None
    bylines: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    genre: Genre | None = None
    published: Published | None = None
    lifts_title: bool = True
    pieces: list[Piece] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
