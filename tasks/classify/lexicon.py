"""Load the weighted term lists and find their terms in text.

The lists lie in `data/`: one concept an entry, its terms in three grades of strength.
They were written for copydesk from the definitions of the IPTC Media Topics and of the
contexts of the PLOVER manual (table 2.1 and chapter 4).
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

__all__ = ["GRADES", "Concept", "Lexicon", "contexts", "normalise", "topics"]

GRADES: Final[dict[str, float]] = {"strong": 3.0, "middling": 1.5, "weak": 0.5}
"""Weight of a term by its grade: strong terms alone make a topic, weak ones only lean."""

_DATA: Final = Path(__file__).parent / "data"
_APOSTROPHE: Final = re.compile(r"['’]s?\b")
_WORD: Final = re.compile(r"[^\W_]+")


class Concept(BaseModel):
    """Be one topic or context with the terms that speak for it.

    Attributes:
        id: `medtop:` and eight digits, or the name of a PLOVER context.
        name: English name.
        strong: Terms, lower case, of one word or more, that rarely mean anything else.
        middling: Terms that often go with the concept.
        weak: Terms that tip the balance.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    strong: tuple[str, ...] = Field(min_length=1)
    middling: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()

    def weights(self) -> dict[str, float]:
        """Return the weight of each term; the strongest grade wins."""
        return {
            term: weight
            for grade, weight in sorted(GRADES.items(), key=lambda item: item[1])
            for term in getattr(self, grade)
        }


def normalise(text: str) -> str:
    """Lower a text's case and part its words by two spaces, so that neighbours can both match."""
    words = _WORD.findall(_APOSTROPHE.sub("", text.lower()))
    return f" {'  '.join(words)} "


def _plural(term: str) -> str:
    if term.endswith(("s", "x", "ch", "sh")):
        return f"{term}es"
    if term.endswith("y") and term[-2] not in "aeiou":
        return f"{term[:-1]}ies"
    return f"{term}s"


class Lexicon:
    """Find the terms of many concepts in one pass over a text."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self.concepts = concepts
        meanings: dict[str, dict[int, float]] = {}
        for number, concept in enumerate(concepts):
            for term, weight in concept.weights().items():
                for form in (term, _plural(term)):
                    meanings.setdefault(normalise(form), {}).setdefault(number, weight)
        self._meanings = [tuple(found.items()) for found in meanings.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(meanings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def count(self, text: str) -> Counter[int]:
        """Count the terms of a text by their number; the longest term wins over those inside it."""
        return Counter(found for found, _, _ in self._automaton.find_matches_as_indexes(normalise(text)))

    def meaning(self, term: int) -> tuple[tuple[int, float], ...]:
        """Return the concepts, by number, that a term speaks for, with its weight for each."""
        return self._meanings[term]


def _load(name: str) -> Lexicon:
    read = TypeAdapter(tuple[Concept, ...]).validate_json((_DATA / name).read_bytes())
    return Lexicon(read)


@cache
def topics() -> Lexicon:
    """Load the 17 IPTC Media Topics of the top level."""
    return _load("topics.json")


@cache
def contexts() -> Lexicon:
    """Load the 37 PLOVER contexts."""
    return _load("contexts.json")
