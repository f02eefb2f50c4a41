"""Find the figures of a text and what each counts, so that a changed toll is never taken for a copy."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tasks.deduplicate.sketch import Figure
from tasks.deduplicate.words import name_hash

__all__ = ["FigureWords", "figure_words", "figures_of"]

_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = re.compile(r"[^\W\d_]+")
_STOP = r"[^\w\s'’%$£€-]"
_PART = re.compile(rf"{_NUMBER}|[^\W\d_]+")
_REACH = 4
_WINDOW = 80


class FigureWords(BaseModel):
    """Be the words that number reading needs.

    Attributes:
        numbers: Cardinals in words.
        magnitudes: Words and suffixes that multiply the number before them.
        labels: Words that say what became of those counted; they win over the thing counted.
        same: Labels that mean another label.
        breaks: Words at which a clause ends.
        fillers: Words that say nothing of what is counted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    numbers: dict[str, int]
    magnitudes: dict[str, int]
    labels: frozenset[str]
    same: dict[str, str]
    breaks: frozenset[str]
    fillers: frozenset[str]


@cache
def figure_words() -> FigureWords:
    """Load the word lists, once a process."""
    return FigureWords.model_validate_json(Path(__file__).with_name("figures.json").read_bytes())


def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text, each pair of label and value once, in order.

    Args:
        text: Clean text in English; digits are read in any language.

    Returns:
        Figures labelled by the nearest word of harm in their clause ("killed"), else by the word that follows.
    """
    found: dict[tuple[str, str], Figure] = {}
    folded = text.casefold()
    for number in _numerals().finditer(folded):
        value = _value(number[0])
        label = _label(_before(folded, number.start()), _after(folded, number.end()))
        found.setdefault((label, value), Figure(label, name_hash(label) & 0xFFFF, value))
    return tuple(found.values())


@cache
def _numerals() -> re.Pattern[str]:
    words = figure_words()
    spelled = f"{_any(words.numbers)}(?:-{_any(words.numbers)})?"
    whole = r"(?![^\W\d_])"
    magnitude = rf"[\s-]*{_any(words.magnitudes)}{whole}"
    return re.compile(rf"(?:{_NUMBER}|(?<![^\W_]){spelled}{whole})(?:{magnitude})*")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"{_STOP}|\b{_any(figure_words().breaks)}\b")


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _before(text: str, at: int) -> list[str]:
    """Return the telling words before a number in its clause, nearest first."""
    window = text[max(0, at - _WINDOW) : at]
    clause = _ends().split(window)[-1]
    return [word for word in reversed(_WORD.findall(clause)) if _tells(word)][:_REACH]


def _after(text: str, at: int) -> list[str]:
    """Return the telling words after a number in its clause, nearest first."""
    clause = _ends().split(text[at : at + _WINDOW], maxsplit=1)[0]
    return [word for word in _WORD.findall(clause) if _tells(word)][:_REACH]


def _value(numeral: str) -> str:
    """Return a numeral in plain digits: "two hundred" and "200" are one number."""
    words = figure_words()
    total = Decimal(0)
    for part in _PART.findall(numeral):
        if part in words.magnitudes:
            total *= words.magnitudes[part]
        else:
            total += words.numbers[part] if part in words.numbers else Decimal(part.replace(",", ""))
    whole = total == total.to_integral_value()
    return str(int(total)) if whole else format(total.normalize(), "f")


def _label(before: list[str], after: list[str]) -> str:
    words = figure_words()
    for reach in range(_REACH):
        for side in (before, after):
            if reach < len(side) and side[reach] in words.labels:
                return words.same.get(side[reach], side[reach])
    return (after or before or ["figure"])[0]


def _tells(word: str) -> bool:
    return word not in figure_words().fillers and word not in figure_words().numbers
