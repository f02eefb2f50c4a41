"""See a text as a sequence of words, whatever its case, quotes, punctuation or line breaks."""

import re
import unicodedata

import xxhash

__all__ = ["hash_words", "key_of", "name_hash", "shingle_hashes", "winnowed", "words_of"]

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 3


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, normalised.

    Args:
        text: Clean text.

    Returns:
        Case-folded runs of letters and digits, in compatibility form (NFKC).
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def hash_words(words: list[str]) -> int:
    """Return a 64-bit hash of a whole word sequence: equal for the same text in any format."""
    return xxhash.xxh3_64_intdigest(" ".join(words).encode())


def shingle_hashes(words: list[str]) -> list[int]:
    """Return the 64-bit hash of every run of three words, in order.

    A text of one or two words counts as one run; an empty one has none.
    """
    if not words:
        return []
    if len(words) < _SHINGLE:
        return [hash_words(words)]
    digest = xxhash.xxh3_64_intdigest
    encoded = [word.encode() for word in words]
    return [digest(b" ".join(triple)) for triple in zip(encoded, encoded[1:], encoded[2:], strict=False)]


def key_of(digest: int) -> int:
    """Return the 32-bit key of a 64-bit hash; its bits are not those that decide what is kept."""
    return digest & 0xFFFFFFFF


def name_hash(name: str | None) -> int:
    """Return a 24-bit hash of a name, whatever its case and punctuation; 0 if there is none."""
    words = words_of(name or "")
    return hash_words(words) >> 40 or 1 if words else 0


def winnowed(hashes: list[int], window: int) -> set[int]:
    """Return the hashes that are the least of some run.

    Two texts that share so many trigrams in a row are then certain to share one of them
    (Schleimer, Wilkerson, Aiken 2003, "Winnowing"), for about 2 in `window` + 1 of all.

    Args:
        hashes: In the order of the text.
        window: Length of a run; a shorter text is one run.
    """
    window = min(window, len(hashes))
    found: set[int] = set()
    rising: list[int] = []
    for at, value in enumerate((*hashes, -1)):
        while rising and hashes[rising[-1]] > value:
            least = rising.pop()
            if at - (rising[-1] if rising else -1) > window:
                found.add(hashes[least])
        rising.append(at)
    return found
