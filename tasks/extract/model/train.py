"""Train the model: `python -m tasks.extract.model.train`.

Draws the training set from the patterns, parses it, fits a multinomial logistic
regression and stores its weights as bytes. Needs scikit-learn, which copydesk itself does not.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Token

from tasks.extract.model.corpus import Example, expand, fingerprint, write
from tasks.extract.model.judge import LABELS, WEIGHTS, hashed
from tasks.extract.model.vectors import place
from tasks.extract.parse import model

__all__ = ["main"]

_STRENGTH = 20.0
"""Inverse of the regularisation: chosen by cross-validation over the lines of the patterns."""
_FOLDS = 4
"""The weights are the mean of the folds' and of the whole's: one fit alone swings by two points."""
_PRIOR = {"MOBILIZE": 0.4}
"""MOBILIZE is the rarest act in the news, yet has as many patterns as the others."""
_NOUN_SHARE = 0.3
_REPORTING = frozenset({"say", "tell", "report", "add"})
_SEED = 20
_TEMPERATURES = np.linspace(0.5, 2.0, 31)


def triggers(examples: list[Example]) -> Iterator[tuple[Example, Token]]:
    """Parse the sentences and find each example's predicate."""
    parsed = {doc.text: doc for doc in model().pipe({e.sentence: None for e in examples})}
    for example in examples:
        doc = parsed[example.sentence]
        yield example, next(token for token in doc if token.idx + len(token) > example.start)


def echoes(
    pairs: list[tuple[Example, Token]], marked: set[tuple[str, int]]
) -> Iterator[tuple[Example, Token]]:
    """Give the object of an act the act's type if it is itself a word for acts: "hold talks"."""
    nouns = {token.lemma_.lower() for _, token in pairs if token.pos_ == "NOUN"}
    for example, token in pairs:
        for child in token.children:
            act = (
                child.dep_ in ("dobj", "nsubjpass") and child.pos_ == "NOUN" and child.lemma_.lower() in nouns
            )
            if act and example.label != "none" and (example.sentence, child.i) not in marked:
                marked.add((example.sentence, child.i))
                yield replace(example, start=child.idx), child


def bystanders(pairs: list[tuple[Example, Token]]) -> Iterator[tuple[Example, Token]]:
    """Add words that state nothing: reporting verbs, and nouns that never stand as a predicate."""
    marked = {(example.sentence, token.i) for example, token in pairs}
    yield from echoes(pairs, marked)
    acts = {token.lemma_.lower() for _, token in pairs}
    for sentence, (example, token) in {e.sentence: (e, t) for e, t in pairs}.items():
        dice = random.Random(f"{_SEED} {sentence}")
        for other in token.doc:
            lemma = other.lemma_.lower()
            plain = other.pos_ == "NOUN" and lemma not in acts and dice.random() < _NOUN_SHARE
            if (plain or lemma in _REPORTING) and (sentence, other.i) not in marked:
                yield replace(example, label="none", start=other.idx), other


def columns(sets: Iterable[set[int]]) -> dict[int, int]:
    """Number the features that are seen at least twice."""
    seen = Counter(feature for features in sets for feature in features)
    return {feature: row for row, feature in enumerate(sorted(f for f, n in seen.items() if n > 1))}


def weigh(labels: list[str]) -> dict[str, float]:
    """Weigh the labels by the square root of their rarity, half way to all being equal, and by _PRIOR."""
    counts = Counter(labels)
    return {
        label: _PRIOR.get(label, 1.0) * sqrt(len(labels) / len(counts) / count)
        for label, count in counts.items()
    }


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
    regression = LogisticRegression(
        C=_STRENGTH, max_iter=200, tol=1e-3, class_weight=weigh(labels), fit_intercept=False
    )
    regression.fit(data, labels)
    order = [list(regression.classes_).index(label) for label in LABELS]
    return regression, regression.coef_[order].T


def _softmax(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    odds = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def validate(
    data: csr_matrix, labels: list[str], groups: list[str]
) -> tuple[float, npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Cross-validate over lines; return the best temperature, the guesses, and the mean coefficients."""
    mean = np.zeros((data.shape[1], len(LABELS)))
    gold = np.array([LABELS.index(label) for label in labels])
    sums = np.zeros((len(labels), len(LABELS)))
    for train, test in GroupKFold(_FOLDS).split(data, labels, groups):
        _, coefficients = fit(data[train], [labels[i] for i in train])
        sums[test] = data[test] @ coefficients
        mean += coefficients / _FOLDS
    losses = [-np.log(_softmax(sums / t)[np.arange(len(gold)), gold] + 1e-12).mean() for t in _TEMPERATURES]
    guesses = sums.argmax(axis=1)
    return float(_TEMPERATURES[int(np.argmin(losses))]), guesses, mean


def _store(coefficients: npt.NDArray[np.float64], numbers: dict[int, int], temperature: float) -> None:
    sparse, dense = coefficients[: len(numbers)], coefficients[len(numbers) : -1]
    scale = np.float32(np.abs(sparse).max() / 127)
    np.savez_compressed(
        WEIGHTS,
        features=np.array(sorted(numbers), dtype=np.uint32),
        matrix=np.round(sparse / scale).astype(np.int8),
        dense=dense.astype(np.float16),
        constant=coefficients[-1].astype(np.float32),
        scale=scale,
        temperature=np.float32(temperature),
        fingerprint=np.array(fingerprint()),
    )


def main() -> int:
    """Make the training set and the weights; print what cross-validation says."""
    examples = expand(_SEED)
    write(examples)
    pairs = list(triggers(examples))
    pairs += bystanders(pairs)
    sets = [hashed(token) for _, token in pairs]
    labels = [example.label for example, _ in pairs]
    numbers = columns(sets)
    places = [place(token) for _, token in pairs]
    data = hstack([matrix(sets, numbers), csr_matrix(places), np.ones((len(pairs), 1))]).tocsr()
    temperature, guesses, mean = validate(data, labels, [example.group for example, _ in pairs])
    accuracy = float(np.mean([LABELS[guess] == label for guess, label in zip(guesses, labels, strict=True)]))
    _, whole = fit(data, labels)
    coefficients = (whole + _FOLDS * mean) / (1 + _FOLDS)
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
