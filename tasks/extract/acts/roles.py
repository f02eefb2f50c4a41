"""From the words that fill a role to the entities they denote."""

from collections.abc import Iterator
from typing import Final, Protocol

from spacy.tokens import Token

from schemas.event import Entity, EntityKind
from tasks.extract.acts.lexicon import classes, words
from tasks.extract.acts.matching import noun_frame_of, noun_keys
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import clause_of, is_temporal, preposition_objects
from tasks.extract.reading import PassageReading

__all__ = ["Roles"]

_THINGS_COUNT: Final = frozenset(
    {"ASSAULT", "COERCE", "REJECT", "ACCUSE", "SANCTION", "RETREAT", "SUPPORT", "PROTEST", "THREATEN"}
)
_TOWARDS: Final = (
    "against",
    "to",
    "with",
    "on",
    "from",
    "into",
    "toward",
    "towards",
    "over",
    "at",
    "of",
    "for",
)
_WITHIN: Final = ("in", "across", "near")
_PLACED: Final = frozenset(
    {"AGREE", "AID", "MOBILIZE", "RETREAT", "CONCEDE", "COERCE", "SANCTION", "ASSAULT"}
)
_LEFT: Final = frozenset(
    {"amod", "compound", "nummod", "nmod", "poss", "advmod", "quantmod", "punct", "case"}
)
_OWNERSHIP: Final = ("by", "from", "of")
_REACH: Final = ("against", "on", "in", "for", "with", "between", "to", "at")


class _Actors(Protocol):
    def actors_of(self, passage_reading: PassageReading, token: Token) -> tuple[Entity, ...]: ...


def _is_weapon(token: Token) -> bool:
    return bool(noun_keys(token) & classes()["weapon"])


def _possessors(token: Token) -> Iterator[Token]:
    """Yield whose a weapon is or who fired it; where it was made does not count."""
    yield from (c for c in token.children if c.dep_ == "poss")
    for child in (token, *token.children):
        if child == token or (child.dep_ == "acl" and child.tag_ == "VBN"):
            yield from preposition_objects(child).get("by", [])


def _kind(token: Token) -> EntityKind:
    if token.pos_ == "PROPN":
        return "unknown"
    return "group" if token.tag_ == "NNS" else "person"


def farther(meaning: Meaning) -> Iterator[Token]:
    """Yield the objects of prepositions deeper in an act's clause, whoever they are attached to."""
    wanted = _TOWARDS + (_WITHIN if meaning.type in _PLACED else ())
    if meaning.type in ("CONSULT", "PROTEST"):
        wanted = ("with", "against")
    trigger = meaning.trigger
    for token in trigger.subtree:
        if token.i < trigger.i or token.dep_ != "pobj" or token.head.lower_ not in wanted:
            continue
        if meaning.type in ("ACCUSE", "SUPPORT") and noun_frame_of(token.head.head) is not None:
            continue
        if token.pos_ in ("PROPN", "NOUN") and not is_temporal(token) and _same_clause(token, trigger):
            yield token


def _same_clause(token: Token, trigger: Token) -> bool:
    while token != trigger:
        if token.dep_ in ("relcl", "advcl", "ccomp", "conj", "parataxis") and token.pos_ in ("VERB", "AUX"):
            return False
        token = token.head
    return True


class Roles:
    """Resolve the role fillers of one passage."""

    def __init__(self, passage_reading: PassageReading, entities: _Actors) -> None:
        """Take the passage and the index of its entities."""
        self._reading = passage_reading
        self._entities = entities
        self._known: dict[int, tuple[Entity, ...]] = {}

    def parties(self, meaning: Meaning) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """Return the actors and recipients of an act; nobody is both."""
        actors = self._actors(meaning)
        recipients = self._recipients(meaning, actors)
        if meaning.mutual and actors:
            return actors + recipients, ()
        return actors, recipients

    def _actors(self, meaning: Meaning) -> tuple[Entity, ...]:
        for token in meaning.actors:
            found = self._narrowly(token) or self._people(token)
            if found:
                return found
        return ()

    def _recipients(self, meaning: Meaning, actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
        names = {e.name for e in actors}
        for token in (*meaning.recipients, *farther(meaning)):
            known = self._narrowly(token) if meaning.type == "ACCUSE" else self.of(token)
            if meaning.type == "ASSAULT" and token in meaning.recipients[:1] and _is_weapon(token):
                known = self._first(_possessors(token)) or (self._phrase(token),)
            found = tuple(e for e in known or self._people(token) if e.name not in names)
            if found:
                return found
            if meaning.operator == "accuse" and token.pos_ == "NOUN":
                return (self._phrase(token),)
        return self._things(meaning) if meaning.type in _THINGS_COUNT else ()

    def _things(self, meaning: Meaning) -> tuple[Entity, ...]:
        """Let a thing be the recipient where nobody is; of acts only those that are spoken of."""
        spoken_of = meaning.type in ("ACCUSE", "SUPPORT", "REJECT")
        for token in meaning.recipients:
            if token.pos_ not in ("NOUN", "PROPN") or is_temporal(token):
                continue
            if spoken_of or noun_frame_of(token) is None:
                return (self._phrase(token),)
        return ()

    def of(self, token: Token) -> tuple[Entity, ...]:
        """Return whom a phrase denotes, or else whose it is ("the ministry's decision")."""
        if token.i not in self._known:
            self._known[token.i] = self._named(token) or self._first(self._owners(token, _OWNERSHIP + _REACH))
        return self._known[token.i]

    def _narrowly(self, token: Token) -> tuple[Entity, ...]:
        """Return whose deed a phrase tells; the victims of an attack are not blamed for it."""
        if noun_frame_of(token) is None:
            return self.of(token)
        return self._first(self._owners(token, _OWNERSHIP[:2]))

    def _named(self, token: Token) -> tuple[Entity, ...]:
        found = self._entities.actors_of(self._reading, token)
        if token.pos_ != "PRON":
            return found
        return tuple(self._nearest(token, e) for e in found) or self._speaker(token)

    def _nearest(self, pronoun: Token, entity: Entity) -> Entity:
        """Let the name in the same sentence stand for a pronoun."""
        for token in pronoun.sent:
            if token.i >= pronoun.i:
                break
            if token.pos_ in ("PROPN", "NOUN") and token.dep_ in (
                "nsubj",
                "nsubjpass",
                "dobj",
                "pobj",
                "poss",
            ):
                for other in self._entities.actors_of(self._reading, token):
                    if other.name == entity.name:
                        return other
        return entity

    def _speaker(self, pronoun: Token) -> tuple[Entity, ...]:
        """Read the subject of "X said it would …" as X."""
        verb = pronoun.head
        if pronoun.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
            return ()
        if pronoun.lower_ not in ("it", "they", "he", "she", "we", "i") or verb.head.lemma_ not in words(
            "speech"
        ):
            return ()
        return tuple(
            e
            for s in clause_of(verb.head).subjects
            if s.pos_ != "PRON"
            for e in self.of(s) or self._people(s)
        )

    def _first(self, tokens: Iterator[Token]) -> tuple[Entity, ...]:
        for token in tokens:
            found = self._entities.actors_of(self._reading, token)
            if found:
                return found
        return ()

    def _owners(self, token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
        yield from (c for c in token.children if c.dep_ == "poss")
        preps = preposition_objects(token)
        for name in prepositions[:3]:
            yield from preps.get(name, [])
        for child in token.children:
            if child.dep_ == "acl" and child.tag_ == "VBN":
                yield from preposition_objects(child).get("by", [])
        yield from (c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod") and c.text[:1].isupper())
        for name in prepositions[3:]:
            yield from preps.get(name, [])

    def _people(self, token: Token) -> tuple[Entity, ...]:
        """Take a phrase for people or a name that no table knows at its word."""
        if token.pos_ == "PROPN" or (token.pos_ == "NOUN" and noun_keys(token) & classes()["people"]):
            return () if is_temporal(token) else (self._phrase(token, _kind(token)),)
        return ()

    def _phrase(self, head: Token, kind: EntityKind = "unknown") -> Entity:
        first = head
        for child in head.lefts:
            if child.dep_ in _LEFT and child.i < first.i:
                first = child.left_edge if child.dep_ in ("poss", "nmod") else child
        last = head
        if head.lemma_.lower() in words("quantities"):
            last = next((t for t in preposition_objects(head).get("of", [])), head)
        span = head.doc[first.i : last.i + 1]
        start, end = self._reading.place(span)
        text = span.text
        return Entity(text=text, start=start, end=end, name=text, kind=kind)
