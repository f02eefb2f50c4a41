"""Say who a person is: by the gazetteer, by an earlier mention, by title and apposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.event import Entity
from tasks.extract.entities.offices import office_on
from tasks.extract.entities.owners import side_at, sides_of
from tasks.extract.entities.people import PersonName
from tasks.extract.entities.proper import appositions
from tasks.extract.entities.records import Identity, Noun
from tasks.extract.entities.sides import Side, merge, sector_of
from tasks.extract.entities.tables import nouns

if TYPE_CHECKING:
    from tasks.extract.entities.phrases import Common, Phrases

__all__ = ["person_entity"]

_LONGEST_TITLE = 8


def person_entity(phrases: Phrases, person: PersonName) -> Entity:
    """Make the actor that the name of a person denotes.

    Args:
        phrases: The passage's phrases.
        person: The name and its title.
    """
    doc = phrases.reading.doc
    text = doc[person.start : person.end].text
    former = phrases.former(person.title_start)
    earlier = phrases.discourse.persons.get(doc[person.end - 1].lower_)
    known = person.known
    if known is not None and known.use == "surname" and earlier is not None:
        return phrases.again(doc[person.end - 1], earlier.entity)
    if known is not None and known.use == "surname":
        known = phrases.discourse.full_names.get(doc[person.end - 1].lower_, known)
    if known is not None:
        told = side.country if (side := _side_before(phrases, person)) else None
        country, sector = office_on(known, phrases.day, told)
        who = Identity(known.name, "person", country, "ELI" if former else sector)
        return phrases.entity(person.start, person.end, who)
    if earlier is not None and person.end - person.start == 1:
        return phrases.again(doc[person.start], earlier.entity)
    told, sector_told = _told(phrases, person, former)
    if earlier is not None and earlier.entity.name.split()[-1:] == text.split()[-1:]:
        told, sector_told = told or earlier.entity.country, sector_told or earlier.entity.sector
    return phrases.entity(person.start, person.end, Identity(text, "person", told, sector_told))


def _side_before(phrases: Phrases, person: PersonName) -> Side | None:
    return merge([side for i in phrases.before(person.title_start) for side in side_at(phrases, i)])


def _long_title(phrases: Phrases, person: PersonName) -> Common | None:
    """Return the office before a name that a phrase follows: "ambassador to Belgium X"."""
    doc = phrases.reading.doc
    for index in range(person.title_start - 1, max(person.title_start - _LONGEST_TITLE, 0), -1):
        if index in phrases.people or doc[index].pos_ in {"VERB", "AUX", "PUNCT", "SPACE", "CCONJ"}:
            return None
        if doc[index].pos_ == "ADP":
            common = phrases.common(doc[index - 1]) if index - 1 not in phrases.people else None
            return common if common is not None and common.noun.kind == "person" else None
    return None


def _told(phrases: Phrases, person: PersonName, former: bool) -> tuple[str | None, str | None]:
    """Return country and sector of a person as title, affiliation and apposition tell them."""
    head = phrases.reading.doc[person.end - 1]
    if (common := _long_title(phrases, person)) is not None:
        for bearer in phrases.bearers(common, sides_of(phrases, common.head, common)):
            if bearer.country is not None:
                return bearer.country, bearer.sector
    side = _side_before(phrases, person)
    if side is None:
        outside = [s for s in sides_of(phrases, head) if s.first < person.start or s.first >= person.end]
        side = merge(outside)
    country, sector = _titled(phrases, person, side, former)
    for other in appositions(phrases, head):
        country, sector = country or other.country, sector or other.sector
    return country, sector


def _titled(
    phrases: Phrases, person: PersonName, side: Side | None, former: bool
) -> tuple[str | None, str | None]:
    """Return country and sector as the title before a name and its side tell them."""
    country = side.country if side else None
    if person.title is None:
        return country, None
    title = person.title
    noun = nouns().get(title.title) or Noun(title.title, title.sector, "person", "", False, False)
    if country is None and noun.state and noun.sector:
        country = phrases.discourse.focus()
    return country, sector_of(noun, side, former)
