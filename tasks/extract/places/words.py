"""Load the word lists that tell toponyms from other names."""

from functools import cache
from pathlib import Path

from schemas.base import Record

__all__ = ["Words", "given_names", "ordinary_words", "surnames", "words"]

_DATA = Path(__file__).parent / "data"


class Words(Record):
    """Be the closed classes around a name, in lower case but for `never` and `confusable`.

    Attributes:
        calendar: Nouns of time, to which the parser often ties the place that follows ("on Friday in Kyiv").
        company: Prepositions of those with or against whom one acts.
        compass: Words before a place that name a part of it.
        confusable: Abbreviations of regions that mean something else unless a place stands before them.
        connectors: Small words inside a name ("Isle of Man").
        delivered: Lemmas of verbs that, in the passive, lead to their goal ("they were sent to Kaluga").
        directional: Prepositions before a name that may be a place or a person.
        disease: Words after a name that make it a strain or an illness.
        gatherings: Nouns of meetings and incidents that are named after their place ("Istanbul talks").
        generic: Words after a name that belong to it ("Otter Tail County").
        goals: Prepositions of the end of a movement.
        government: Words after a place that make an office of it; the place is still named.
        local: Generic words that may stand before "of" and a name ("city of").
        locative: Words before a name that make it a place.
        motion: Lemmas of verbs whose goal is where they lead.
        never: Names of other things that are also names of places.
        organisation: Words after a name that make the whole an organisation, a road or a treaty.
        regional: Generic words of administrative regions.
        roles: Words after a place that leave it one ("Moscow Mayor").
        settlement: Words beside a name that make it a place, though no gazetteer may have it.
        situating: Prepositions that say where an act took place.
        speech: Lemmas of what only people do.
        spots: Nouns of parts of a place, so that "Ukraine's coast" is in Ukraine but "Ukraine's army" is not.
        struck: Lemmas of verbs whose object, if a place, is where they take place.
        struck_nouns: Nouns of acts on a place: "attack on", "shelling of".
        surfaces: Prepositions that say where only some acts took place ("attack on", but not "sanctions on").
        titles: Words before a name that make it a person.
        topical: Lemmas of verbs whose object is talked of, not done: "discussed the war in Ukraine".
    """

    calendar: frozenset[str]
    company: frozenset[str]
    compass: frozenset[str]
    confusable: frozenset[str]
    connectors: frozenset[str]
    delivered: frozenset[str]
    directional: frozenset[str]
    disease: frozenset[str]
    gatherings: frozenset[str]
    generic: frozenset[str]
    goals: frozenset[str]
    government: frozenset[str]
    local: frozenset[str]
    locative: frozenset[str]
    motion: frozenset[str]
    never: frozenset[str]
    organisation: frozenset[str]
    regional: frozenset[str]
    roles: frozenset[str]
    settlement: frozenset[str]
    situating: frozenset[str]
    speech: frozenset[str]
    spots: frozenset[str]
    struck: frozenset[str]
    struck_nouns: frozenset[str]
    surfaces: frozenset[str]
    titles: frozenset[str]
    topical: frozenset[str]


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
