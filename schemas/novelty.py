"""What `deduplicate` decides: is this news to us?"""

from typing import Literal

from pydantic import Field

from schemas.base import Record
from schemas.submission import DocumentId

__all__ = ["FigureChange", "Novelty", "ToldPassage", "Verdict"]

Verdict = Literal["new", "exact", "near", "revision", "contained", "extends"]


class ToldPassage(Record):
    """Name a passage that was already told, and the document that told it first."""

    passage: str
    of: DocumentId


class FigureChange(Record):
    """Show one figure that differs from the earlier document's: what it counts, before, after."""

    label: str
    before: str
    after: str


class Novelty(Record):
    """Be the verdict on one document against all that were seen.

    Attributes:
        verdict: `exact` and `near` (and `contained`) have nothing new to extract.
        of: The document it repeats, revises or extends.
        jaccard: Estimated Jaccard similarity of word trigrams with `of`, 0 to 1.
        containment: Share of this document's trigrams that `of` holds, 0 to 1.
        contains: Share of `of`'s trigrams that this document holds, 0 to 1.
        syndicated: It is a near copy by another publisher.
        new_passages: Ids of the passages nobody told before.
        told_passages: The others, and who told them.
        changed_figures: Figures that differ from `of`'s.
    """

    verdict: Verdict
    of: DocumentId | None = None
    jaccard: float = Field(default=0.0, ge=0, le=1)
    containment: float = Field(default=0.0, ge=0, le=1)
    contains: float = Field(default=0.0, ge=0, le=1)
    syndicated: bool = False
    new_passages: tuple[str, ...] = ()
    told_passages: tuple[ToldPassage, ...] = ()
    changed_figures: tuple[FigureChange, ...] = ()
