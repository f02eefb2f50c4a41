"""Reduce a document to a sketch from which Jaccard similarity and containment can be estimated.

FracMinHash (Irber et al. 2022, "Lightweight compositional analysis of metagenomes with
FracMinHash"): a trigram is kept if its hash falls in a fixed fraction of the hash space, so
that any two sketches agree on which shared trigrams they keep, however long the texts are.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from schemas.document import Document
from schemas.submission import Submission
from tasks.deduplicate.figures import figures_of
from tasks.deduplicate.sketch import Figure, PassageSketch, Sketch
from tasks.deduplicate.thresholds import TOLD, agreement
from tasks.deduplicate.words import hash_words, key_of, name_hash, shingle_hashes, winnowed, words_of

__all__ = ["MOST_ELEMENTS", "sketch_of"]

MOST_ELEMENTS: Final = 2_048
MOST_FINGERPRINTS: Final = 1_024
WINDOW: Final = 40
_FLOOR: Final = 8


@dataclass(frozen=True, slots=True)
class _Hashed:
    id: str
    words: list[str]
    hashes: list[int]
    in_order: list[int]
    minima: tuple[int, ...]
    figures: tuple[Figure, ...]


def sketch_of(submission: Submission, document: Document) -> Sketch:
    """Reduce a document.

    Args:
        submission: How it came in.
        document: Its clean text.

    Returns:
        At most `MOST_ELEMENTS` elements: every trigram of texts up to that length, a fraction of longer ones.
    """
    hashed = [_hash(p.id, document.passage_text(p)) for p in document.passages]
    everything = hashed[0].hashes if len(hashed) == 1 else _union(hashed)
    level = _level(everything)
    figures = tuple(dict.fromkeys(figure for p in hashed for figure in p.figures))
    positions = {figure: position for position, figure in enumerate(figures)}
    prints = _fingerprints(hashed)
    repeats = _repeats(hashed)
    return Sketch(
        document=submission.id,
        exact=hash_words([word for p in hashed for word in p.words]),
        level=level,
        shingles=len(everything),
        elements=_elements(everything, level),
        passages=tuple(
            PassageSketch(
                p.id,
                hash_words(p.words),
                len(p.hashes),
                _elements(p.hashes, level),
                prints[number],
                tuple(positions[figure] for figure in p.figures),
                repeats=number in repeats,
            )
            for number, p in enumerate(hashed)
        ),
        figures=figures,
        publisher=name_hash(document.publisher),
        collection=name_hash(submission.collection),
        title=name_hash(document.title),
        published=_published(document),
        received=int(submission.received.timestamp()),
    )


def _hash(passage: str, text: str) -> _Hashed:
    paragraphs = [words_of(paragraph) for paragraph in text.split("\n\n")]
    words = [word for paragraph in paragraphs for word in paragraph]
    hashes = shingle_hashes(words)
    minima, at = [], 0
    for paragraph in paragraphs:
        minima += sorted(hashes[at : at + max(1, len(paragraph) - 2)])[:1]
        at += len(paragraph)
    return _Hashed(passage, words, sorted(set(hashes)), hashes, tuple(minima), figures_of(text))


def _union(passages: list[_Hashed]) -> list[int]:
    return sorted({h for passage in passages for h in passage.hashes})


def _level(hashes: list[int]) -> int:
    level = 0
    while bisect_left(hashes, 1 << (64 - level)) > MOST_ELEMENTS:
        level += 1
    return level


def _elements(hashes: list[int], level: int) -> tuple[int, ...]:
    kept = hashes[: bisect_left(hashes, 1 << (64 - level))]
    return tuple(dict.fromkeys([h >> 32 for h in kept]))


def _fingerprints(passages: list[_Hashed]) -> list[tuple[int, ...]]:
    sparser = 0
    while True:
        prints = [_passage_prints(passage, sparser) for passage in passages]
        if sum(map(len, prints)) <= MOST_FINGERPRINTS or _FLOOR >> sparser == 0:
            return prints
        sparser += 1


def _passage_prints(passage: _Hashed, sparser: int) -> tuple[int, ...]:
    kept = {*passage.hashes[: max(1, _FLOOR >> sparser)], *winnowed(passage.in_order, WINDOW << sparser)}
    if not sparser:
        kept.update(passage.minima)
    return tuple(sorted(map(key_of, kept)))


def _repeats(passages: list[_Hashed]) -> frozenset[int]:
    """Return the positions of passages that an earlier one of the document holds, figures and all."""
    if len(passages) == 1:
        return frozenset()
    holders: dict[int, list[int]] = {}
    found = set()
    for number, passage in enumerate(passages):
        shared = Counter(holder for h in passage.hashes for holder in holders.get(h, ()))
        needed = agreement(TOLD, len(passage.hashes)) * len(passage.hashes)
        figures = set(passage.figures)
        if any(n >= needed and figures <= set(passages[at].figures) for at, n in shared.items()):
            found.add(number)
            continue
        for h in passage.hashes:
            holders.setdefault(h, []).append(number)
    return frozenset(found)


def _published(document: Document) -> int:
    if document.published is None or document.published.precision not in ("second", "minute", "day"):
        return 0
    try:
        if document.published.precision == "day":
            moment = datetime.combine(date.fromisoformat(document.published.value[:10]), time(), UTC)
        else:
            moment = datetime.fromisoformat(document.published.value)
    except ValueError:
        return 0
    return max(0, int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()) // 60)
