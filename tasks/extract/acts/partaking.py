"""Who takes part in an act as the network reads its sentence, as heads of phrases."""

from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Span, Token

from tasks.extract.model import Parts

__all__ = ["may_partake", "partakers"]

_LIKELY: Final = 0.4
_BESIDE: Final = 0.75
"""Share of the likeliest party's probability that a further one must have."""
_UNLIKELY: Final = 0.02
_INNER: Final = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det", "case", "quantmod", "punct"})
_BEHIND: Final = frozenset({"prep", "pobj"})
_NAMING: Final = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})


def partakers(trigger: Token, shares: npt.NDArray[np.float32], start: int) -> list[Token]:
    """Return the heads of the phrases that probably play a part in an act, surest first.

    Args:
        trigger: The act's word, which is no party itself.
        shares: How probably each token of the sentence belongs to the part.
        start: Index of the sentence's first token.
    """
    doc = trigger.doc
    end = next((t.i for t in trigger.sent if t.text == ":" and t.i > trigger.i), trigger.sent.end)
    found: dict[int, float] = {}
    for offset in np.flatnonzero(shares[: end - start] >= _LIKELY).tolist():
        head = _head_of(doc[start + offset], shares, start)
        if head != trigger and head.pos_ in _NAMING:
            found[head.i] = max(found.get(head.i, 0.0), float(shares[offset]))
    least = _BESIDE * max(found.values(), default=0.0)
    return [doc[i] for i, share in sorted(found.items(), key=lambda pair: -pair[1]) if share >= least]


def _head_of(word: Token, shares: npt.NDArray[np.float32], start: int) -> Token:
    """Return the head of the whole phrase that a word stands in, as far as the part reaches."""
    head = word
    while shares[head.head.i - start] >= _LIKELY and head.head != head:
        if head.dep_ not in _INNER | _BEHIND or head.head.pos_ not in _NAMING | {"ADP"}:
            break
        head = head.head
    return head


def may_partake(phrase: Span, parts: Parts) -> bool:
    """Tell whether a phrase may play a part in an act; one of another sentence always may."""
    first, last = phrase.start - parts.start, phrase.end - parts.start
    if first < 0 or last > len(parts.actor):
        return True
    return bool(max(parts.actor[first:last].max(), parts.recipient[first:last].max()) >= _UNLIKELY)
