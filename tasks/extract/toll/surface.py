"""Read tolls from the order of words where the parse shows none, as in headlines and upper case."""

from typing import Final

from spacy.tokens import Token

from tasks.extract.toll.lexicon import lexicon
from tasks.extract.toll.numbers import read_number
from tasks.extract.toll.victims import Count, hedge

__all__ = ["count_beside"]

_BE: Final = frozenset({"was", "were", "been", "are", "is", "being", "be"})
_STOP: Final = frozenset(
    {",", ".", ";", ":", "and", "but", "that", "who", "which", "when", "as", "after", "in", "at"}
)
_HEDGES: Final = frozenset(
    [
        "at",
        "least",
        "more",
        "than",
        "over",
        "up",
        "to",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "no",
        "fewer",
        "as",
        "many",
    ]
)
_REACH: Final = 6


def count_beside(cue: Token) -> Count | None:
    """Return the number that stands before `… were killed` or after `killed …`."""
    before = cue.nbor(-1) if cue.i > cue.sent.start else None
    if before is not None and before.lower_ in _BE:
        return _to_the_left(cue, before.i)
    if before is not None and (count := _number(before)) is not None:
        return count
    return _to_the_right(cue)


def _to_the_left(cue: Token, end: int) -> Count | None:
    for i in range(end - 1, max(cue.sent.start, end - _REACH) - 1, -1):
        token = cue.doc[i]
        if token.lower_ in _STOP:
            return None
        if found := _number(token):
            return found
    return None


def _to_the_right(cue: Token) -> Count | None:
    for i in range(cue.i + 1, min(cue.sent.end, cue.i + _REACH)):
        token = cue.doc[i]
        if found := _number(token):
            following = cue.doc[i + 1] if i + 1 < cue.sent.end else None
            amiss = following is not None and following.lemma_.lower() in lexicon().no_people
            return None if amiss else found
        if token.lower_ not in _HEDGES:
            return None
    return None


def _number(token: Token) -> Count | None:
    if not token.like_num and token.lower_ not in lexicon().vague:
        return None
    number = read_number([token.lower_])
    if number is None:
        return None
    qualifier, start = hedge(token, token.i)
    return Count(number, qualifier, start, token.i + 1)
