"""Train the model: `python -m tasks.extract.model.train`.

Draws the training set from the patterns, parses it, fits a multinomial logistic
regression and stores its weights as bytes. Needs scikit-learn, which copydesk itself does not.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Token

from tasks.extract.model.corpus import Example, expand, fingerprint, write
from tasks.extract.model.judge import LABELS, WEIGHTS, hashed
from tasks.extract.parse import model

__all__ = ["main"]

_STRENGTH = 10.0
"""Inverse of the regularisation: chosen by cross-validation over the lines of the patterns."""
_FOLDS = 5
_SEED = 20
_TEMPERATURES = np.linspace(0.5, 2.0, 31)


def triggers(examples: list[Example]) -> Iterator[tuple[Example, Token]]:
    """Parse the sentences and find each example's predicate."""
    parsed = {doc.text: doc for doc in model().pipe({e.sentence: None for e in examples})}
    for example in examples:
        doc = parsed[example.sentence]
        yield example, next(token for token in doc if token.idx + len(token) > example.start)


def columns(sets: Iterable[set[int]]) -> dict[int, int]:
    """Number the features that are seen at least twice."""
    seen = Counter(feature for features in sets for feature in features)
    return {feature: row for row, feature in enumerate(sorted(f for f, n in seen.items() if n > 1))}


def matrix(sets: list[set[int]], numbers: dict[int, int]) -> csr_matrix:
    """Build the sparse matrix of examples by features; each row has length one or less."""
    cells = [
        (row, numbers[feature], 1 / sqrt(len(features)))
        for row, features in enumerate(sets)
        for feature in features
        if feature in numbers
    ]
    rows, cols, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, cols)), shape=(len(sets), len(numbers)))


def fit(data: csr_matrix, labels: list[str]) -> tuple[LogisticRegression, npt.NDArray[np.float64]]:
    """Fit the regression; return it with its coefficients in the order of LABELS."""
    regression = LogisticRegression(C=_STRENGTH, max_iter=200, tol=1e-3, class_weight="balanced")
    regression.fit(data, labels)
    order = [list(regression.classes_).index(label) for label in LABELS]
    return regression, regression.coef_[order].T


def _softmax(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    odds = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def validate(
    data: csr_matrix, labels: list[str], groups: list[str]
) -> tuple[float, float, npt.NDArray[np.int64]]:
    """Cross-validate over lines; return accuracy, the best temperature, and the guesses."""
    gold = np.array([LABELS.index(label) for label in labels])
    sums = np.zeros((len(labels), len(LABELS)))
    for train, test in GroupKFold(_FOLDS).split(data, labels, groups):
        _, coefficients = fit(data[train], [labels[i] for i in train])
        sums[test] = data[test] @ coefficients
    losses = [-np.log(_softmax(sums / t)[np.arange(len(gold)), gold] + 1e-12).mean() for t in _TEMPERATURES]
    guesses = sums.argmax(axis=1)
    return float((guesses == gold).mean()), float(_TEMPERATURES[int(np.argmin(losses))]), guesses


def _store(coefficients: npt.NDArray[np.float64], numbers: dict[int, int], temperature: float) -> None:
    scale = np.float32(np.abs(coefficients).max() / 127)
    np.savez_compressed(
        WEIGHTS,
        features=np.array(sorted(numbers), dtype=np.uint32),
        matrix=np.round(coefficients / scale).astype(np.int8),
        scale=scale,
        temperature=np.float32(temperature),
        fingerprint=np.array(fingerprint()),
    )


def main() -> int:
    """Make the training set and the weights; print what cross-validation says."""
    examples = expand(_SEED)
    write(examples)
    pairs = list(triggers(examples))
    sets = [hashed(token) for _, token in pairs]
    labels = [example.label for example, _ in pairs]
    numbers = columns(sets)
    data = matrix(sets, numbers)
    accuracy, temperature, guesses = validate(data, labels, [example.group for example, _ in pairs])
    _, coefficients = fit(data, labels)
    _store(coefficients, numbers, temperature)
    out = sys.stdout.write
    out(f"{len(examples)} predicates, {len(numbers)} features, {WEIGHTS.stat().st_size} bytes\n")
    out(f"cross-validated over lines: accuracy {accuracy:.3f}, temperature {temperature:.2f}\n")
    for number, label in enumerate(LABELS):
        mine = [i for i, gold in enumerate(labels) if gold == label]
        wrong = Counter(LABELS[guesses[i]] for i in mine if guesses[i] != number)
        out(f"{label:10} {len(mine):5} recall {1 - wrong.total() / len(mine):.3f} {wrong.most_common(3)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
