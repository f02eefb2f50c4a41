"""Give upper-case text the case that a parser was trained on, character for character."""

import re
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["truecase"]

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SENTENCE_END: Final = re.compile(r"[.!?]['\")\]]*\s+$|^\s*$|--\s*(?:\[[A-Z]+\]\s*)?$")
_READABLE: Final = re.compile(r"(?:[^AEIOUY]{0,3}[AEIOUY]+[^AEIOUY]{0,3})+", re.IGNORECASE)
_MOSTLY: Final = 0.7
_ENOUGH: Final = 20


@cache
def _common() -> frozenset[str]:
    """Return the words that are written small in running text."""
    path = Path(__file__).parent / "data" / "common_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


def truecase(text: str) -> str:
    """Return the text with names capitalised and all else small, if it is written in capitals.

    Offsets hold: the result is as long as the text.
    """
    letters = [c for c in text if c.isalpha()]
    if len(letters) < _ENOUGH or sum(c.isupper() for c in letters) < _MOSTLY * len(letters):
        return text
    return _WORD.sub(lambda found: _cased(found, text), text)


def _cased(found: re.Match[str], text: str) -> str:
    word = found.group()
    small = word.lower()
    if len(small) != len(word):
        return word
    around = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
    if around in ("[]", "()") or (len(word) == 1 and word not in "AI"):
        return word
    starts = _SENTENCE_END.search(text[max(0, found.start() - 20) : found.start()]) is not None
    if small in _common():
        return small.capitalize() if starts or word == "I" else small
    return word if _is_acronym(word) else small.capitalize()


def _is_acronym(word: str) -> bool:
    """Tell letters that cannot be read as a word ("FMLN", "ARENA" can)."""
    return len(word) <= 6 and not _READABLE.fullmatch(word)
