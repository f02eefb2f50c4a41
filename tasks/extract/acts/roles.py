"""From the words that fill a role to the entities they denote."""

from typing import Protocol

from spacy.tokens import Token

from schemas.event import Entity
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import preposition_objects
from tasks.extract.reading import PassageReading

__all__ = ["Roles"]


class _Actors(Protocol):
    def actors_of(self, passage_reading: PassageReading, token: Token) -> tuple[Entity, ...]: ...


class Roles:
    """Resolve the role fillers of one passage."""

    def __init__(self, passage_reading: PassageReading, entities: _Actors) -> None:
        """Take the passage and the index of its entities."""
        self._reading = passage_reading
        self._entities = entities
        self._known: dict[int, tuple[Entity, ...]] = {}

    def parties(self, meaning: Meaning) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """Return the actors and recipients of an act; nobody is both."""
        actors = self._all(meaning.actors)
        recipients = tuple(r for r in self._all(meaning.recipients) if r not in actors)
        if meaning.mutual and actors:
            return actors + recipients, ()
        return actors, recipients

    def _all(self, tokens: list[Token]) -> tuple[Entity, ...]:
        found: list[Entity] = []
        for token in tokens:
            found.extend(e for e in self.of(token) if e not in found)
        return tuple(found)

    def of(self, token: Token) -> tuple[Entity, ...]:
        """Return whom a phrase denotes, or else whose it is ("the ministry's decision")."""
        if token.i not in self._known:
            self._known[token.i] = self._entities.actors_of(self._reading, token) or self._owners(token)
        return self._known[token.i]

    def _owners(self, token: Token) -> tuple[Entity, ...]:
        for child in token.children:
            if child.dep_ == "poss":
                return self._entities.actors_of(self._reading, child)
        preps = preposition_objects(token)
        for name in ("by", "from", "against", "on", "of", "in", "for", "with", "between", "to"):
            for target in preps.get(name, [])[:1]:
                found = self._entities.actors_of(self._reading, target)
                if found:
                    return found
        for child in token.lefts:
            if child.dep_ in ("compound", "amod", "nmod") and child.text[:1].isupper():
                found = self._entities.actors_of(self._reading, child)
                if found:
                    return found
        return ()
