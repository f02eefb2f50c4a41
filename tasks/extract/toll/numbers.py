"""Read how many: figures, number words, vague words."""

import re
from collections.abc import Sequence
from typing import Final

from tasks.extract.toll.lexicon import lexicon

__all__ = ["read_number"]

_UNITS: Final = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS: Final = {
    w: 10 * i
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_BIG: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?$")


def _one(word: str) -> float | None:
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    if _DIGITS.match(word):
        return float(word.replace(",", ""))
    return None


def read_number(words: Sequence[str]) -> int | None:
    """Return the number that words in small letters name, None if they name none.

    `tens of thousands` is 20,000; `dozens` is the least that the word can mean (`words.json`).
    """
    pieces = [p for word in words for p in word.lower().split("-") if p not in {"", "and", "a", "an", "of"}]
    if not pieces:
        return None
    vague = lexicon().vague
    if pieces[0] == "tens" and len(pieces) > 1:
        return 20 * {"thousands": 1000, "millions": 1_000_000}.get(pieces[1], 1)
    if pieces[0] == "hundreds" and pieces[-1] == "thousands":
        return 200_000
    total, current, seen = 0.0, 0.0, False
    for piece in pieces:
        if piece in _BIG:
            current, seen = (current or 1) * _BIG[piece], True
            if _BIG[piece] > 100:
                total, current = total + current, 0.0
        elif piece == "dozen":
            current, seen = (current or 1) * 12, True
        elif (value := _one(piece)) is not None:
            current, seen = current + value, True
        elif piece in vague:
            return vague[piece]
        else:
            return None
    return int(total + current) if seen else None
