"""Judge what a word states, from the network's verdict on its sentence."""

from dataclasses import dataclass
from typing import Final, get_args

import numpy as np
import numpy.typing as npt
from spacy.tokens import Span, Token

from schemas.plover import EventType
from tasks.extract.model.network import verdicts_on

__all__ = ["LABELS", "Parts", "judge", "judge_sentence", "parts_of"]

LABELS: Final[tuple[str, ...]] = (*get_args(EventType), "none")
_VOTES: Final = {"VERB": 1.6, "NOUN": 0.5}
_DEPTH: Final = 0.75
_NONE: Final = 0.1
"""Nearly all words of a sentence state no act, so that their votes for `none` must be small."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Say how probably each word of a sentence belongs to who does an act and to whom it is done.

    Attributes:
        start: Index of the sentence's first token in its document.
        actor: A probability for each token of the sentence.
        recipient: Likewise.
    """

    start: int
    actor: npt.NDArray[np.float32]
    recipient: npt.NDArray[np.float32]


def judge(trigger: Token) -> dict[str, float]:
    """Judge what act a predicate states.

    Args:
        trigger: A verb or noun of a parsed text.

    Returns:
        A probability for each of the 16 PLOVER types and for `none`; they sum to one.
    """
    verdicts = verdicts_on(trigger)
    return dict(zip(LABELS, verdicts.types[trigger.i - verdicts.start].tolist(), strict=True))


def parts_of(trigger: Token) -> Parts:
    """Return who takes part in the act that a word states."""
    verdicts = verdicts_on(trigger)
    actor, recipient = verdicts.parts_in(trigger)
    return Parts(verdicts.start, actor, recipient)


def judge_sentence(sentence: Span) -> dict[str, float]:
    """Judge the main act of a sentence, or of a part of one.

    Every verb and noun votes with the square of its probabilities; a verb counts more than
    a noun, and a word less the deeper it stands in the tree.

    Args:
        sentence: A span of a parsed text.

    Returns:
        As `judge`; wholly `none` if the span has no verb and no noun.
    """
    votes = np.zeros(len(LABELS))
    for token in sentence:
        if token.pos_ in _VOTES:
            weight = _VOTES[token.pos_] * _DEPTH ** sum(1 for _ in token.ancestors)
            votes += weight * np.square(list(judge(token).values()))
    votes[-1] *= _NONE
    if not votes.any():
        votes[-1] = 1
    return dict(zip(LABELS, (votes / votes.sum()).tolist(), strict=True))
