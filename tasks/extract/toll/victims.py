"""Tell how many people a noun phrase denotes, and how the figure is hedged."""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from schemas.event import Qualifier
from tasks.extract.toll.lexicon import lexicon
from tasks.extract.toll.numbers import read_number

__all__ = ["Count", "count_group", "count_one", "denotes_people", "hedge"]

_MULTIPLES: Final = frozenset({"dozen", "hundred", "thousand", "million"})
_HEDGE_REACH: Final = 4
_NONE: Final = frozenset({"nobody", "none", "no-one"})


@dataclass(frozen=True, slots=True)
class Count:
    """Be a number of people and the tokens that give it.

    Attributes:
        number: How many, the least of a range.
        qualifier: How it is hedged.
        start: First token.
        end: One past the last token.
    """

    number: int
    qualifier: Qualifier
    start: int
    end: int


def count_group(head: Token) -> Count | None:
    """Count a noun phrase and its conjuncts; None if the first of them does not say how many."""
    group = [head, *(c for c in head.conjuncts if c.i > head.i and c.dep_ == "conj")]
    counts = [count_one(member) for member in group]
    if counts[0] is None:
        return None
    known = [c for c in counts if c is not None]
    number = sum(c.number for c in known)
    qualifier = next(
        (c.qualifier for c in known if c.qualifier not in {"exactly", "zero"}), known[0].qualifier
    )
    return Count(number, "zero" if number == 0 else qualifier, known[0].start, known[-1].end)


def denotes_people(head: Token) -> bool:
    """Tell whether a noun is a word for people, or a bare number or name."""
    words, lemma, lower = lexicon(), head.lemma_.lower(), head.lower_
    if lemma in words.no_people or lower in words.no_people:
        return False
    named = head.pos_ in {"PROPN", "NUM", "PRON"} or head.like_num or lower in words.vague
    return (
        named or lemma in words.people or lower.rstrip("s") in words.people or lower.endswith(words.endings)
    )


def count_one(head: Token) -> Count | None:
    """Count a noun phrase without its conjuncts; None if it does not say how many."""
    if any(t.lower_ == "no" for t in head.lefts) or head.lower_ in _NONE:
        return Count(0, "zero", min([head.i, *(t.i for t in head.lefts)]), head.i + 1)
    numerals = [t for t in head.lefts if t.dep_ == "nummod"]
    if numerals:
        return _figure(numerals[-1], head)
    if head.like_num or head.pos_ == "NUM" or head.lower_ in lexicon().vague:
        return _figure(head, head)
    vague = [t for t in head.lefts if t.lower_ in lexicon().vague]
    if vague:
        return _figure(vague[0], head)
    return (
        Count(1, "exactly", min([head.i, *(t.i for t in head.lefts)]), head.i + 1) if _is_one(head) else None
    )


def _is_one(head: Token) -> bool:
    """Tell whether it is a name, a single person, or the doer himself."""
    lefts = {t.lower_ for t in head.lefts}
    words = lexicon()
    if head.lower_ in words.reflexives:
        return True
    person = head.lemma_.lower() in words.people
    if head.tag_ == "NNP":
        return person or "the" not in lefts
    return head.tag_ == "NN" and (person or (bool(lefts & {"a", "an", "another"}) and denotes_people(head)))


def _figure(numeral: Token, head: Token) -> Count | None:
    """Read a numeral: `twenty-five`, `between 20 and 30`, `20 to 25`, `dozens`, `two dozen`."""
    tokens = (
        sorted((t for t in numeral.subtree if t.i <= head.i), key=lambda t: t.i)
        if numeral != head
        else [
            *sorted(
                (d for c in head.lefts for d in c.subtree if d.like_num or d.lower_ in _MULTIPLES),
                key=lambda t: t.i,
            ),
            head,
        ]
    )
    numbers = [t for t in tokens if t.like_num or t.pos_ == "NUM" or t.lower_ in _MULTIPLES or t == numeral]
    parts = _parts(numbers)
    values = [v for v in (read_number([t.lower_ for t in part]) for part in parts) if v is not None]
    if not values:
        return None
    start = min(t.i for t in numbers)
    if len(values) > 1:
        return Count(min(values), "at-least", min(t.i for t in tokens), head.i + 1)
    qualifier, opening = hedge(numeral, start)
    return Count(values[0], qualifier, opening, head.i + 1)


def _parts(numbers: list[Token]) -> list[list[Token]]:
    """Part the two ends of a range, which a word such as `to` or `and` stands between."""
    parts: list[list[Token]] = []
    for token in numbers:
        apart = bool(parts) and not _goes_on(parts[-1][-1], token) and token.lower_ not in _MULTIPLES
        small = bool(parts) and apart and parts[-1][-1].lower_ in {"hundred", "thousand"}
        if not parts or (apart and not small):
            parts.append([token])
        else:
            parts[-1].append(token)
    return parts


def _goes_on(before: Token, after: Token) -> bool:
    """Tell whether a word of a number continues another: `twenty nine`, `twenty-nine`, but not `20-25`."""
    hyphened = after.i == before.i + 2 and after.nbor(-1).text == "-" and before.is_alpha
    return after.i == before.i + 1 or hyphened


def hedge(numeral: Token, start: int) -> tuple[Qualifier, int]:
    """Return how the words before a number hedge it, and where they begin."""
    doc = numeral.doc
    low = max(numeral.sent.start, start - _HEDGE_REACH)
    if start > low and doc[start - 1].lower_ in {"a", "the"}:
        start -= 1
    before = [t.lower_ for t in doc[low:start]]
    for name, phrases in lexicon().qualifiers.items():
        for phrase in phrases:
            words = phrase.split()
            if before[len(before) - len(words) :] == words or phrase == numeral.lower_:
                return name, start - (len(words) if phrase != numeral.lower_ else 0)
    return "exactly", start
