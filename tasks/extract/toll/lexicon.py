"""The words of harm and counting (`words.json`)."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = ["Kind", "Lexicon", "lexicon"]

Kind = Literal["killed", "injured", "missing", "detained", "displaced"]


class Lexicon(BaseModel):
    """Hold the words of tolls, as lemmas unless said otherwise.

    Attributes:
        verbs: Verbs whose object is harmed.
        subject_verbs: Verbs whose subject is harmed.
        states: Adjectives and participles that may stand for a count of people, as they are written.
        nouns: Nouns that count the harmed.
        toll_nouns: Nouns that give a figure.
        people: Nouns for people.
        vague: Words for a number, with the least number that they stand for, null if none.
        qualifiers: Phrases that hedge a figure.
        leave: Verbs as in `left two dead`.
        claim: Verbs as in `claimed two lives`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    verbs: dict[Kind, frozenset[str]]
    subject_verbs: dict[Kind, frozenset[str]]
    states: dict[Kind, frozenset[str]]
    nouns: dict[Kind, frozenset[str]]
    toll_nouns: dict[Kind, frozenset[str]]
    people: frozenset[str]
    vague: dict[str, int | None]
    qualifiers: dict[Literal["at-least", "at-most", "about"], tuple[str, ...]]
    leave: frozenset[str]
    claim: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    return Lexicon.model_validate_json((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
