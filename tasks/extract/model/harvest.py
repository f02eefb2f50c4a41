"""Cut `vectors.npz` from the wordllama wheel: `python -m tasks.extract.model.harvest`.

Needs the development dependencies `wordllama` (its data files alone) and `tokenizers`.
"""

import struct
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from tasks.extract.model.vectors import SIZE, VECTORS
from tasks.extract.parse import model

__all__ = ["main"]

_PIECES = {"verb": 4, "noun": 2, "adj": 1}
"""How many pieces a word may have in the tokenizer's vocabulary: the fewer, the commoner."""


def _wheel() -> Path:
    spec = find_spec("wordllama")
    if spec is None or spec.origin is None:
        message = "wordllama is not installed: pip install --no-deps wordllama"
        raise SystemExit(message)
    return Path(spec.origin).parent


def _embeddings(path: Path) -> npt.NDArray[np.float32]:
    """Read the one matrix, half floats of 256 columns, of a safetensors file."""
    data = path.read_bytes()
    (head,) = struct.unpack("<Q", data[:8])
    matrix = np.frombuffer(data[8 + head :], dtype=np.float16).reshape(-1, 256)
    wide = matrix[:, :SIZE].astype(np.float32)
    return np.asarray(wide - wide.mean(axis=0))


def main() -> int:
    """Write the vectors of the verbs, common nouns and adjectives that the lemmatizer knows."""
    wheel = _wheel()
    embeddings = _embeddings(wheel / "weights" / "l2_supercat_256.safetensors")
    tokenizer = Tokenizer.from_file(str(wheel / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    lemmatizer: Any = model().get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    chosen: dict[str, npt.NDArray[np.float32]] = {}
    for kind, most in _PIECES.items():
        for word in sorted(index[kind]):
            pieces = tokenizer.encode(word, add_special_tokens=False).ids
            if word.isalpha() and 0 < len(pieces) <= most:
                chosen[word] = embeddings[pieces].mean(axis=0)
    matrix = np.array([chosen[word] for word in sorted(chosen)])
    matrix *= 127 / np.abs(matrix).max(axis=1, keepdims=True)
    np.savez_compressed(
        VECTORS,
        words=np.frombuffer("\n".join(sorted(chosen)).encode(), dtype=np.uint8),
        matrix=np.round(matrix).astype(np.int8),
    )
    sys.stdout.write(f"{len(chosen)} words, {VECTORS.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
