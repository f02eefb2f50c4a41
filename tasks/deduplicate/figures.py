"""Find the figures of a text and what each counts, so that a changed toll is never taken for a copy."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tasks.deduplicate.sketch import Figure
from tasks.deduplicate.words import name_hash

__all__ = ["FigureWords", "figure_words", "figures_of"]

_TOKEN = re.compile(
    r"(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+)|(?P<stop>[^\w\s'’%$£€-])"
)
_REACH = 4


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
    for clause in _clauses(text):
        for at, until, value in _numbers(clause):
            label = _label(clause, at, until)
            found.setdefault((label, value), Figure(label, name_hash(label) & 0xFFFF, value))
    return tuple(found.values())


def _clauses(text: str) -> list[list[str]]:
    clauses: list[list[str]] = [[]]
    for token in _TOKEN.finditer(text):
        if token["stop"] or token[0].casefold() in figure_words().breaks:
            clauses.append([])
        else:
            clauses[-1].append(token[0].casefold())
    return [clause for clause in clauses if clause]


def _numbers(clause: list[str]) -> list[tuple[int, int, str]]:
    found = []
    at = 0
    while at < len(clause):
        number = _plain(clause[at])
        if number is None:
            at += 1
            continue
        until = at + 1
        if _joins(clause, at):
            number += figure_words().numbers[clause[until]]
            until += 1
        while until < len(clause) and clause[until] in figure_words().magnitudes:
            number *= figure_words().magnitudes[clause[until]]
            until += 1
        found.append((at, until, _digits(number)))
        at = until
    return found


def _plain(token: str) -> Decimal | None:
    if token[0].isdecimal():
        return Decimal(token.replace(",", ""))
    number = figure_words().numbers.get(token)
    return None if number is None else Decimal(number)


def _joins(clause: list[str], at: int) -> bool:
    numbers = figure_words().numbers
    tens = numbers.get(clause[at], 0) >= 20
    return tens and at + 1 < len(clause) and 0 < numbers.get(clause[at + 1], 0) < 10


def _digits(number: Decimal) -> str:
    return str(int(number)) if number == number.to_integral_value() else str(number.normalize())


def _label(clause: list[str], at: int, until: int) -> str:
    words = figure_words()
    after = [word for word in clause[until:] if _tells(word)][:_REACH]
    before = [word for word in reversed(clause[:at]) if _tells(word)][:_REACH]
    for reach in range(_REACH):
        for side in (before, after):
            if reach < len(side) and side[reach] in words.labels:
                return words.same.get(side[reach], side[reach])
    nearest = after or before
    return nearest[0] if nearest else "figure"


def _tells(word: str) -> bool:
    words = figure_words()
    return word not in words.fillers and not word[0].isdecimal() and word not in words.numbers
