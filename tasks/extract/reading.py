"""A document as the extraction rooms see it: passages with their dependency parses."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from schemas.document import Document, Passage

__all__ = ["PassageReading", "Reading"]


@dataclass(frozen=True, slots=True)
class PassageReading:
    """Join a passage with its parse.

    Attributes:
        passage: The passage.
        doc: Its parse; `doc.text` is as long as the passage, character for character.
        offset: Code points of the document's text before the passage.
        anchor: ISO instant or date that relative dates count from, if known.
    """

    passage: Passage
    doc: Doc
    offset: int
    anchor: str | None

    def place(self, piece: Span | Token) -> tuple[int, int]:
        """Return where a token or span lies in the document's text, in code points."""
        if isinstance(piece, Token):
            start, length = piece.idx, len(piece.text)
        else:
            start, length = piece.start_char, piece.end_char - piece.start_char
        return self.offset + start, self.offset + start + length

    def span(self, start: int, end: int) -> Span | None:
        """Return the tokens that overlap a stretch of the document's text, if any."""
        found: Span | None = self.doc.char_span(
            start - self.offset, end - self.offset, alignment_mode="expand"
        )
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a document and the parses of the passages that are to be extracted."""

    document: Document
    passages: tuple[PassageReading, ...]

    def __iter__(self) -> Iterator[PassageReading]:
        """Go through the passages in the order of the text."""
        return iter(self.passages)
