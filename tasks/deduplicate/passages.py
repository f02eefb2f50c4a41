"""Tell which passages of a document were told before, and by whom first."""

from collections import Counter
from collections.abc import Sequence

from tasks.deduplicate.figure_guard import changes
from tasks.deduplicate.judgement import Memory
from tasks.deduplicate.sketch import PassageSketch, Sketch
from tasks.deduplicate.teller import Teller, overlap
from tasks.deduplicate.thresholds import EVIDENCE, PASSAGE_CANDIDATES, SHARES, TOLD, agreement
from tasks.deduplicate.words import key_of

__all__ = ["shortlist", "told_passages"]


def told_passages(
    sketch: Sketch, hits: Sequence[Counter[int]], best: Sequence[Teller], memory: Memory
) -> list[tuple[int, Teller | None]]:
    """Find the passages that an earlier document, or the document itself, has told.

    Args:
        sketch: The document.
        hits: For each passage, how many fingerprints it shares with which documents.
        best: The documents that share most with the whole.
        memory: Where documents are remembered.

    Returns:
        Position of each told passage, and the earliest document that tells it, None for the document itself.
    """
    found: list[tuple[int, Teller | None]] = []
    for at, (passage, counts) in enumerate(zip(sketch.passages, hits, strict=True)):
        chosen = {teller.number: teller for teller in best}
        asked = len(passage.fingerprints) + 1
        chosen |= {t.number: t for t in shortlist(counts, asked, PASSAGE_CANDIDATES, memory)}
        verbatim = frozenset(memory.tellers(key_of(passage.exact)))
        for number in sorted(chosen):
            if _tells(chosen[number], sketch, passage, verbatim=number in verbatim):
                found.append((at, chosen[number]))
                break
        else:
            if passage.repeats:
                found.append((at, None))
    return found


def shortlist(counts: Counter[int], asked: int, limit: int, memory: Memory) -> list[Teller]:
    """Choose the documents that are worth comparing.

    Args:
        counts: How many fingerprints are shared with which documents.
        asked: How many fingerprints were looked up.
        limit: How many to choose at most.
        memory: Where documents are remembered.

    Returns:
        Those that share most, the earlier first where they share as much.
    """
    most = sorted(counts, key=lambda number: (-counts[number], number))[: 2 * limit]
    alive = [teller for number in most if (teller := memory.teller(number)) is not None]
    return [t for t in alive if counts[t.number] * SHARES >= min(asked, t.filed)][:limit]


def _tells(teller: Teller, sketch: Sketch, passage: PassageSketch, *, verbatim: bool) -> bool:
    found = overlap(passage.elements, sketch.level, teller)
    enough = found.sampled >= EVIDENCE or verbatim
    alike = found.containment >= agreement(TOLD, passage.shingles)
    return enough and alike and not changes(sketch, passage.figures, teller)
