"""What `clean` makes: clean text cut into passages, with what the text says of itself."""

from typing import Final, Literal

from pydantic import Field

from schemas.base import Record
from schemas.submission import DocumentId

__all__ = ["READ_LANGUAGES", "Document", "Genre", "Passage", "Precision", "Published", "Removed"]

READ_LANGUAGES: Final = frozenset({"en", "und"})
"""Languages that events are extracted from; a text too short to tell is read as English."""

Genre = Literal["article", "live-blog", "round-up", "brief", "transcript", "press-release"]
Precision = Literal["second", "minute", "day", "month", "year", "file"]
PublishedSource = Literal["metadata", "header", "dateline", "passage", "inferred", "given", "file"]


class Published(Record):
    """Say when a document was published and how that is known.

    Attributes:
        value: ISO 8601 date or instant, as fine as `precision` says.
        precision: `file` marks the file's own time: a fallback, never an anchor for dates.
        text: The characters that it was read from, null if none.
        source: The kind of place that it was read from.
    """

    value: str
    precision: Precision
    text: str | None = None
    source: PublishedSource = "metadata"


class Passage(Record):
    """Be one story, update or brief of a document.

    `Document.text[start:end]` is the passage. Where `heading` is set, the passage
    begins with it, followed by a line break; byline and timestamp lines are lifted out.

    Attributes:
        id: `p1`, `p2`, … in the order of the text.
        heading: First line, if it is a headline.
        byline: Who wrote it, if it is said.
        timestamp: ISO 8601 instant or date of this passage, with an offset if the text gives one.
        start: First code point in the document's text.
        end: One past the last.
    """

    id: str
    heading: str | None = None
    byline: str | None = None
    timestamp: str | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Removed(Record):
    """Keep what was taken out as boilerplate, and the name of the rule that did it."""

    text: str
    rule: str


class Document(Record):
    """Hold the clean text and what is known about it.

    Attributes:
        text: The whole clean text: passages in order, parted by blank lines.
        passages: They tile the text but for white space.
        language: ISO 639-1 code, `und` where it cannot be told.
        removed: Boilerplate, kept so that a user can see why it is gone.
    """

    id: DocumentId
    name: str
    title: str | None = None
    language: str = "und"
    genre: Genre = "article"
    publisher: str | None = None
    bylines: tuple[str, ...] = ()
    section: str | None = None
    published: Published | None = None
    text: str
    passages: tuple[Passage, ...]
    removed: tuple[Removed, ...] = ()

    def passage_text(self, passage: Passage) -> str:
        """Return the characters of one passage."""
        return self.text[passage.start : passage.end]

    def anchor(self, passage: Passage) -> str | None:
        """Return the ISO instant or date that relative dates of a passage count from, if known."""
        if passage.timestamp is not None:
            return passage.timestamp
        if self.published is None or self.published.precision == "file":
            return None
        return self.published.value
