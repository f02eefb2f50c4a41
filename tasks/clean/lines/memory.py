"""A memory of lines within one process."""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.submission import Submission
from tasks.clean.lines.protocol import COPY_SHARE, hashes_of, is_learned

__all__ = ["MemoryLineMemory"]


@dataclass(slots=True)
class _Collection:
    documents: int = 0
    times: Counter[str] = field(default_factory=Counter)
    seen: "OrderedDict[str, None]" = field(default_factory=OrderedDict)


class MemoryLineMemory:
    """Remember lines in this process; for `process` and for tests.

    Args:
        most_lines: Lines kept a collection; the rarest go first.
    """

    def __init__(self, most_lines: int = 20_000) -> None:
        self._most = most_lines
        self._collections: dict[str, _Collection] = {}

    def recall(self, submission: Submission, lines: Sequence[str]) -> frozenset[str]:
        """Return those lines that are known to recur, and remember all of them."""
        known = self._collections.setdefault(submission.collection, _Collection())
        hashes = hashes_of(lines)
        learned = frozenset(
            line for line, key in hashes.items() if is_learned(line, known.times[key], known.documents)
        )
        if submission.id not in known.seen:
            self._count(
                known,
                submission.id,
                {line: key for line, key in hashes.items() if line not in learned},
                hashes,
            )
        return learned

    def _count(
        self, known: _Collection, document: str, unlearned: dict[str, str], hashes: dict[str, str]
    ) -> None:
        known.seen[document] = None
        if len(known.seen) > self._most:
            known.seen.popitem(last=False)
        old = sum(len(line) for line, key in unlearned.items() if known.times[key])
        if old > COPY_SHARE * sum(map(len, unlearned)):
            return
        known.documents += 1
        known.times.update(hashes.values())
        if len(known.times) > self._most:
            known.times = Counter(dict(known.times.most_common(self._most * 9 // 10)))
