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

__all__ = ["LABELS", "WEIGHTS", "Weights", "hashed", "judge", "judge_sentence", "weights"]

LABELS: Final[tuple[str, ...]] = (*get_args(EventType), "none")
WEIGHTS: Final = Path(__file__).parent / "weights.npz"
_PREDICATES: Final = frozenset({"VERB", "NOUN"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold the trained model.

    Attributes:
        rows: Row of the matrix by hashed feature.
        matrix: One row a feature, one column a label.
        temperature: What the sums are divided by so that probabilities are honest.
        fingerprint: SHA-256 of the training set.
    """

    rows: dict[int, int]
    matrix: npt.NDArray[np.float32]
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
        A probability for each of the 16 PLOVER types and for `none`; they sum to one.
    """
    model = weights()
    features = hashed(trigger)
    known = [model.rows[feature] for feature in features if feature in model.rows]
    sums = model.matrix[known].sum(axis=0) / sqrt(len(features)) / model.temperature
    odds = np.exp(sums - sums.max())
    return dict(zip(LABELS, (odds / odds.sum()).tolist(), strict=True))


def judge_sentence(sentence: Span) -> dict[str, float]:
    """Judge the main act of a sentence: the verdict on the predicate that is surest to be an act.

    Args:
        sentence: A sentence of a parsed text.

    Returns:
        As `judge`; wholly `none` if the sentence has no verb and no noun.
    """
    verdicts = [judge(token) for token in sentence if token.pos_ in _PREDICATES]
    nothing = {label: float(label == "none") for label in LABELS}
    return min(verdicts, key=lambda verdict: verdict["none"], default=nothing)
