"""Read sentences with the small transformer: what each word states, and who plays which part in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from onnxruntime import InferenceSession, SessionOptions
from spacy.tokens import Span, Token
from tokenizers import Tokenizer

__all__ = ["NETWORK", "Verdicts", "framed", "pieces_of", "trained_on_stored", "verdicts_on"]

HERE: Final = Path(__file__).parent
NETWORK: Final = HERE / "network.onnx"
VOCABULARY: Final = HERE / "vocabulary.json"
_LONGEST: Final = 250
"""Word pieces of a sentence that are read; a longer one is read in stretches of that length."""
_REMEMBERED: Final = 65536
_KNOWN: Final = "copydesk verdicts"

_Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Hold what the network says of one sentence.

    Attributes:
        start: Index of the sentence's first token in its document.
        types: One row a token, one column a label; each row sums to one.
        deeds: One row a token: what it looks for in who does it, and in whom it is done to.
        parties: One row a token: what it offers to either.
    """

    start: int
    types: _Numbers
    deeds: _Numbers
    parties: _Numbers

    def parts_in(self, token: Token) -> _Numbers:
        """Return how probably each token of the sentence is an actor (row 0) or recipient (row 1) of an act."""
        deed = self.deeds[token.i - self.start]
        odds = np.einsum("rk,nrk->rn", deed, self.parties)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


@cache
def _session() -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(NETWORK, options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(VOCABULARY))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def trained_on_stored() -> str:
    """Return the SHA-256 of what the network was trained on."""
    return str(_session().get_modelmeta().custom_metadata_map["trained-on"])


def verdicts_on(token: Token) -> Verdicts:
    """Return the verdicts on a token's sentence; each sentence is read once."""
    sentence = token.sent
    known: dict[int, Verdicts] = sentence.doc.user_data.setdefault(_KNOWN, {})
    if sentence.start not in known:
        known[sentence.start] = _read(sentence)
    return known[sentence.start]


def _read(sentence: Span) -> Verdicts:
    pieces = [pieces_of(token) for token in sentence]
    parts = [_run(part) for part in _stretches(pieces)]
    types, deeds, parties = (np.concatenate(rows) for rows in zip(*parts, strict=True))
    shape = (len(pieces), 2, -1)
    return Verdicts(sentence.start, types, deeds.reshape(shape), parties.reshape(shape))


@cache
def _mark(name: str) -> int:
    number = _tokenizer().token_to_id(name)
    if number is None:
        raise ValueError(f"{VOCABULARY} has no {name}")
    return number


@lru_cache(maxsize=_REMEMBERED)
def _coded(word: str) -> tuple[int, ...]:
    coded = tuple(_tokenizer().encode(word, add_special_tokens=False).ids)
    return coded or (_mark("[UNK]"),)


def pieces_of(token: Token) -> tuple[int, ...]:
    """Return the word pieces of a token, at least one."""
    return _coded(token.text)


def framed(pieces: Iterable[int]) -> list[int]:
    """Put the marks for its beginning and end around a sentence."""
    return [_mark("[CLS]"), *pieces, _mark("[SEP]")]


def _stretches(pieces: list[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
    stretches: list[list[tuple[int, ...]]] = [[]]
    length = 0
    for word in pieces:
        if length + len(word) > _LONGEST and stretches[-1]:
            stretches.append([])
            length = 0
        stretches[-1].append(word[:_LONGEST])
        length += len(word)
    return stretches


def _run(words: list[tuple[int, ...]]) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Run the network on one stretch; each word answers with its first piece."""
    ids = np.array([framed(piece for word in words for piece in word)], dtype=np.int64)
    starts = 1 + np.cumsum([0, *map(len, words[:-1])])
    outputs = _session().run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
    types, deeds, parties = (np.asarray(output)[0][starts] for output in outputs)
    return types, deeds, parties
