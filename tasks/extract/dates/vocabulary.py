"""The words of dates: `words.json` (classes of words), `tense.json`, `grammar.json` and the like."""

import json
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

__all__ = [
    "Deeds",
    "Grammar",
    "Holiday",
    "Rule",
    "Tense",
    "deeds",
    "grammar",
    "happenings",
    "holidays",
    "tense",
    "words",
]

_HERE = Path(__file__).parent


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Table):
    """Be one pattern over word classes.

    Attributes:
        name: What it is called in tests.
        pattern: Names in capitals are classes or macros, names in small letters are words,
            `key=NAME` captures; the rest is regular expression syntax.
        read: The reader that resolves a match.
    """

    name: str
    pattern: str
    read: str


class Grammar(_Table):
    """Hold the rules in the order in which they are tried, and the macros that they use.

    Attributes:
        macros: Names for parts of patterns.
        rules: Expressions.
        before: What widens an expression to the left.
        after: What widens it to the right.
        joint: What may stand between a time of day and its day.
    """

    macros: dict[str, str]
    rules: tuple[Rule, ...]
    before: tuple[Rule, ...]
    after: tuple[Rule, ...]
    joint: tuple[Rule, ...]


class Holiday(_Table):
    """Be a holiday of fixed date, nth weekday of a month, or days from Western Easter."""

    names: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    easter: int | None = None


class Tense(_Table):
    """List the words that show whether a clause looks forward or back; after `aims`, `to` looks forward."""

    aims: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]


class Deeds(_Table):
    """List deeds as lemmas.

    Attributes:
        uttered: Verbs of deeds done by speaking, beside the verbs of speech.
        forums: Nouns of deeds at which somebody speaks, so that their date is that of what is said.
        suffered: Verbs of harm, which `in the attack` says the occasion of.
        retold: Nouns that tell of a deed again, each with the verbs that may have told it before.
        light: Verbs whose subject or object names the act: `there was an attack`, `the raid took place`.
        happening: Words between an event and its day, as they are written: `the mutiny began on 24 June`.
        another: Words by which a noun tells of another deed than the one before: `an earlier attack`.
    """

    uttered: frozenset[str]
    forums: frozenset[str]
    suffered: frozenset[str]
    retold: dict[str, frozenset[str]]
    light: frozenset[str]
    happening: frozenset[str]
    another: frozenset[str]


def _load(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def words() -> dict[str, dict[str, int | str]]:
    """Return the classes of words, each with the value of every word."""
    table: dict[str, dict[str, int | str]] = json.loads(_load("words.json"))
    return table


@cache
def grammar() -> Grammar:
    """Return the rules of date expressions."""
    return Grammar.model_validate_json(_load("grammar.json"))


@cache
def holidays() -> tuple[Holiday, ...]:
    """Return the holidays whose date follows from the year."""
    return tuple(Holiday.model_validate(row) for row in json.loads(_load("holidays.json")))


@cache
def happenings() -> frozenset[str]:
    """Return the nouns of events that other dates may count from: `five days after the mutiny`."""
    return frozenset(json.loads(_load("happenings.json")))


@cache
def tense() -> Tense:
    """Return the cues of tense."""
    return Tense.model_validate_json(_load("tense.json"))


@cache
def deeds() -> Deeds:
    """Return the deeds that are done by speaking, and the nouns that tell of deeds again."""
    return Deeds.model_validate_json(_load("deeds.json"))
