"""Explain why one document was or was not taken as a copy of another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from schemas.base import Record
from schemas.document import Document
from schemas.novelty import FigureChange, Novelty
from schemas.submission import Submission
from tasks.deduplicate.figure_guard import changes
from tasks.deduplicate.fingerprints import sketch_of
from tasks.deduplicate.memory import MemoryIndex
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import Teller
from tasks.deduplicate.thresholds import CONTAINED, NEAR, REVISION, agreement
from tasks.deduplicate.words import shingle_hashes, words_of

__all__ = ["Condition", "Explanation", "SharedText", "explain_pair"]


class Condition(Record):
    """Be one thing that was asked, and the answer.

    Attributes:
        asked: The question.
        found: What the documents say.
        met: Whether that counts for a relation between them.
    """

    asked: str
    found: str
    met: bool


class SharedText(Record):
    """Set a paragraph of the newer document beside the one of the older that it shares most with.

    Attributes:
        passage: The newer one's passage.
        text: Its paragraph.
        other_passage: The older one's passage, None if nothing is shared.
        other_text: Its paragraph.
        containment: Share of the paragraph's word trigrams that the older document holds anywhere.
    """

    passage: str
    text: str
    other_passage: str | None = None
    other_text: str | None = None
    containment: float = 0.0


class Explanation(Record):
    """Say how the second document relates to the first, and why.

    Attributes:
        novelty: The verdict on the second, had it come right after the first.
        jaccard: Exact similarity of word trigrams, where the verdict rests on an estimate.
        containment: Exact share of the second's trigrams that the first holds.
        contains: Exact share of the first's trigrams that the second holds.
        conditions: What was asked, in order.
        shared: The second's paragraphs in order, each beside its like.
        figures: Figures of the second that the first gives differently or not at all.
    """

    novelty: Novelty
    jaccard: float
    containment: float
    contains: float
    conditions: tuple[Condition, ...]
    shared: tuple[SharedText, ...]
    figures: tuple[FigureChange, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    passage: str
    text: str
    hashes: frozenset[int]


def explain_pair(first: tuple[Submission, Document], second: tuple[Submission, Document]) -> Explanation:
    """Explain the relation of two documents.

    Args:
        first: The older one, as it was received and as it was read.
        second: The newer one.

    Returns:
        The verdict on the second with everything that it rests on.
    """
    index = MemoryIndex()
    old, new = sketch_of(*first), sketch_of(*second)
    if new.document == old.document:
        new = replace(new, document=f"{new.document}-again")
    index.check_and_claim(old)
    novelty = index.check_and_claim(new)
    teller = Teller.of(old, 1, 0, 0.0)
    changed = changes(new, range(len(new.figures)), teller)
    figures = tuple(
        FigureChange(label=new.figures[at].label, before=before, after=new.figures[at].value)
        for at, before in changed
    )
    older, newer = list(_paragraphs(first[1])), list(_paragraphs(second[1]))
    held, asked = _all_hashes(older), _all_hashes(newer)
    shared = len(held & asked)
    jaccard, containment, contains = (
        shared / max(1, len(held | asked)),
        shared / max(1, len(asked)),
        shared / max(1, len(held)),
    )
    return Explanation(
        novelty=novelty,
        jaccard=round(jaccard, 4),
        containment=round(containment, 4),
        contains=round(contains, 4),
        conditions=tuple(_conditions(old, new, (jaccard, containment, contains), figures)),
        shared=tuple(_beside(paragraph, older, held) for paragraph in newer),
        figures=figures,
    )


def _paragraphs(document: Document) -> Iterator[_Paragraph]:
    for passage in document.passages:
        for text in document.passage_text(passage).split("\n\n"):
            yield _Paragraph(passage.id, text, frozenset(shingle_hashes(words_of(text))))


def _all_hashes(paragraphs: list[_Paragraph]) -> frozenset[int]:
    return frozenset[int]().union(*(paragraph.hashes for paragraph in paragraphs))


def _beside(paragraph: _Paragraph, older: list[_Paragraph], held: frozenset[int]) -> SharedText:
    best = max(older, key=lambda other: len(paragraph.hashes & other.hashes), default=None)
    share = len(paragraph.hashes & held) / max(1, len(paragraph.hashes))
    if best is None or not paragraph.hashes & best.hashes:
        return SharedText(passage=paragraph.passage, text=paragraph.text)
    return SharedText(
        passage=paragraph.passage,
        text=paragraph.text,
        other_passage=best.passage,
        other_text=best.text,
        containment=round(share, 4),
    )


def _conditions(
    old: Sketch, new: Sketch, shares: tuple[float, float, float], figures: tuple[FigureChange, ...]
) -> Iterator[Condition]:
    jaccard, containment, contains = shares
    same = old.exact == new.exact
    yield Condition(asked="Are all words the same?", found="yes" if same else "no", met=same)
    yield _share("How alike are they (near copy)?", jaccard, agreement(NEAR, new.shingles))
    yield _share("How alike are they (revision)?", jaccard, agreement(REVISION, new.shingles))
    yield _share("How much of B is in A (contained)?", containment, agreement(CONTAINED, new.shingles))
    yield _share("How much of A is in B (extends)?", contains, agreement(CONTAINED, old.shingles))
    changed = ", ".join(f"{f.label} {f.before or '–'} → {f.after}" for f in figures)
    yield Condition(asked="Do the figures agree?", found=changed or "yes", met=not figures)
    kin = old.collection == new.collection or (new.title != 0 and old.title == new.title)
    yield Condition(asked="Same collection or title (revision)?", found="yes" if kin else "no", met=kin)


def _share(asked: str, share: float, needed: float) -> Condition:
    return Condition(asked=asked, found=f"{share:.3f}, needed {needed:.2f}", met=share >= needed)
