"""Tell which passages of a document were told before, and by whom first."""

from collections import Counter
from collections.abc import Sequence

from tasks.deduplicate.figure_guard import changes
from tasks.deduplicate.judgement import Memory
from tasks.deduplicate.sketch import PassageSketch, Sketch
from tasks.deduplicate.teller import Teller, overlap
from tasks.deduplicate.thresholds import EVIDENCE, PASSAGE_CANDIDATES, TOLD, agreement
from tasks.deduplicate.words import key_of

__all__ = ["most", "told_passages"]


def told_passages(
    sketch: Sketch, hits: Sequence[Counter[int]], best: Sequence[int], memory: Memory
) -> tuple[tuple[int, str], ...]:
    """Find the passages that an earlier document, or the document itself, has told.

    Args:
        sketch: The document.
        hits: For each passage, how many fingerprints it shares with which documents.
        best: The documents that share most with the whole.
        memory: Where documents are remembered.

    Returns:
        Position of each told passage, and the earliest document that tells it.
    """
    found = []
    for at, (passage, counts) in enumerate(zip(sketch.passages, hits, strict=True)):
        nearest = most(counts, PASSAGE_CANDIDATES)
        verbatim = frozenset(memory.tellers(key_of(passage.exact)))
        for number in sorted({*nearest, *best}):
            if _tells(memory.teller(number), sketch, passage, verbatim=number in verbatim):
                found.append((at, memory.teller(number).document))
                break
        else:
            if passage.repeats:
                found.append((at, sketch.document))
    return tuple(found)


def most(counts: Counter[int], limit: int) -> list[int]:
    """Return the documents that share most, the earlier first where they share as much."""
    return sorted(counts, key=lambda number: (-counts[number], number))[:limit]


def _tells(teller: Teller, sketch: Sketch, passage: PassageSketch, *, verbatim: bool) -> bool:
    found = overlap(passage.elements, sketch.level, teller)
    enough = found.sampled >= EVIDENCE or verbatim
    alike = found.containment >= agreement(TOLD, passage.shingles)
    return enough and alike and not changes(sketch, passage.figures, teller)
