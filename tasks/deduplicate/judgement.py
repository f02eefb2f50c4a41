"""What judging gives, in terms of positions, and how it is told in the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from schemas.novelty import FigureChange, Novelty, ToldPassage, Verdict
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import NOTHING, Overlap, Teller

__all__ = ["Judgement", "Memory", "novelty_of"]


class Memory(Protocol):
    """Be what is remembered, as far as judging needs it."""

    def tellers(self, key: int) -> Sequence[int]:
        """Return the numbers of the documents filed under a fingerprint, earliest first."""
        ...

    def teller(self, number: int) -> Teller | None:
        """Return one of them, unless it was withdrawn."""
        ...


@dataclass(frozen=True, slots=True)
class Judgement:
    """Be a verdict before ids are put to its positions.

    Attributes:
        told: Positions of passages, and who told them first.
        changes: Positions of figures, and what the older document says, "" where nothing.
    """

    verdict: Verdict
    of: str | None = None
    overlap: Overlap = NOTHING
    syndicated: bool = False
    told: tuple[tuple[int, str], ...] = ()
    changes: tuple[tuple[int, str], ...] = ()


def novelty_of(sketch: Sketch, judgement: Judgement) -> Novelty:
    """Put a judgement in the words of the record."""
    told = dict(judgement.told)
    return Novelty(
        verdict=judgement.verdict,
        of=judgement.of,
        jaccard=round(judgement.overlap.jaccard, 4),
        containment=round(judgement.overlap.containment, 4),
        contains=round(judgement.overlap.contains, 4),
        syndicated=judgement.syndicated,
        new_passages=tuple(p.id for at, p in enumerate(sketch.passages) if at not in told),
        told_passages=tuple(ToldPassage(passage=sketch.passages[at].id, of=of) for at, of in judgement.told),
        changed_figures=tuple(
            FigureChange(label=sketch.figures[at].label, before=before, after=sketch.figures[at].value)
            for at, before in judgement.changes
        ),
    )
