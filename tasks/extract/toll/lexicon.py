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
        people: Nouns for people.
        vague: Words for a number, with the least number that they stand for, null if none.
        qualifiers: Phrases that hedge a figure.
        strict: Verbs that harm only if their object is a word for people: `captured two officers`.
        events: Nouns of harm that may stand for the act: `the blast killed two`.
        reflexives: Pronouns that count one: `killed himself and six others`.
        endings: How words for several people end.
        corrections: Verbs by which a toll comes to its present figure.
        outcomes: Verbs whose participle clause still tells of the act before: `It happened at noon, killing two.`
        recorders: Nouns by or on which a scene, not a person, is captured.
        counted_of: Nouns of harm before `of` and its victims: `the death of three miners`.
        no_people: Nouns that are never people, as lemmas.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    verbs: dict[Kind, frozenset[str]]
    subject_verbs: dict[Kind, frozenset[str]]
    states: dict[Kind, frozenset[str]]
    nouns: dict[Kind, frozenset[str]]
    people: frozenset[str]
    vague: dict[str, int | None]
    qualifiers: dict[Literal["at-least", "at-most", "about"], tuple[str, ...]]
    strict: frozenset[str]
    events: frozenset[str]
    reflexives: frozenset[str]
    endings: tuple[str, ...]
    corrections: frozenset[str]
    outcomes: frozenset[str]
    recorders: frozenset[str]
    no_people: frozenset[str]
    counted_of: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    return Lexicon.model_validate_json((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
