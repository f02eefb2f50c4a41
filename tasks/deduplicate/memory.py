"""An index in this process, for `process` and for tests; it decides as the one in Redis does."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from schemas.novelty import Novelty
from tasks.deduplicate.judge import judge
from tasks.deduplicate.judgement import Judgement, novelty_of
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import Teller
from tasks.deduplicate.thresholds import POSTINGS
from tasks.deduplicate.words import key_of

__all__ = ["MemoryIndex"]

_TELLING: Final = frozenset({"new", "revision", "extends"})


@dataclass(slots=True)
class _Claim:
    number: int
    novelty: Novelty
    claimed: float
    committed: bool = False
    copies: list[str] = field(default_factory=list)


class MemoryIndex:
    """Remember what was told in this process.

    Args:
        days: How long a document counts as seen.
        clock: Gives the time in seconds since 1970.
    """

    def __init__(self, days: float = 30, clock: Callable[[], float] = time.time) -> None:
        self._seconds = days * 86_400
        self._clock = clock
        self._claims: dict[str, _Claim] = {}
        self._tellers: dict[int, Teller] = {}
        self._postings: dict[int, list[int]] = {}
        self._count = 0

    def check_and_claim(self, sketch: Sketch) -> Novelty:
        """Judge a document and remember what it tells, as `NoveltyIndex` says."""
        now = self._clock()
        self._forget(now - self._seconds)
        claim = self._claims.get(sketch.document)
        if claim is not None:
            return claim.novelty
        judgement = judge(sketch, self)
        novelty = novelty_of(sketch, judgement)
        self._count += 1
        self._claims[sketch.document] = _Claim(self._count, novelty, now)
        if novelty.verdict in _TELLING:
            self._file(sketch, judgement, now)
        self._lean(sketch.document, novelty)
        return novelty

    def commit(self, document_id: str) -> None:
        """Make a claim final, as `NoveltyIndex` says."""
        claim = self._claims.get(document_id)
        if claim is not None:
            claim.committed = True
            claim.copies.clear()

    def withdraw(self, document_id: str) -> tuple[str, ...]:
        """Take a pending claim back, as `NoveltyIndex` says."""
        claim = self._claims.get(document_id)
        if claim is None or claim.committed:
            return ()
        self._drop(document_id)
        copies = tuple(copy for copy in claim.copies if self._leans_wholly(copy))
        for copy in copies:
            self._drop(copy)
        return copies

    def tellers(self, key: int) -> Sequence[int]:
        """Return the numbers of the documents filed under a fingerprint, earliest first."""
        return self._postings.get(key, ())

    def teller(self, number: int) -> Teller | None:
        """Return one of them, unless it was withdrawn or is too old."""
        return self._tellers.get(number)

    def _file(self, sketch: Sketch, judgement: Judgement, now: float) -> None:
        told = dict(judgement.told)
        fresh = [p for at, p in enumerate(sketch.passages) if at not in told]
        whole = {key_of(sketch.exact)}
        keys = whole.union(*((*p.fingerprints, key_of(p.exact)) for p in fresh))
        self._tellers[self._count] = Teller.of(sketch, self._count, len(keys - whole), now)
        for key in keys:
            posting = self._postings.setdefault(key, [])
            if len(posting) < POSTINGS:
                posting.append(self._count)

    def _lean(self, document: str, novelty: Novelty) -> None:
        for owner in {novelty.of, *(told.of for told in novelty.told_passages)} - {None, document}:
            claim = self._claims.get(str(owner))
            if claim is not None and not claim.committed:
                claim.copies.append(document)

    def _leans_wholly(self, document: str) -> bool:
        claim = self._claims.get(document)
        return claim is not None and not (claim.committed and claim.novelty.verdict in _TELLING)

    def _drop(self, document: str) -> None:
        claim = self._claims.pop(document)
        self._tellers.pop(claim.number, None)

    def _forget(self, before: float) -> None:
        for document in list(self._claims):
            if self._claims[document].claimed >= before:
                break
            self._drop(document)
        if not self._claims:
            self._postings.clear()
