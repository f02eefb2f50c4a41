"""Place words by their meaning: static vectors of 48 bytes a word.

`vectors.npz` is cut from the word vectors of the wordllama wheel (MIT licence) by
`python -m tasks.extract.model.harvest`; the wheel is not needed afterwards.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Token

__all__ = ["SIZE", "VECTORS", "place"]

Vector = npt.NDArray[np.float32]

VECTORS: Final = Path(__file__).parent / "vectors.npz"
SIZE: Final = 48
_WEIGHT: Final = 0.1
"""Length of a word's vector beside the 1 of all sparse features: chosen on development data."""
_OBJECTS: Final = frozenset({"dobj", "obj", "nsubjpass", "dative", "oprd", "attr"})
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "advcl"})
_CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ"})
_WINDOW: Final = 6
_NOTHING: Final[Vector] = np.zeros(SIZE, dtype=np.float32)


@cache
def _table() -> dict[str, Vector]:
    with np.load(VECTORS) as stored:
        words = stored["words"].tobytes().decode().split("\n")
        matrix = stored["matrix"].astype(np.float32)
    matrix *= _WEIGHT / (np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-6)
    return dict(zip(words, matrix, strict=True))


def _vector(token: Token) -> Vector:
    if token.pos_ == "PROPN":
        return _NOTHING
    return _table().get(token.lemma_.lower(), _NOTHING)


def _mean(tokens: Iterable[Token]) -> Vector:
    found = [_vector(token) for token in tokens]
    return np.asarray(np.mean(found, axis=0), dtype=np.float32) if found else _NOTHING


def _nouns(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("prep", "agent"):
            yield from child.children


def _near(token: Token) -> Iterator[Token]:
    sentence = token.sent
    start, end = max(sentence.start, token.i - _WINDOW), min(sentence.end, token.i + _WINDOW + 1)
    return (word for word in token.doc[start:end] if word.i != token.i and word.pos_ in _CONTENT)


def place(token: Token) -> Vector:
    """Return six vectors in a row, 6 × `SIZE` numbers.

    They are the predicate's, and the means of its objects, of its clauses' verbs, of the
    nouns behind its prepositions, of the words near it, and its governor's. Names and
    words without a vector count as zero.
    """
    return np.concatenate(
        (
            _vector(token),
            _mean(child for child in token.children if child.dep_ in _OBJECTS),
            _mean(child for child in token.children if child.dep_ in _CLAUSES),
            _mean(_nouns(token)),
            _mean(_near(token)),
            _vector(token.head) if token.head is not token else _NOTHING,
        )
    )
