"""From the words that fill a role to the entities they denote."""

from collections.abc import Iterator
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
from spacy.tokens import Token

from schemas.event import Entity, EntityKind
from tasks.extract.acts.bidding import asker_of
from tasks.extract.acts.building import before_noun
from tasks.extract.acts.lexicon import classes, lemma_of, words
from tasks.extract.acts.matching import noun_frame_of, noun_keys
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.partaking import may_partake, partakers
from tasks.extract.acts.plurals import several_named, spoken_for
from tasks.extract.acts.reaching import farther, is_aside, is_link
from tasks.extract.acts.saying import spoken_by
from tasks.extract.acts.seconding import Judge
from tasks.extract.acts.syntax import (
    clause_of,
    is_bare_participle,
    is_temporal,
    predicate_of,
    preposition_objects,
)
from tasks.extract.model import Parts
from tasks.extract.reading import PassageReading

__all__ = ["Roles"]

_THINGS_COUNT: Final = frozenset(
    {"ASSAULT", "COERCE", "REJECT", "ACCUSE", "SANCTION", "RETREAT", "SUPPORT", "PROTEST", "THREATEN"}
)
_THINGS_FIRST: Final = frozenset({"ACCUSE", "SUPPORT", "ASSAULT"})
"""What is blamed, backed or hit is nearer than anybody named elsewhere in the clause."""

_OUTWARD: Final = frozenset({"AID", "RETREAT", "CONCEDE", "AGREE", "MOBILIZE", "COOPERATE"})
"""Types in which a state that acts does not do it to itself."""

_PARTIES: Final = frozenset({"person", "organisation", "group", "country"})
_STATE: Final = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})
_TELLING: Final = frozenset({"confirm", "describe", "witness", "report", "investigate"})
_ACRONYM: Final = range(2, 7)
_ENJOYING: Final = ("on", "against", "for", "to", "of", "with", "in")
"""What brings those who gain when something is lifted or granted; who had issued it does not."""

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


def _is_own(found: tuple[Entity, ...], actors: tuple[Entity, ...], *, soldiers: bool = False) -> bool:
    """Tell whether only the state of those who act is named, or its soldiers: "sent U.S. aid to …"."""
    own = {a.country for a in actors if a.kind == "country" or a.sector in _STATE}
    return all(
        (e.kind == "country" and e.country in own)
        or (soldiers and e.sector in ("MIL", "COP") and e.country in {None, *own})
        for e in found
    )


def _is_mere_spot(token: Token) -> bool:
    """Tell whether a phrase says where and no more: "in the area"."""
    bare = all(c.dep_ in ("det", "punct") for c in token.children)
    return bare and token.dep_ == "pobj" and token.lemma_.lower() in words("spots")


def _is_world_region(token: Token) -> bool:
    parts = [c.lower_ for c in token.lefts if c.dep_ == "compound"]
    return " ".join([*parts, token.lower_]) in words("world_regions")


def _is_place(token: Token, found: tuple[Entity, ...], event_type: str) -> bool:
    """Tell whether only a town is named: where it was done, unless nobody else is told.

    People protest in a country, too, not to it.
    """
    placed = token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "to", "into", "near", "across")
    kinds = {"unknown", "country"} if event_type == "PROTEST" else {"unknown"}
    return placed and all(e.kind in kinds and e.country for e in found)


def _is_statement(verb: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children)


def _is_pronoun(entity: Entity) -> bool:
    return entity.text.lower() in words("possessives")


class Roles:
    """Resolve the role fillers of one passage."""

    def __init__(
        self, passage_reading: PassageReading, entities: _Actors, judge: Judge | None = None
    ) -> None:
        """Take the passage, the index of its entities, and the network if it is to be heard."""
        self._judge = judge
        self._reading = passage_reading
        self._entities = entities
        self._known: dict[int, tuple[Entity, ...]] = {}

    def parties(self, meaning: Meaning) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """Return the actors and recipients of an act; nobody is both."""
        if self._judge is None:
            actors = self._actors(meaning)
            recipients = self._recipients(meaning, actors)
        else:
            actors, recipients = self._with_network(meaning, self._judge.parts_of(meaning.trigger))
        if meaning.mutual and actors and meaning.type != "REJECT":
            return actors + recipients, ()
        return actors, recipients

    def _with_network(self, meaning: Meaning, parts: Parts) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """Hear the network where the clause holds nobody, and first of all for an act that only it knows."""
        heard = meaning.source == "model"
        actors = self._acting(meaning, parts, ()) if heard else ()
        actors = actors or self._actors(meaning)
        recipients = self._partaking(meaning, parts.recipient, parts.start, actors) if heard else ()
        recipients = recipients or self._recipients(meaning, actors)
        if meaning.type != "ACCUSE":
            recipients = self._believed(recipients, parts)
        actors = actors or self._acting(meaning, parts, recipients)
        return actors, recipients or self._partaking(meaning, parts.recipient, parts.start, actors)

    def _acting(self, meaning: Meaning, parts: Parts, others: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Return who acts as the network reads the sentence: neither who is acted on nor who tells of it."""
        shares = parts.actor.copy()
        verb = predicate_of(meaning.trigger)
        clause = clause_of(verb, headline_passive=True)
        barred = clause.subjects if is_bare_participle(clause) else clause.objects
        barred = barred if verb == meaning.trigger else []
        if verb != meaning.trigger and lemma_of(verb) in words("speech") | words("assertions") | _TELLING:
            barred = clause.subjects
        sentence = meaning.trigger.sent
        shares[[t.i - parts.start for t in barred if sentence.start <= t.i < sentence.end]] = 0
        acting = self._partaking(meaning, shares, parts.start, others)
        return tuple(e for e in acting if e.kind != "unknown" or e.country or e.text[:1].isupper())

    def _partaking(
        self, meaning: Meaning, shares: npt.NDArray[np.float32], start: int, others: tuple[Entity, ...]
    ) -> tuple[Entity, ...]:
        """Return who takes part as the network reads the sentence; nobody plays two parts."""
        taken = {e.name for e in others}
        found: dict[str, Entity] = {}
        for head in partakers(meaning.trigger, shares, start):
            if is_temporal(head) or _is_world_region(head) or is_aside(head, meaning):
                continue
            known = self._narrowly(head) or self._people(head)
            known = known or ((self._phrase(head),) if head.pos_ in ("NOUN", "PROPN") else ())
            found |= {e.name: e for e in known if e.name not in taken | found.keys()}
        return tuple(found.values())

    def _believed(self, found: tuple[Entity, ...], parts: Parts) -> tuple[Entity, ...]:
        """Drop who, as the network reads the sentence, has surely no part in the act."""
        spans = ((entity, self._reading.span(entity.start, entity.end)) for entity in found)
        return tuple(e for e, span in spans if span is None or may_partake(span, parts))

    def may_act(self, token: Token) -> bool:
        """Tell whether a phrase denotes somebody who acts, and not only something of his."""
        start, _ = self._reading.place(token)
        named = any(entity.start <= start < entity.end for entity in self._named(token))
        return named or token.pos_ in ("PRON", "PROPN") or bool(self._people(token))

    def _actors(self, meaning: Meaning) -> tuple[Entity, ...]:
        for token in meaning.actors:
            found = self._narrowly(token) or self._people(token)
            if found:
                return found
        return ()

    def _recipients(self, meaning: Meaning, actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
        names = {e.name for e in actors}
        own: tuple[Entity, ...] = ()
        for token in meaning.recipients:
            if token.lower_ == "which":  # takes up what was said ("…, which Chad denies")
                continue
            known = self._recipient(token, meaning)
            found = tuple(e for e in known if e.name not in names)
            if known and not found and token.pos_ == "NOUN":  # "defended his contacts with X"
                others = (t for t in self._owners(token, _OWNERSHIP + _REACH) if t.tag_ != "PRP$")
                found = tuple(e for e in self._first(others) if e.name not in names)
            mine = meaning.type in _OUTWARD and _is_own(found, actors, soldiers=meaning.type == "MOBILIZE")
            if found and not mine and not _is_place(token, found, meaning.type):
                return found
            unfit = meaning.type == "MOBILIZE" if mine else meaning.type == "PROTEST"
            own = own or (() if unfit else found)
            if meaning.operator == "accuse" and token.pos_ == "NOUN":
                return (self._phrase(token),)
        things = self._things(meaning) if meaning.type in _THINGS_COUNT else ()
        if (own or things) and meaning.type in _THINGS_FIRST:
            return own or things
        return self._farther(meaning, actors) or own or things

    def _recipient(self, token: Token, meaning: Meaning) -> tuple[Entity, ...]:
        if meaning.type == "ASSAULT" and token == meaning.recipients[0] and _is_weapon(token):
            return self._first(_possessors(token)) or (self._phrase(token),)
        if meaning.type == "ACCUSE":
            return self._narrowly(token) or self._people(token) or self._suspected(token)
        if meaning.type == "CONSULT" and noun_frame_of(token) is not None:
            return self._narrowly(token)
        if meaning.type == "CONCEDE" and noun_frame_of(token) is not None:
            preps = preposition_objects(token)
            return self._first(t for name in _ENJOYING for t in preps.get(name, []))
        found = self.of(token) or self._people(token)
        return self._spot(token, found) if meaning.type in ("ASSAULT", "COERCE") else found

    def _spot(self, token: Token, found: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Return what was hit in a town, with the town: "a clinic in X"."""
        town = found[0] if len(found) == 1 else None
        if token.pos_ != "NOUN" or town is None or town.kind != "unknown" or not town.country:
            return found
        thing = self._phrase(token)
        if town.start < thing.end:
            return found
        span = self._reading.span(thing.start, town.end)
        if span is None:
            return found
        whole = {"text": span.text, "name": span.text, "end": town.end, "country": town.country}
        return (thing.model_copy(update=whole),)

    def _suspected(self, token: Token) -> tuple[Entity, ...]:
        """Return who is said to have done it: "looks into claims that X misled", "the jailing of Y in X"."""
        stated = [c for c in token.children if c.dep_ in ("acl", "ccomp") and _is_statement(c)]
        for subject in (s for verb in stated for s in clause_of(verb).subjects):
            found = self.of(subject) or self._people(subject)
            if found:
                return found
        frame = noun_frame_of(token)
        if frame is None or frame.type != "COERCE":
            return ()
        places = (t for t in token.subtree if t.dep_ == "pobj" and t.head.lower_ == "in")
        states = (self._denoted(t) for t in places)
        return next((s for s in states if s and s[0].kind == "country"), ())

    def _farther(self, meaning: Meaning, actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Look for a recipient outside the frame's slots; only who surely is a party counts there."""
        names, town = {e.name for e in actors}, tuple[Entity, ...]()
        for token, unknown_too in farther(meaning):
            if _is_world_region(token) or token.pos_ == "PRON":
                continue
            known = [e for e in self._denoted(token) if not _is_pronoun(e)]
            known = known or list(self._people(token) if unknown_too else ())
            inside = self._reading.place(token)[0]
            known = known if token.dep_ != "dobj" else [e for e in known if e.start <= inside < e.end]
            found = tuple(e for e in known if e.name not in names and (unknown_too or e.kind in _PARTIES))
            if not found or (meaning.type in _OUTWARD and _is_own(found, actors, soldiers=True)):
                continue
            if not _is_place(token, found, meaning.type):
                return found
            town = town or found
        return town if meaning.type != "PROTEST" else ()

    def _things(self, meaning: Meaning) -> tuple[Entity, ...]:
        """Let a thing be the recipient where nobody is; of acts only those that are spoken of."""
        spoken_of = meaning.type in ("ACCUSE", "SUPPORT", "REJECT")
        for token in meaning.recipients:
            if token.pos_ not in ("NOUN", "PROPN") or is_temporal(token) or _is_world_region(token):
                continue
            if _is_mere_spot(token):
                continue
            if spoken_of or noun_frame_of(token) is None:
                return (self._phrase(token),)
        return ()

    def of(self, token: Token) -> tuple[Entity, ...]:
        """Return whom a phrase denotes, or else whose it is ("the ministry's decision")."""
        if _is_world_region(token):
            return ()
        if token.i not in self._known:
            self._known[token.i] = self._named(token) or self._first(self._owners(token, _OWNERSHIP + _REACH))
        return self._known[token.i]

    def _narrowly(self, token: Token) -> tuple[Entity, ...]:
        """Return whose deed a phrase tells; the victims of an attack are not blamed for it."""
        if noun_frame_of(token) is None or token.lemma_.lower() in words("parties"):
            return self.of(token)
        return self._first(self._owners(token, _OWNERSHIP[:2]))

    def _denoted(self, token: Token) -> tuple[Entity, ...]:
        """Return the actors that a phrase denotes; a part of the world is none (section 5.1)."""
        found = self._entities.actors_of(self._reading, token)
        return tuple(e for e in found if e.name.lower() not in words("world_regions"))

    def _named(self, token: Token) -> tuple[Entity, ...]:
        found = self._denoted(token)
        if token.pos_ != "PRON":
            return (found or self._beside(token)) + self._members(token)
        asker = asker_of(token) or spoken_for(token)
        if asker is not None:
            return self.of(asker)
        several = several_named(token)
        if several is not None:
            found = self.of(several) or self._people(several) or found
        return tuple(self._nearest(token, e) for e in found) or self._speaker(token)

    def _beside(self, token: Token) -> tuple[Entity, ...]:
        """Return who is named after a noun that no table knows: "the co-pilot Ana Silva"."""
        named = [c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN"]
        return next((f for c in named if (f := self._denoted(c))), ())

    def _members(self, token: Token) -> tuple[Entity, ...]:
        """Return who is named of many: "several parties, including X and Y", "the leaders, X and Y"."""
        if token.tag_ != "NNS":
            return ()
        beside = [c for c in token.rights if c.dep_ == "appos"]
        named = [t for c in beside for t in (c, *c.conjuncts)]
        named_before = {e.name for e in self._denoted(token)}
        return tuple(
            entity
            for inner in (*preposition_objects(token).get("including", []), *named)
            if inner.pos_ == "PROPN"
            for entity in self._denoted(inner)
            if entity.kind in ("person", "organisation", "country") and entity.name not in named_before
        )

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
                for other in self._denoted(token):
                    if other.name == entity.name:
                        return other
        return entity

    def _speaker(self, pronoun: Token) -> tuple[Entity, ...]:
        """Read the subject of "X said it would …" as X."""
        if pronoun.dep_ not in ("nsubj", "nsubjpass") or pronoun.lower_ not in words("speakers"):
            return ()
        return tuple(e for s in spoken_by(pronoun.head) for e in self.of(s) or self._people(s))

    def _first(self, tokens: Iterator[Token]) -> tuple[Entity, ...]:
        for token in tokens:
            found = () if is_link(token) else self._denoted(token)
            if found:
                return found
        return ()

    def _owners(self, token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
        yield from (c for c in token.children if c.dep_ == "poss")
        preps = preposition_objects(token)
        for name in prepositions[:3]:
            yield from (t for t in preps.get(name, []) if t.pos_ != "VERB")
        for child in token.children:
            if child.dep_ == "acl" and child.tag_ == "VBN":
                yield from preposition_objects(child).get("by", [])
            elif child.dep_ == "acl" and child.lemma_ == "belong":
                yield from preposition_objects(child).get("to", [])
        yield from before_noun(token)
        for name in prepositions[3:]:
            yield from (t for t in preps.get(name, []) if t.pos_ != "VERB")

    def _people(self, token: Token) -> tuple[Entity, ...]:
        """Take a phrase for people or a name that no table knows at its word."""
        if token.dep_ == "compound" and token.head.pos_ == "NOUN":
            return ()
        if token.pos_ not in ("PROPN", "NOUN") or is_temporal(token) or _is_world_region(token):
            return ()
        if token.pos_ == "PROPN" or noun_keys(token) & classes()["people"]:
            return (self._phrase(token, _kind(token)),)
        if noun_keys(token) & classes()["bodies"]:
            return (self._phrase(token, "group" if token.tag_ == "NNS" else "organisation"),)
        if token.text.isupper() and len(token) in _ACRONYM and not token.sent.text.isupper():
            return (self._phrase(token, "organisation"),)
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
