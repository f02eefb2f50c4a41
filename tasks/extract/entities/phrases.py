"""Say which actors a noun phrase denotes: names, titles, common nouns with their sides, pronouns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Token

from schemas.event import Entity, EntityKind
from tasks.extract.entities.discourse import Discourse
from tasks.extract.entities.offices import office_on
from tasks.extract.entities.people import PersonName
from tasks.extract.entities.pronouns import antecedents
from tasks.extract.entities.records import Identity, Match, Noun
from tasks.extract.entities.sides import Side, merge, sector_of, side_of_entity, side_of_name
from tasks.extract.entities.tables import country_adjective, nouns, proper_heads, words
from tasks.extract.reading import PassageReading

__all__ = ["Phrases"]

_TELLING_ADJECTIVES = frozenset({"MIL", "REB", "OPP", "PRM"})
_NOT_TELLING = frozenset({"general", "major", "opposing"})
_DOMESTIC = frozenset({"COP", "JUD", "LEG", "CVL", "MED", "EDU", "LAB", "AGR", "REL", "OPP", "JRN"})
_OWNING = {"of": 0, "from": 0, "for": 1, "by": 1, "with": 2, "in": 2, "at": 2, "within": 2, "inside": 2}


_ACRONYM = 6


class _Phrase(NamedTuple):
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
    if noun.kind in {"organisation", "group"}:
        return "organisation" if noun.kind == "organisation" else "group"
    return "unknown"


@dataclass
class Phrases:
    """Resolve the noun phrases of one passage.

    Attributes:
        reading: The passage.
        cover: The gazetteer's match at each token that it knows.
        people: The person's name at each of its tokens.
        discourse: What was named before.
        day: Day of the document as ISO 8601, None if unknown.
        sentences: Number of the sentence of each token.
    """

    reading: PassageReading
    cover: dict[int, Match]
    people: dict[int, PersonName]
    discourse: Discourse
    day: str | None
    sentences: list[int]
    _found: dict[int, tuple[Entity, ...]] = field(default_factory=dict)

    def one(self, token: Token) -> tuple[Entity, ...]:
        """Return the actors that the phrase headed by a token denotes, without its conjuncts."""
        if token.i not in self._found:
            self._found[token.i] = ()  # A phrase that leads back to itself denotes nothing new.
            self._found[token.i] = self._resolve(token)
        return self._found[token.i]

    def _resolve(self, token: Token) -> tuple[Entity, ...]:
        if token.i in self.people:
            return (self._person(self.people[token.i]),)
        if token.i in self.cover:
            return (self._named(self.cover[token.i]),)
        if token.pos_ == "PRON" or token.lower_ in words("pronoun"):
            return antecedents(self, token)
        if (parts := self._whole_of_part(token)) is not None:
            return parts
        noun, start = self._noun(token)
        if noun is not None:
            return self._common(token, noun, start)
        return self._proper(token) if token.pos_ == "PROPN" else self.owners(token)

    # Names

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
        return self.entity(
            token.i, token.i + 1, Identity(known.name, known.kind, known.country, known.sector)
        )

    def _named(self, match: Match) -> Entity:
        name = match.name
        who = Identity(name.name, name.kind, name.country, name.sector)
        if name.use in {"people", "person"}:
            text = self.reading.doc[match.start : match.end].text
            who = Identity(text, "group" if name.use == "people" else "person", name.country, "CVL")
        return self.entity(match.start, match.end, who)

    def _person(self, person: PersonName) -> Entity:
        doc = self.reading.doc
        former = self._former(person.title_start)
        if (known := person.known) is not None:
            country, sector = office_on(known, self.day)
            who = Identity(known.name, "person", country, "ELI" if former else sector)
            return self.entity(person.start, person.end, who)
        text = doc[person.start : person.end].text
        earlier = self.discourse.persons.get(doc[person.end - 1].lower_)
        if earlier is not None and person.end - person.start == 1:
            return self.again(doc[person.start], earlier.entity)
        side, told = self._told_of(person, former)
        if earlier is not None and earlier.entity.name == text:
            side, told = side or earlier.entity.country, told or earlier.entity.sector
        return self.entity(person.start, person.end, Identity(text, "person", side, told))

    def _told_of(self, person: PersonName, former: bool) -> tuple[str | None, str | None]:
        """Return country and sector of a person as title, affiliation and apposition tell them."""
        head = self.reading.doc[person.end - 1]
        side = merge([s for i in self._before(person.title_start) for s in self._side_at(i)])
        if side is None and (sides := self._sides(head)):
            side = merge([s for s in sides if s.first < person.start or s.first >= person.end])
        sector = None
        country = side.country if side else None
        if person.title is not None:
            known = nouns().get(person.title.title)
            noun = known or Noun(person.title.title, person.title.sector, "person", "", False, False)
            sector = sector_of(noun, side, former)
            if country is None and noun.state and noun.sector:
                country = self.discourse.focus()
        for other in self._appositions(head):
            country, sector = country or other.country, sector or other.sector
        return country, sector

    def _appositions(self, head: Token) -> Iterator[Entity]:
        beside = [child for child in head.rights if child.dep_ == "appos"]
        if head.dep_ == "appos":
            beside.append(head.head)
        for token in beside:
            noun, start = self._noun(token)
            if noun is not None and token.i not in self.people:
                yield from self._composed(_Phrase(token, noun, start), self._sides(token))

    def _before(self, start: int) -> Iterator[int]:
        """Yield the tokens of the phrase before a name or title, from the left."""
        doc, index = self.reading.doc, start - 1
        while index >= 0 and start - index < 7 and (doc[index].pos_ in {"PROPN", "ADJ", "NOUN", "PART"}):
            index -= 1
        yield from range(index + 1, start)

    def _former(self, start: int) -> bool:
        return any(self.reading.doc[i].lower_ in words("former") for i in self._before(start))

    def _proper(self, token: Token) -> tuple[Entity, ...]:
        """Return what a capitalised name stands for that the gazetteer lacks."""
        start, end = self._capitals(token)
        if end - start == 1 and (earlier := self.discourse.persons.get(token.lower_)) is not None:
            return (self.again(token, earlier.entity),)
        text = self.reading.doc[start:end].text
        sector = proper_heads().get(token.lower_)
        if sector is None or end - start == 1:
            return (self.entity(start, end, Identity(text, "unknown", None, None)),)
        side = merge(self._sides(token))
        kind: EntityKind = "group" if sector == "REB" else "organisation"
        country = side.country if side else None
        if sector == "IGO":
            country, sector = "IGO", ""
        return (self.entity(start, end, Identity(text, kind, country, sector)),)

    def _capitals(self, token: Token) -> tuple[int, int]:
        """Return the tokens of the capitalised name that a token heads, with its "of" part."""
        doc, start, end = self.reading.doc, token.i, token.i + 1
        while (
            start > 0 and doc[start - 1].text[0].isupper() and doc[start - 1].pos_ in {"PROPN", "ADJ", "NOUN"}
        ):
            start -= 1
        for child in token.rights:
            inner = next(child.rights, None) if child.lower_ in {"of", "for"} and child.i == end else None
            if inner is not None and inner.text[0].isupper():
                end = inner.i + 1
        return start, end

    # Common nouns

    def _noun(self, token: Token) -> tuple[Noun | None, int]:
        """Return the longest entry of the lexicon that ends at a token, and where it starts."""
        doc = self.reading.doc
        for child in token.rights:
            if child.lower_ == "of" and (inner := next(child.rights, None)) is not None:
                found = nouns().get(f"{token.lower_} of {inner.lower_}")
                if found is not None:
                    return found, token.i
        for size in (3, 2, 1):
            start = token.i + 1 - size
            if start >= 0 and (found := nouns().get(doc[start : token.i + 1].text.lower())) is not None:
                return found, start
        return None, token.i

    def _whole_of_part(self, token: Token) -> tuple[Entity, ...] | None:
        """Return the whole for words like "dozens of", None for other words."""
        if token.lower_ not in words("part"):
            return None
        for child in token.rights:
            if child.lower_ == "of" and (inner := next(child.rights, None)) is not None:
                return self.all(inner)
        return None

    def all(self, token: Token) -> tuple[Entity, ...]:
        """Return the actors that a phrase denotes, with those of its conjuncts."""
        heads = [token]
        if token.dep_ != "conj":
            heads += [other for other in token.conjuncts if other.i > token.i]
        found: dict[tuple[int, str], Entity] = {}
        for head in heads:
            for entity in self.one(head):
                found.setdefault((entity.start, entity.name), entity)
        return tuple(found.values())

    def _common(self, token: Token, noun: Noun, start: int) -> tuple[Entity, ...]:
        named = next((c for c in token.rights if c.dep_ == "appos" and c.i in self.people), None)
        if noun.kind == "person" and named is not None:
            return self.one(named)
        sides = self._sides(token)
        if not sides and (again := self._taken_up(token, noun)):
            return again
        if noun.kind == "country":
            return self._states(sides)
        return self._composed(_Phrase(token, noun, start), sides)

    def _taken_up(self, token: Token, noun: Noun) -> tuple[Entity, ...]:
        """Return whom "the ministry", "the group" takes up again, if that is certain."""
        definite = any(child.lower_ in words("definite") for child in token.lefts)
        if noun.plural and noun.kind == "country" and self._counted(token):
            return self.discourse.pair()
        if not definite and not noun.plural:
            return ()
        found = self.discourse.taken_up(noun.key, self.sentences[token.i])
        if found is None or not definite:
            return ()
        return (self.again(token, found),)

    @staticmethod
    def _counted(token: Token) -> bool:
        return any(child.lower_ in {"two", "both"} for child in token.lefts)

    @staticmethod
    def _states(sides: list[Side]) -> tuple[Entity, ...]:
        """Return the owners of "countries", which denote nobody by themselves ("NATO countries")."""
        return tuple(side.entity for side in sides if side.entity is not None)

    def _composed(self, phrase: _Phrase, sides: list[Side]) -> tuple[Entity, ...]:
        """Return the bearers of a common noun, one actor a side ("Russian and Belarusian troops")."""
        head = phrase.head.i
        first = min([phrase.start, *(side.first for side in sides if side.first < head)])
        last = max([head, *(side.last for side in sides if side.last > head)])
        chosen: list[Side | None] = [merge(sides)]
        if len(sides) > 1 and all(side.state for side in sides) and self._joined(sides):
            chosen = list(sides)
        made = (self._bearer(phrase, side) for side in chosen)
        return tuple(self.entity(first, last + 1, who) for who in made if who is not None)

    def _joined(self, sides: list[Side]) -> bool:
        doc = self.reading.doc
        return any(doc[side.last].dep_ == "conj" for side in sides)

    def _bearer(self, phrase: _Phrase, side: Side | None) -> Identity | None:
        """Return who bears a common noun on a side, None if the words do not tell."""
        noun = phrase.noun
        sector = sector_of(noun, side, self._former(phrase.start))
        if side is None and (noun.kind == "thing" or sector is None):
            return None
        if noun.kind == "thing" and side is not None and (owner := side.entity) is not None:
            return Identity(
                owner.name, owner.kind, owner.country, owner.sector if owner.kind != "country" else sector
            )
        country = side.country if side else None
        if country is None and noun.inherits == "peace":
            country = "UNO"
        if country is None and (noun.state or sector in _DOMESTIC):
            country = self.discourse.focus()
        return Identity(self._composed_name(phrase, side, country), _kind(noun), country, sector)

    def _composed_name(self, phrase: _Phrase, side: Side | None, country: str | None) -> str:
        """Return one name for "Russia's army" and "the Russian army"."""
        own = self.reading.doc[phrase.start : phrase.head.i + 1].text
        own = own if own.isupper() and len(own) < _ACRONYM else own.lower()
        if side is None:
            return own
        if side.entity is None:
            return self.reading.doc[min(side.first, phrase.start) : phrase.head.i + 1].text
        if side.entity.kind == "country" or side.state:
            return f"{country_adjective(country or '') or side.entity.name} {own}"
        return f"{side.entity.name} {own}"

    # Sides

    def _sides(self, token: Token) -> list[Side]:
        """Return whose the thing is that a noun names, as its modifiers tell, in their order."""
        found = [side for child in token.lefts for side in self._left_side(child)]
        if any(side.country for side in found):
            return found
        ranked = sorted(
            (_OWNING[child.lower_], child.i, child)
            for child in token.rights
            if child.dep_ in {"prep", "agent"} and child.lower_ in _OWNING
        )
        for rank, _, preposition in ranked:
            for inner in preposition.rights:
                entities = self.all(inner) if rank < 2 else self._place(inner)
                if entities:
                    last = max(t.i for t in inner.subtree) if rank == 0 else inner.i
                    return [*found, *(side_of_entity(e, token.i, min(last, inner.i)) for e in entities)]
        return found

    def _place(self, token: Token) -> tuple[Entity, ...]:
        """Return the state of a place after "in", only where the gazetteer knows it."""
        match = self.cover.get(token.i)
        if match is None or match.name.kind == "person":
            return ()
        return (self._named(match),)

    def _left_side(self, child: Token) -> Iterator[Side]:
        if child.i in self.people or child.i in self.cover:
            yield from self._side_at(child.i)
            for other in child.conjuncts:
                if other.i > child.i and other.i in self.cover:
                    yield from self._side_at(other.i)
        elif child.dep_ == "poss":
            yield from (side_of_entity(entity, child.i, child.i) for entity in self.all(child))
        elif child.dep_ in {"compound", "nmod", "amod"}:
            yield from self._modifier_side(child)

    def _modifier_side(self, child: Token) -> Iterator[Side]:
        inner = [side for left in child.lefts for side in self._left_side(left)]
        noun = nouns().get(child.lower_)
        telling = noun is not None and (child.dep_ != "amod" or noun.sector in _TELLING_ADJECTIVES)
        if noun is not None and telling and child.lower_ not in _NOT_TELLING:
            inner.append(Side(None, noun.sector or None, False, None, child.i, child.i))
        yield from inner

    def _side_at(self, index: int) -> Iterator[Side]:
        """Yield the side that a name at a token tells; from its last token only."""
        if index in self.people:
            person = self.people[index]
            if index == person.end - 1:
                yield side_of_entity(self._person(person), person.title_start, index)
        elif (match := self.cover.get(index)) is not None and index == match.end - 1:
            yield side_of_name(match.name, self._named(match), match.start, index)

    def owners(self, token: Token) -> tuple[Entity, ...]:
        """Return the actors behind a thing or act: "Iran's attack", "the decision of the court"."""
        return tuple(side.entity for side in self._sides(token) if side.entity is not None)
