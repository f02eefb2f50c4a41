"""Reduce a document to a sketch from which Jaccard similarity and containment can be estimated.

FracMinHash (Irber et al. 2022, "Lightweight compositional analysis of metagenomes with
FracMinHash"): a trigram is kept if its hash falls in a fixed fraction of the hash space, so
that any two sketches agree on which shared trigrams they keep, however long the texts are.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from schemas.document import Document
from schemas.submission import Submission
from tasks.deduplicate.figures import figures_of
from tasks.deduplicate.sketch import Figure, PassageSketch, Sketch
from tasks.deduplicate.thresholds import TOLD, agreement
from tasks.deduplicate.words import hash_words, key_of, name_hash, shingle_hashes, words_of

__all__ = ["MOST_ELEMENTS", "sketch_of"]

MOST_ELEMENTS: Final = 2_048
MOST_FINGERPRINTS: Final = 1_024
_SAMPLE_BITS: Final = 4
_FLOOR: Final = 8


@dataclass(frozen=True, slots=True)
class _Hashed:
    id: str
    exact: int
    hashes: frozenset[int]
    paragraphs: tuple[int, ...]
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
    everything = frozenset[int]().union(*(p.hashes for p in hashed))
    level = _level(everything)
    figures = tuple(dict.fromkeys(figure for p in hashed for figure in p.figures))
    positions = {figure: position for position, figure in enumerate(figures)}
    prints = _fingerprints(hashed)
    repeats = _repeats(hashed)
    return Sketch(
        document=submission.id,
        exact=hash_words(words_of(document.text)),
        level=level,
        shingles=len(everything),
        elements=_elements(everything, level),
        passages=tuple(
            PassageSketch(
                p.id,
                p.exact,
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
    words = words_of(text)
    hashes = shingle_hashes(words)
    return _Hashed(
        passage, hash_words(words), frozenset(hashes), _paragraph_minima(text, hashes), figures_of(text)
    )


def _paragraph_minima(text: str, hashes: list[int]) -> tuple[int, ...]:
    minima, at = [], 0
    for paragraph in text.split("\n\n"):
        length = len(words_of(paragraph))
        within = hashes[at : at + max(1, length - 2)]
        if within:
            minima.append(min(within))
        at += length
    return tuple(minima)


def _level(hashes: frozenset[int]) -> int:
    level = 0
    while sum(h >> (64 - level) == 0 for h in hashes) > MOST_ELEMENTS:
        level += 1
    return level


def _elements(hashes: Iterable[int], level: int) -> tuple[int, ...]:
    return tuple(sorted({h >> 32 for h in hashes if h >> (64 - level) == 0}))


def _fingerprints(passages: list[_Hashed]) -> list[tuple[int, ...]]:
    sparser = 0
    while True:
        prints = [_passage_prints(passage, sparser) for passage in passages]
        if sum(map(len, prints)) <= MOST_FINGERPRINTS or _FLOOR >> sparser == 0:
            return prints
        sparser += 1


def _passage_prints(passage: _Hashed, sparser: int) -> tuple[int, ...]:
    ordered = sorted(passage.hashes)
    floor = max(1, _FLOOR >> sparser)
    sampled = sum(h >> (64 - _SAMPLE_BITS - sparser) == 0 for h in ordered)
    kept = set(ordered[: max(floor, min(sampled, MOST_FINGERPRINTS))])
    if not sparser:
        kept.update(passage.paragraphs)
    return tuple(sorted(map(key_of, kept)))


def _repeats(passages: list[_Hashed]) -> frozenset[int]:
    """Return the positions of passages that an earlier one of the document holds, figures and all."""
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
