"""Say which actors a noun phrase denotes: names, titles, common nouns with their sides, pronouns."""

from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Token

from schemas.event import Entity, EntityKind
from tasks.extract.entities.discourse import Discourse
from tasks.extract.entities.offices import office_on
from tasks.extract.entities.owners import owners, sides_of
from tasks.extract.entities.people import PersonName
from tasks.extract.entities.persons import person_entity
from tasks.extract.entities.pronouns import antecedents
from tasks.extract.entities.proper import capitals, proper
from tasks.extract.entities.records import Identity, Match, Noun
from tasks.extract.entities.sides import GOVERNMENT, Side, merge, sector_of, without_government
from tasks.extract.entities.tables import (
    country_adjective,
    given_gender,
    governing_words,
    last_words,
    nouns,
    words,
)
from tasks.extract.reading import PassageReading

__all__ = ["Common", "Phrases"]

# Sectors whose unmodified bearers belong to the country that the story is about.
_DOMESTIC = frozenset(
    {"COP", "JUD", "LEG", "CVL", "MED", "EDU", "LAB", "AGR", "REL", "OPP", "JRN", "REB", "UAF", "CRM", "PRM"}
)
_BODIES = frozenset({"organisation", "group"})
_ACRONYM = 6


class Common(NamedTuple):
    """Be a common noun in its place.

    Attributes:
        head: The noun, the last word of its entry in the lexicon.
        noun: The entry.
        start: First token of the entry.
    """

    head: Token
    noun: Noun
    start: int


def _kind(noun: Noun) -> EntityKind:
    if noun.kind == "person":
        return "group" if noun.plural else "person"
    if noun.kind in _BODIES:
        return "organisation" if noun.kind == "organisation" else "group"
    return "unknown"


@dataclass
class Phrases:
    """Resolve the noun phrases of one passage.

    Attributes:
        reading: The passage.
        cover: The gazetteer's match at each token that it knows.
        people: The person's name at each of its tokens.
        titled: The person's name at each token of its title.
        discourse: What was named before.
        day: Day of the document as ISO 8601, None if unknown.
        sentences: Number of the sentence of each token.
        upper: Whether the passage is in capitals, so that they tell no names.
    """

    reading: PassageReading
    cover: dict[int, Match]
    people: dict[int, PersonName]
    titled: dict[int, PersonName]
    discourse: Discourse
    day: str | None
    sentences: list[int]
    upper: bool
    _found: dict[int, tuple[Entity, ...]] = field(default_factory=dict)

    def entity(self, start: int, end: int, who: Identity) -> Entity:
        """Make an actor that the tokens from start to end name."""
        span = self.reading.doc[start:end]
        first, last = self.reading.place(span)
        return Entity(
            text=span.text,
            start=first,
            end=last,
            name=who.name,
            kind=who.kind,
            country=who.country or None,
            sector=who.sector or None,
        )

    def again(self, token: Token, known: Entity) -> Entity:
        """Make a further mention of a known actor at a token."""
        who = Identity(known.name, known.kind, known.country, known.sector)
        return self.entity(token.i, token.i + 1, who)

    def all(self, token: Token) -> tuple[Entity, ...]:
        """Return the actors that a phrase denotes, with those of its conjuncts, each once."""
        heads = [token]
        if token.dep_ != "conj":
            heads += [other for other in token.conjuncts if other.i > token.i]
        found: dict[tuple[str, str | None], Entity] = {}
        for head in heads:
            for entity in self.one(head):
                found.setdefault((entity.name, entity.country), entity)
        return tuple(found.values())

    def one(self, token: Token) -> tuple[Entity, ...]:
        """Return the actors that the phrase headed by a token denotes, without its conjuncts."""
        if token.i not in self._found:
            self._found[token.i] = ()  # A phrase that leads back to itself denotes nothing new.
            self._found[token.i] = self._resolve(token)
        return self._found[token.i]

    def _resolve(self, token: Token) -> tuple[Entity, ...]:
        person = self.people.get(token.i) or self.titled.get(token.i)
        if person is not None:
            return (person_entity(self, person),)
        if token.i in self.cover:
            return (self.named(self.cover[token.i], token),)
        if token.lower_ in words("pronoun"):
            return antecedents(self, token)
        parts = self._whole_of_part(token)
        if parts is not None:
            return parts
        common = self.common(token)
        if common is not None:
            return self._denoted(common)
        return proper(self, token) if token.pos_ == "PROPN" else owners(self, token)

    def named(self, match: Match, token: Token | None = None) -> Entity:
        """Make the actor that a name of the gazetteer stands for.

        Args:
            match: Where it stands.
            token: Its head in the parse, which tells whether a capital is meant as a place.
        """
        name = match.name
        country, sector = office_on(name, self.day) if name.kind == "person" else (name.country, name.sector)
        who = Identity(name.name, name.kind, country, sector)
        if name.use in {"people", "person"}:
            text = self.reading.doc[match.start : match.end].text
            who = Identity(text, "group" if name.use == "people" else "person", name.country, "CVL")
        if name.use == "capital" and token is not None and _is_place(token):
            who = Identity(without_government(name.name), "country", name.country, None)
        earlier = self.discourse.persons.get(self.reading.doc[match.start].lower_)
        if name.use in {"capital", "region"} and earlier is not None and match.end == match.start + 1:
            return self.again(self.reading.doc[match.start], earlier.entity)
        return self.entity(match.start, match.end, who)

    def common(self, token: Token) -> Common | None:
        """Return the longest entry of the lexicon of nouns that ends at a token."""
        word = token.lower_
        if word in governing_words():
            for child in token.rights:
                inner = next(child.rights, None) if child.lower_ == "of" else None
                if inner is not None and (found := nouns().get(f"{word} of {inner.lower_}")) is not None:
                    return Common(token, found, token.i)
        if word not in last_words():
            return None
        doc = self.reading.doc
        for size in (3, 2, 1):
            start = token.i + 1 - size
            phrase = doc[start : token.i + 1].text.lower().replace("’", "'") if start >= 0 else ""
            if (found := nouns().get(phrase)) is not None:
                return Common(token, found, start)
        return None

    def _whole_of_part(self, token: Token) -> tuple[Entity, ...] | None:
        """Return the whole for words like "dozens of", None for other words."""
        if token.lower_ not in words("part"):
            return None
        for child in token.rights:
            if child.lower_ == "of" and (inner := next(child.rights, None)) is not None:
                return self.all(inner)
        return None

    def _denoted(self, common: Common) -> tuple[Entity, ...]:
        """Return whom a common noun denotes: a person beside it, someone named before, its bearers."""
        person = self._person_beside(common)
        if person is not None:
            return (person_entity(self, person),)
        body = self._body_beside(common)
        if body is not None:
            return self.all(body)
        sides = sides_of(self, common.head, common)
        if not sides and (again := self._taken_up(common)):
            return again
        if common.noun.kind == "country":
            return tuple(side.entity for side in sides if side.entity is not None)
        return self.bearers(common, sides)

    def _person_beside(self, common: Common) -> PersonName | None:
        """Return the person whom a noun introduces: "the minister, X", "chairman of the union X"."""
        if common.noun.kind != "person" or common.noun.plural:
            return None
        for child in common.head.rights:
            if child.dep_ == "appos" and child.i in self.people:
                return self.people[child.i]
            if child.dep_ == "prep" and (inner := next(child.rights, None)) is not None:
                person = self.people.get(inner.i)
                if person is not None and person.title is None and person.start - 1 in self.cover:
                    return person
        return None

    def _body_beside(self, common: Common) -> Token | None:
        """Return the name that a noun introduces: "the militant group X", "the news agency X"."""
        if common.noun.plural or common.noun.kind not in {"group", "organisation"}:
            return None
        beside = (child for child in common.head.rights if child.dep_ == "appos")
        return next((child for child in beside if child.i in self.cover), None)

    def _taken_up(self, common: Common) -> tuple[Entity, ...]:
        """Return whom "the ministry", "the group" takes up again, if that is certain."""
        token, noun = common.head, common.noun
        before = {child.lower_ for child in token.lefts}
        if noun.plural and before & words("both") and noun.kind in {"country", "person"}:
            pair = self.discourse.pair if noun.kind == "country" else self.discourse.two_persons
            return tuple(self.again(token, other) for other in pair(self.sentences[token.i]))
        if not before & words("definite") or noun.kind == "thing":
            return ()
        found = self.discourse.taken_up(noun.key, self.sentences[token.i])
        return (self.again(token, found),) if found is not None else ()

    def bearers(self, common: Common, sides: list[Side]) -> tuple[Entity, ...]:
        """Return the bearers of a common noun, one actor a side ("Russian and Belarusian troops")."""
        head = common.head.i
        start, end = capitals(self, common.head)
        outer = [side.first for side in sides if side.first < head]
        first = min([common.start, start, self._proper_start(common), *outer])
        last = max([head, end - 1, *(side.last for side in sides if side.last > head)])
        chosen: list[Side | None] = [merge(sides)]
        if len(sides) > 1 and all(side.state for side in sides) and self._joined(sides):
            chosen = list(sides)
        made = (self._bearer(common, side) for side in chosen)
        return tuple(self.entity(first, last + 1, who) for who in made if who is not None)

    def _joined(self, sides: list[Side]) -> bool:
        doc = self.reading.doc
        return any(doc[side.last].dep_ == "conj" for side in sides)

    def _bearer(self, common: Common, side: Side | None) -> Identity | None:
        """Return who bears a common noun on a side, None if the words do not tell."""
        noun = common.noun
        sector = sector_of(noun, side, self.former(common.start))
        if side is None and (noun.kind == "thing" or (sector is None and not self._described(common))):
            return None
        if noun.kind == "thing" and side is not None and (owner := side.entity) is not None:
            if side.state or owner.kind == "country":
                return Identity(without_government(owner.name), "country", owner.country, sector)
            return Identity(owner.name, owner.kind, owner.country, owner.sector)
        country = side.country if side else None
        if country is None and noun.inherits == "peace":
            country = "UNO"
        if country is None and (noun.state or sector in _DOMESTIC) and not self._stationed(common, sector):
            country = self.discourse.focus()
        return Identity(self._name(common, side, country), _kind(noun), country, sector)

    def _stationed(self, common: Common, sector: str | None) -> bool:
        """Tell whether a phrase says where soldiers or envoys are but not whose: "troops in Syria"."""
        if sector not in {"MIL", "GOV"}:
            return False
        inner = (
            next(child.rights, None) for child in common.head.rights if child.lower_ in words("locative")
        )
        return any(token is not None and token.i in self.cover for token in inner)

    def _described(self, common: Common) -> bool:
        """Tell whether a noun like "group" or "observers" is described, so that it means certain ones."""
        return any(child.dep_ in {"amod", "compound"} for child in common.head.lefts)

    def gender(self, token: Token) -> str:
        """Return the gender of the person at a token: `m`, `f`, or empty if nothing tells it."""
        person = self.people.get(token.i)
        if person is None or (person.end - person.start == 1 and person.known is None):
            earlier = self.discourse.persons.get(token.lower_)
            if earlier is not None and earlier.gender:
                return earlier.gender
        if person is None:
            return ""
        known = person.known.gender if person.known else ""
        titled = person.title.gender if person.title else ""
        return known or titled or given_gender(self.reading.doc[person.start].lower_)

    def former(self, start: int) -> bool:
        """Tell whether the words before a noun or name say that the office has ended."""
        return any(self.reading.doc[i].lower_ in words("former") for i in self.before(start))

    def before(self, start: int) -> range:
        """Return the tokens of the phrase before a name or title."""
        doc, index = self.reading.doc, start - 1
        while index >= 0 and start - index < 7 and doc[index].pos_ in {"PROPN", "ADJ", "NOUN", "PART"}:
            index -= 1
        return range(index + 1, start)

    def _proper_start(self, common: Common) -> int:
        """Return where the proper name before a noun starts: "Wazalendo" in "the Wazalendo militia"."""
        doc, start = self.reading.doc, common.start
        while start > 0 and start - 1 not in self.cover and start - 1 not in self.people and not self.upper:
            left = doc[start - 1]
            if left.dep_ != "compound" or left.pos_ != "PROPN" or left.lower_ in nouns():
                break
            start -= 1
        return start

    def _proper_part(self, common: Common, index: int) -> bool:
        """Tell whether a capitalised token makes a name of a phrase: more than state and office."""
        token, found = self.reading.doc[index], self.cover.get(index)
        if common.start <= index <= common.head.i or not token.text[0].isupper():
            return False
        if token.lower_ in common.noun.key.split():
            return False
        return found is None or found.name.use in {"region", "capital"}

    def _name(self, common: Common, side: Side | None, country: str | None) -> str:
        """Return one name for "Russia's army" and "the Russian army"; proper names as they stand."""
        doc, head = self.reading.doc, common.head
        start, end = capitals(self, head)
        if any(self._proper_part(common, i) for i in range(start, end)):
            return doc[start:end].text
        own = doc[common.start : head.i + 1].text
        first = self._proper_start(common)
        if first < common.start:
            return doc[first : head.i + 1].text
        own = own if own.isupper() and len(own) < _ACRONYM else own.lower()
        if common.noun.key.startswith("ministry of "):
            own = f"{common.noun.key.removeprefix('ministry of ')} ministry"
        return own if side is None else self._side_name(common, side, country, own)

    def _side_name(self, common: Common, side: Side, country: str | None, own: str) -> str:
        """Return a common noun's name after its side's: "Kenyan army", "Hamas leaders"."""
        adjective = country_adjective(country or "")
        owner = side.entity
        if owner is None:
            return self.reading.doc[min(side.first, common.start) : common.head.i + 1].text
        ruling = common.noun.key in words("rule") and owner.kind != "unknown"  # A region rules itself.
        government = owner.name.startswith(GOVERNMENT) or ruling
        if adjective and (owner.kind == "country" or government):
            return f"{adjective} {own}"
        if side.state and owner.kind == "group":
            return f"{owner.text} {own}"
        joint = "'s" if owner.kind == "person" else ""
        return f"{owner.name}{joint} {own}"


def _is_place(token: Token) -> bool:
    """Tell whether a capital is meant as a town: where something lies, or what is shelled."""
    if token.dep_ == "pobj":
        aimed = token.head.lower_ in {"on", "against", "at"} and token.head.head.lemma_ in words("assaults")
        return aimed or token.head.lower_ in words("locative")
    if token.dep_ in {"dobj", "nsubjpass"}:
        return token.head.lemma_ in words("physical")
    return token.dep_ == "compound" and token.head.lower_ not in nouns()
