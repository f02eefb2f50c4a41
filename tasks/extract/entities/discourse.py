"""Remember who has been named so far, so that surnames, pronouns and "the group" find them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.event import Entity
from tasks.extract.entities.records import Name

__all__ = ["Discourse", "Referent"]

_CERTAIN_SHARE = 0.75
_CERTAIN_COUNT = 6
_ALONE_COUNT = 2


class Referent(NamedTuple):
    """Be an actor that was mentioned, as later words may take it up again.

    Attributes:
        entity: The actor, with its first mention.
        nouns: Common nouns that fit it.
        gender: `m`, `f` or empty for persons.
        plural: Whether "they" fits it better than "it".
        sentence: Number of the sentence in its passage.
        subject: Whether it was the subject of that sentence's main clause.
        named: Whether it was a name, not a common noun.
    """

    entity: Entity
    nouns: frozenset[str]
    gender: str
    plural: bool
    sentence: int
    subject: bool
    named: bool


def _distinct(found: Iterable[Referent]) -> dict[str, Referent]:
    """Return the last mention of each actor, by name."""
    return {referent.entity.name: referent for referent in found}


def _dominant(countries: Counter[str]) -> str | None:
    """Return the country that nearly all names belong to, if there are enough of them."""
    total = countries.total()
    if total < _CERTAIN_COUNT:
        return None
    country, count = countries.most_common(1)[0]
    return country if count >= _CERTAIN_SHARE * total else None


@dataclass
class Discourse:
    """Hold what a document has named: persons for the whole document, the rest for a passage.

    Attributes:
        persons: Full records of persons by their surname in lower case.
        full_names: Persons of the gazetteer whom the document names in full, by surname.
        passage: What the passage at hand has named, in order.
        groups: Organisations by the names and acronyms that the document gave them.
        countries: How often each country's side was named in the document.
        local: The same for the passage at hand.
    """

    persons: dict[str, Referent] = field(default_factory=dict)
    full_names: dict[str, Name] = field(default_factory=dict)
    groups: dict[str, Entity] = field(default_factory=dict)
    passage: list[Referent] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    local: Counter[str] = field(default_factory=Counter)

    def open_passage(self, countries: Iterable[str]) -> None:
        """Forget the last passage's actors and note the countries that the next one names."""
        self.passage.clear()
        self.local = Counter(countries)

    def remember(self, referent: Referent) -> None:
        """Note an actor that was just named; a person's surname then stands for the full name."""
        self.passage.append(referent)
        entity = referent.entity
        if entity.kind == "person" and (words := entity.name.split()):
            known = self.persons.get(words[-1].lower())
            if known is None or " " not in known.entity.name or known.entity.country is None:
                self.persons[words[-1].lower()] = referent

    def known(self, text: str) -> Entity | None:
        """Return the actor that a name was given to before: an acronym, a full name or a surname."""
        if text in self.groups:
            return self.groups[text]
        person = self.persons.get(text.lower())
        return person.entity if person is not None else None

    def focus(self) -> str | None:
        """Return the country that the passage is about, if that is certain; else the document's.

        One adjective is not enough: "police arrested a Canadian" does not make them Canada's.
        """
        if len(self.local) == 1 and self.local.total() >= _ALONE_COUNT:
            return next(iter(self.local))
        return _dominant(self.local) if self.local else _dominant(self.countries)

    def person(self, gender: str, sentence: int, but: frozenset[str] = frozenset()) -> Entity | None:
        """Return whom "he" or "she" means, if one recent person fits, or one was the subject.

        Args:
            gender: `m` or `f`.
            sentence: Number of the pronoun's sentence.
            but: Names of persons who cannot be meant.
        """
        fit = [
            r
            for r in self.passage
            if r.entity.name not in but
            and r.entity.kind == "person"
            and not r.plural
            and r.gender in {"", gender}
            and r.sentence >= sentence - 2
        ]
        return self._certain(fit, sentence)

    def thing(self, sentence: int) -> Entity | None:
        """Return the state or organisation that "it" means, if that is certain."""
        fit = [
            r
            for r in self.passage
            if r.entity.kind != "person" and not r.plural and r.sentence >= sentence - 1
        ]
        return self._certain(fit, sentence)

    def several(self, sentence: int) -> Entity | None:
        """Return the group that "they" means, if that is certain."""
        near = [r for r in self.passage if r.sentence >= sentence - 1]
        fit = [r for r in near if r.plural] or [
            r for r in near if r.entity.kind in {"organisation", "country"}
        ]
        return self._certain(fit, sentence)

    def taken_up(self, noun: str, sentence: int) -> Entity | None:
        """Return what "the" noun takes up again, if one recent actor fits, or one was the subject."""
        fit = [r for r in self.passage if noun in r.nouns]
        return self._certain([r for r in fit if r.entity.country] or fit, sentence)

    def pair(self, sentence: int) -> tuple[Entity, ...]:
        """Return the two states that "both countries" means, if exactly two were named."""
        named = (r for r in self.passage if r.entity.kind == "country" and r.sentence <= sentence)
        found = _distinct(named)
        return tuple(r.entity for r in found.values()) if len(found) == 2 else ()

    def two_persons(self, sentence: int) -> tuple[Entity, ...]:
        """Return the two persons that "the two leaders" means, if exactly two were just named."""
        for reach in range(3):
            near = (r for r in self.passage if r.sentence >= sentence - reach and not r.plural)
            found = _distinct(r for r in near if r.entity.kind == "person" and r.named)
            if len(found) >= 2:
                return tuple(r.entity for r in found.values()) if len(found) == 2 else ()
        return ()

    @staticmethod
    def _certain(fit: list[Referent], sentence: int) -> Entity | None:
        if not fit:
            return None
        if len(_distinct(fit)) == 1:
            return fit[-1].entity
        nearest = [r for r in fit if r.sentence == sentence] or [
            r for r in fit if r.sentence == fit[-1].sentence
        ]
        subjects = _distinct(r for r in nearest if r.subject)
        return next(iter(subjects.values())).entity if len(subjects) == 1 else None
