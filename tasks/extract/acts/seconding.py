"""Weigh the lexicon's certainty with what the statistical model makes of the same clause."""

from math import exp, log
from typing import Final, Protocol

from spacy.tokens import Span, Token

from schemas.plover import EventType

__all__ = ["Judge", "seconded"]

_BIAS: Final = -4.64
_CERTAINTY: Final = 7.62
_CLAUSE: Final = 0.17
_WORD: Final = 0.22
"""Logistic regression of "the type is right" on 911 sentences of our own that neither had seen
(first rounds of `benchmarks/coding_own`)."""
_SUBORDINATE: Final = 0.6
"""Certainty below this mostly says that an act is told in passing, not that it is another act."""
_LITTLE: Final = 0.001


class Judge(Protocol):
    """Give the statistical model's verdicts: a probability for each type and for `none`."""

    def judge(self, trigger: Token) -> dict[str, float]:
        """Judge one word."""

    def judge_sentence(self, sentence: Span) -> dict[str, float]:
        """Judge a sentence or a part of one."""


def seconded(judge: Judge, event_type: EventType, certainty: float, trigger: Token, clause: Span) -> float:
    """Return how probable a type is once the model has been heard.

    Args:
        judge: The statistical model.
        event_type: What the lexicon says.
        certainty: How sure the lexicon is, 0 to 1.
        trigger: The word that names the act.
        clause: The shortest clause that states it.

    Returns:
        A probability; it falls where the model reads another type in word and clause.
    """
    votes = {name: vote for name, vote in judge.judge_sentence(clause).items() if name != "none"}
    share = votes[event_type] / (sum(votes.values()) or 1.0)
    word = judge.judge(trigger)[event_type]
    heard = _CLAUSE * log(share + _LITTLE) + _WORD * log(word + _LITTLE)
    odds = _BIAS + _CERTAINTY * max(certainty, _SUBORDINATE) + heard
    return round(1 / (1 + exp(-odds)), 3)
