"""Judge a predicate with the stored weights; pure NumPy."""

from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Final, get_args
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.tokens import Span, Token

from schemas.plover import EventType
from tasks.extract.model.features import describe
from tasks.extract.model.vectors import place

__all__ = ["LABELS", "WEIGHTS", "Weights", "hashed", "judge", "judge_sentence", "weights"]

LABELS: Final[tuple[str, ...]] = (*get_args(EventType), "none")
WEIGHTS: Final = Path(__file__).parent / "weights.npz"
_VOTES: Final = {"VERB": 1.6, "NOUN": 0.5}
_DEPTH: Final = 0.75
_VERDICTS: Final = "copydesk verdicts"
_NONE: Final = 0.1
"""Nearly all words of a sentence state no act, so that their votes for `none` must be small."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold the trained model.

    Attributes:
        rows: Row of the matrix by hashed feature.
        matrix: One row a feature, one column a label.
        dense: One row a number of `vectors.place`, one column a label.
        constant: What each label starts from.
        temperature: What the sums are divided by so that probabilities are honest.
        fingerprint: SHA-256 of the training set.
    """

    rows: dict[int, int]
    matrix: npt.NDArray[np.float32]
    dense: npt.NDArray[np.float32]
    constant: npt.NDArray[np.float32]
    temperature: float
    fingerprint: str


@cache
def weights() -> Weights:
    """Load the weights, once a process."""
    with np.load(WEIGHTS) as stored:
        matrix = stored["matrix"].astype(np.float32) * stored["scale"]
        return Weights(
            rows={int(feature): row for row, feature in enumerate(stored["features"])},
            matrix=matrix,
            dense=stored["dense"].astype(np.float32),
            constant=stored["constant"],
            temperature=float(stored["temperature"]),
            fingerprint=str(stored["fingerprint"]),
        )


def hashed(token: Token) -> set[int]:
    """Return a predicate's features as 32-bit numbers."""
    return {crc32(feature.encode()) for feature in describe(token)}


def judge(trigger: Token) -> dict[str, float]:
    """Judge what act a predicate states.

    Args:
        trigger: A verb or noun of a parsed text.

    Returns:
        A probability for each of the 16 PLOVER types and for `none`; they sum to one. A word is
        judged once: the acts of a sentence share their clauses.
    """
    known_already: dict[int, dict[str, float]] = trigger.doc.user_data.setdefault(_VERDICTS, {})
    if trigger.i not in known_already:
        known_already[trigger.i] = _verdict(trigger)
    return known_already[trigger.i]


def _verdict(trigger: Token) -> dict[str, float]:
    model = weights()
    features = hashed(trigger)
    known = [model.rows[feature] for feature in features if feature in model.rows]
    sums = model.matrix[known].sum(axis=0) / sqrt(len(features)) + place(trigger) @ model.dense
    sums += model.constant
    odds = np.exp((sums - sums.max()) / model.temperature)
    return dict(zip(LABELS, (odds / odds.sum()).tolist(), strict=True))


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
