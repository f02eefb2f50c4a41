"""Load the word lists that tell toponyms from other names."""

from functools import cache
from pathlib import Path

from schemas.base import Record

__all__ = ["Words", "given_names", "ordinary_words", "surnames", "words"]

_DATA = Path(__file__).parent / "data"


class Words(Record):
    """Be the closed classes around a name, all in lower case but `confusable`.

    Attributes:
        locative: Words before a name that make it a place.
        titles: Words before a name that make it a person.
        roles: Words after a place that leave it one ("Moscow Mayor").
        organisation: Words after a name that make the whole an organisation, a road or a treaty.
        generic: Words after a name that belong to it ("Otter Tail County").
        regional: Generic words of administrative regions.
        local: Generic words that may stand before "of" and a name ("city of").
        compass: Words before a place that name a part of it.
        speech: Lemmas of what only people do.
        connectors: Small words inside a name ("Isle of Man").
        confusable: Abbreviations of regions that mean something else unless a place stands before them.
        situating: Prepositions that say where an act took place.
        struck: Lemmas of verbs whose object, if a place, is where they take place.
    """

    locative: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    organisation: frozenset[str]
    generic: frozenset[str]
    regional: frozenset[str]
    local: frozenset[str]
    compass: frozenset[str]
    speech: frozenset[str]
    connectors: frozenset[str]
    confusable: frozenset[str]
    situating: frozenset[str]
    struck: frozenset[str]


@cache
def words() -> Words:
    """Return the word lists."""
    return Words.model_validate_json((_DATA / "words.json").read_bytes())


def _lines(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text(encoding="utf-8").split())


@cache
def ordinary_words() -> frozenset[str]:
    """Return English words that are also names of places, in lower case."""
    return _lines("ordinary_words.txt")


@cache
def given_names() -> frozenset[str]:
    """Return given names, capitalised."""
    return _lines("given_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Return frequent surnames that are also names of places, capitalised."""
    return _lines("surnames.txt")
