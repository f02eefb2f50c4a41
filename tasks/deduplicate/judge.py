"""Judge a document against those that told something before; `check.lua` does the same on the server."""

from collections import Counter
from typing import Final

from schemas.novelty import Verdict
from tasks.deduplicate.figure_guard import changes
from tasks.deduplicate.judgement import Judgement, Memory
from tasks.deduplicate.passages import shortlist, told_passages
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import Overlap, Teller, overlap
from tasks.deduplicate.thresholds import CONTAINED, DOCUMENT_CANDIDATES, EVIDENCE, NEAR, REVISION, agreement
from tasks.deduplicate.words import key_of

__all__ = ["judge"]

_DAY: Final = 1_440
_Candidate = tuple[Teller, Overlap]


def judge(sketch: Sketch, memory: Memory) -> Judgement:
    """Judge a document; nothing is remembered of it yet.

    Args:
        sketch: The document.
        memory: What was told before, within the time window.

    Returns:
        The verdict, the document it relates to, and which passages are told by whom.
    """
    for number in memory.tellers(key_of(sketch.exact)):
        teller = memory.teller(number)
        if teller is not None and teller.exact == sketch.exact:
            return _same(sketch, teller)
    hits = [_hits((*p.fingerprints, key_of(p.exact)), memory) for p in sketch.passages]
    asked = sum(len(p.fingerprints) + 1 for p in sketch.passages)
    best = shortlist(sum(hits, Counter()), asked, DOCUMENT_CANDIDATES, memory)
    by_whom = told_passages(sketch, hits, best, memory)
    related = {teller.number: teller for teller in (*best, *(t for _, t in by_whom if t is not None))}
    candidates = [
        (related[number], overlap(sketch.elements, sketch.level, related[number]))
        for number in sorted(related)
    ]
    told = tuple((at, sketch.document if teller is None else teller.document) for at, teller in by_whom)
    if told and len(told) == len(sketch.passages):
        return _repeated(sketch, candidates, told)
    return _fresh(sketch, candidates, told)


def _same(sketch: Sketch, teller: Teller) -> Judgement:
    return Judgement(
        "exact",
        teller.document,
        Overlap(1.0, 1.0, 1.0, len(sketch.elements), len(sketch.elements), sketch.shingles),
        syndicated=_syndicated(sketch, teller),
        told=tuple((at, teller.document) for at in range(len(sketch.passages))),
    )


def _hits(keys: tuple[int, ...], memory: Memory) -> Counter[int]:
    return Counter(number for key in keys for number in memory.tellers(key))


def _repeated(sketch: Sketch, candidates: list[_Candidate], told: tuple[tuple[int, str], ...]) -> Judgement:
    near = _best_near(sketch, candidates)
    if near is not None:
        return Judgement("near", near[0].document, near[1], _syndicated(sketch, near[0]), told)
    teller, found = max(candidates, key=lambda c: c[1].containment)
    return Judgement("contained", teller.document, found, _syndicated(sketch, teller), told)


def _best_near(sketch: Sketch, candidates: list[_Candidate]) -> _Candidate | None:
    best = _nearest(candidates)
    return best if best[1].jaccard >= agreement(NEAR, sketch.shingles) else None


def _fresh(sketch: Sketch, candidates: list[_Candidate], told: tuple[tuple[int, str], ...]) -> Judgement:
    extended = [c for c in candidates if _contains(c[1])]
    if told and extended:
        return _related("extends", _nearest(extended), told)
    if candidates:
        nearest = _nearest(candidates)
        changed = changes(sketch, range(len(sketch.figures)), nearest[0])
        if _succeeds(sketch, nearest) or (changed and _alike(sketch, nearest[1])):
            return _related("revision", nearest, told, changed)
    return _related("extends", _nearest(extended), told) if extended else Judgement("new", told=told)


def _related(
    verdict: Verdict,
    candidate: _Candidate,
    told: tuple[tuple[int, str], ...],
    changed: tuple[tuple[int, str], ...] = (),
) -> Judgement:
    return Judgement(verdict, candidate[0].document, candidate[1], told=told, changes=changed)


def _nearest(candidates: list[_Candidate]) -> _Candidate:
    return max(candidates, key=lambda c: c[1].jaccard)


def _contains(found: Overlap) -> bool:
    return found.held >= EVIDENCE and found.contains >= agreement(CONTAINED, found.older)


def _alike(sketch: Sketch, found: Overlap) -> bool:
    enough = found.sampled >= EVIDENCE
    near = found.jaccard >= agreement(NEAR, sketch.shingles)
    return enough and (near or found.containment >= agreement(CONTAINED, sketch.shingles))


def _succeeds(sketch: Sketch, candidate: _Candidate) -> bool:
    teller, found = candidate
    enough = found.sampled >= EVIDENCE and found.jaccard >= agreement(REVISION, sketch.shingles)
    kin = sketch.collection == teller.collection or (sketch.title != 0 and sketch.title == teller.title)
    return enough and kin and not _precedes(sketch, teller)


def _precedes(sketch: Sketch, teller: Teller) -> bool:
    new, old = sketch.published, teller.published
    if new and old:
        by_day = new % _DAY == 0 or old % _DAY == 0
        new, old = (new // _DAY, old // _DAY) if by_day else (new, old)
        if new != old:
            return new < old
    return sketch.received < teller.received


def _syndicated(sketch: Sketch, teller: Teller) -> bool:
    return sketch.publisher != 0 and teller.publisher not in (0, sketch.publisher)
