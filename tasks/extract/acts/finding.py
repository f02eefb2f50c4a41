"""Find the acts of a passage: every predicate is read once, outer ones before what they govern."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol

from spacy.tokens import Span, Token

from schemas.event import Entity, Status
from schemas.plover import EventType
from tasks.extract.acts.certainty import certainty, embedding
from tasks.extract.acts.jointly import shares_drill
from tasks.extract.acts.lexicon import lemma_of, words
from tasks.extract.acts.matching import usual_mode
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.meanings import Meanings, guessed
from tasks.extract.acts.roles import Roles
from tasks.extract.acts.seconding import Judge, weighed
from tasks.extract.acts.status import status_of
from tasks.extract.acts.syntax import clause_of, predicate_of
from tasks.extract.acts.unlisted import unlisted
from tasks.extract.acts.worth import has_its_parties, is_public, is_worth_telling
from tasks.extract.reading import PassageReading

__all__ = ["Act", "Actors", "find_acts"]

_PREDICATES: Final = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})
_POLITICAL: Final = frozenset({"GOV", "LEG", "PTY", "OPP", "ELI"})
_PARTISAN: Final = frozenset({"LEG", "PTY"})
_IDLE: Final = 0.75
"""What lexicon and network together take for no act, with this probability, is none."""
_EXACT: Final = 5
"""Strength of a frame with so many conditions that the network is not asked."""
_LEAST_GUESSED: Final = 0.1
_LEAST_SURE_PASSING: Final = 0.4
_PASSING: Final = 2
"""Depth from which an act is told in passing: a short passage is not guessed to be about it."""
_LEAST_SURE: Final = 0.25
_LEAST_SURE_AMONG: Final = 0.65
"""Probability of a type below which nothing is told that only the network reads: in a short passage, and among
many sentences, most of which tell nothing (of eleven such acts of the documents below it ten were wrong)."""
_IDLE_BESIDE: Final = 0.5
_IDLE_ALONE: Final = 0.7
_IDLE_OF_FEW: Final = 0.9
"""The same for what only the network reads: beside another act, in a sentence without, in a short passage without."""
_FEW: Final = 3
"""Sentences of a passage so short, a dispatch or a headline, that it hardly says nothing at all."""
_LEAST: Final = 0.42
"""Below this an act is more often wrong than right on the development sentences."""
_LEAST_SECONDED: Final = 0.15
"""The same for what is planned, denied or supposed, once the model has been heard: there the lexicon
most often takes a purpose or a thought for an act. What happened is told at any confidence."""

_LEAST_PRIVATE: Final = 0.45
"""The same for acts of politics in which nobody takes part who holds or contests power: with both floors
80 articles of local and party news give a tenth fewer acts, 1,015 sentences of our own one fewer."""
_LEAST_DOUBTED: Final = 0.8
"""The same where the parties are not those that the type asks for: of our own sentences ten in a thousand
gain their act by it, 80 articles of local and party news four events in a hundred."""
_POLITICS: Final = frozenset(
    {"CONSULT", "SUPPORT", "COOPERATE", "AID", "SANCTION", "AGREE", "REQUEST", "THREATEN", "CONCEDE"}
)


class Actors(Protocol):
    """Know which actor a noun phrase denotes."""

    def actors_of(self, passage_reading: PassageReading, token: Token) -> tuple[Entity, ...]:
        """Return the actors that the phrase headed by a token denotes."""


@dataclass(frozen=True, slots=True)
class Act:
    """Be one act of a passage.

    Attributes:
        trigger: The token that names it.
        clause: The shortest clause that states it.
        confidence: 0 to 1, calibrated on development data.
        alleged_by: Head of the phrase for who accuses somebody of the act, if it is only alleged.
    """

    trigger: Token
    type: EventType
    mode: str | None
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    status: Status
    clause: Span
    confidence: float
    alleged_by: Token | None = None


def find_acts(passage_reading: PassageReading, entities: Actors, judge: Judge | None = None) -> list[Act]:
    """Return the acts that a passage states, in the order of the text.

    Args:
        passage_reading: The passage and its parse.
        entities: Who the noun phrases denote.
        judge: Seconds the lexicon, and types predicates that it does not know; lexicon alone if None.
    """
    found: list[Act] = []
    meanings = Meanings()
    roles = Roles(passage_reading, entities, judge)
    spans = list(passage_reading.doc.sents)
    least = _LEAST_SURE if len(spans) <= _FEW else _LEAST_SURE_AMONG
    sentences = [_Sentence(span, meanings, roles, judge, least) for span in spans]
    for sentence in sentences:
        found.extend(_without_topics(list(sentence.acts())))
    if judge is not None and not found and len(sentences) <= _FEW:
        found.extend(act for sentence in sentences if (act := sentence.guess(judge)) is not None)
    return sorted(found, key=lambda act: act.trigger.i)


class _Sentence:
    """Collect the acts of one sentence; no word serves two of them."""

    def __init__(
        self, sentence: Span, meanings: Meanings, roles: Roles, judge: Judge | None, least: float
    ) -> None:
        self._least = least
        self._sentence = sentence
        self._meanings = meanings
        self._roles = roles
        self._judge = judge
        self._used: set[int] = set()
        self._refused: set[int] = set()
        self._doubted: list[Act] = []
        self._triggers: dict[int, EventType] = {}
        self._told: list[tuple[EventType, frozenset[str], frozenset[str]]] = []

    def acts(self) -> Iterator[Act]:
        """Yield what the lexicon knows, then what only the network reads."""
        yield from self._listed()
        if self._judge is not None:
            yield from self._unlisted(self._judge)

    def _listed(self) -> Iterator[Act]:
        for token in sorted(self._sentence, key=_rank):
            if token.i in self._used or token.pos_ not in _PREDICATES:
                continue
            meaning = self._meanings.of(token)
            if meaning is None or meaning.trigger.i in self._used or meaning.used & self._used:
                continue
            act = _act_of(meaning, self._roles)
            if act is not None and not _has_parties(act, meaning, self._judge):
                act = None
            if act is not None and act.confidence >= _LEAST:
                seconded = act if self._judge is None else _seconded(act, meaning, self._judge)
                if seconded is None:
                    self._doubted.append(act)
                elif self._is_new(seconded):
                    self._used |= meaning.used
                    self._triggers[seconded.trigger.i] = seconded.type
                    yield seconded
                continue
            if act is None:
                self._refused |= meaning.used
                self._used |= meaning.inner.used if meaning.inner is not None else set()

    def _unlisted(self, judge: Judge) -> Iterator[Act]:
        most = _IDLE_BESIDE if self._told or self._refused else _IDLE_ALONE
        found = unlisted(self._sentence, judge, self._used, self._refused, most=most)
        for token, opinion in found:
            if (
                token.i in self._used
                or opinion.sure < self._least
                or self._is_told_again(token, opinion.type)
            ):
                continue
            meaning = guessed(token, opinion.type, opinion.sure)
            act = _read_by_network(meaning, self._roles)
            if act is not None and self._is_new(act):
                self._used |= meaning.used
                self._triggers[token.i] = act.type
                yield replace(act, confidence=opinion.confidence)

    def _is_told_again(self, token: Token, event_type: EventType) -> bool:
        """Tell whether a word only spells out an act of the same type ("summoned him to complain")."""
        near = {token.head.i, *(c.i for c in token.children)} if token.dep_ != "conj" else set()
        return any(self._triggers.get(i) == event_type for i in near)

    def guess(self, judge: Judge) -> Act | None:
        """Return the likeliest act of a sentence that tells none for sure, and none that is no event."""
        if self._doubted:
            return max(self._doubted, key=lambda act: act.confidence)
        most = _IDLE_BESIDE if self._refused else _IDLE_OF_FEW
        for token, opinion in unlisted(self._sentence, judge, set(), self._refused, most=most):
            act = _read_by_network(guessed(token, opinion.type, opinion.sure), self._roles)
            least = _LEAST_GUESSED if embedding(token) < _PASSING else _LEAST_SURE_PASSING
            if act is not None and opinion.sure >= least:
                return replace(act, confidence=opinion.confidence)
        return None

    def _is_new(self, act: Act) -> bool:
        """Tell whether nobody was told yet to do the same to the same, and note it."""
        key = (act.type, _names(act.actors), _names(act.recipients))
        if key in self._told:
            return False
        self._told.append(key)
        return True


def _seconded(act: Act, meaning: Meaning, judge: Judge) -> Act | None:
    """Let the network weigh an act; None if both are unsure of it."""
    exact = meaning.strength >= _EXACT
    governed = act.trigger.dep_ in ("xcomp", "pcomp") or act.status == "hypothetical"
    composed = (
        exact
        or governed
        or (meaning.inner is not None and meaning.operator is not None)
        or act.alleged_by is not None
    )
    opinion = weighed(judge, act.trigger, act.type, act.confidence, composed=composed)
    mode = act.mode if opinion.type == act.type else usual_mode(act.trigger, opinion.type)
    weighed_act = replace(act, type=opinion.type, mode=mode, confidence=opinion.confidence)
    idle = opinion.idle > _IDLE and act.status != "denied" and not exact
    doubtful = idle or opinion.confidence < _least(weighed_act)
    return None if doubtful else weighed_act


def _without_topics(acts: list[Act]) -> Iterator[Act]:
    """Leave out what a protest is about: a demand or denunciation is no event of its own (section 3.12.2).

    Whom it is addressed to is whom the protest is against.
    """
    protests = [act for act in acts if act.type == "PROTEST"]
    topics = [act for act in acts if any(_is_topic(act, protest) for protest in protests)]
    for act in acts:
        addressed = next((t.recipients for t in topics if act in protests and _is_topic(t, act)), ())
        others = tuple(e for e in addressed if e not in act.actors)
        if act not in topics:
            yield replace(act, recipients=others) if others and not act.recipients else act


def _is_topic(act: Act, protest: Act) -> bool:
    if act.type not in ("REQUEST", "ACCUSE"):
        return False
    below = protest.trigger in act.trigger.ancestors or (
        protest.trigger.pos_ == "NOUN" and protest.trigger.head in act.trigger.ancestors
    )
    return below and _names(act.actors) <= _names(protest.actors)


def _least(act: Act) -> float:
    if act.type in _POLITICS and not is_public(act.actors + act.recipients):
        return _LEAST_PRIVATE
    return 0.0 if act.status == "actual" else _LEAST_SECONDED


def _names(entities: tuple[Entity, ...]) -> frozenset[str]:
    return frozenset(e.name for e in entities)


def _rank(token: Token) -> tuple[int, int]:
    depth = sum(1 for _ in token.ancestors)
    return depth, token.i


def _act_of(meaning: Meaning, roles: Roles) -> Act | None:
    """Read an act with its parties; None if it is no event of public life."""
    meaning = _in_context(meaning)
    actors, recipients = roles.parties(meaning)
    if meaning.type == "MOBILIZE" and _of_several(actors):
        meaning = replace(meaning, type="COOPERATE", mode=None)
    if meaning.operator is None and meaning.type in ("COERCE", "RETREAT"):
        shared = _of_several(actors) and shares_drill(meaning.trigger)
        meaning = replace(meaning, type="COOPERATE", mode=None) if shared else meaning
    if meaning.type == "MOBILIZE" and actors and all(e.sector == "MED" for e in actors):
        meaning = replace(meaning, type="AID", mode=None)
    if _is_verbal_attack(meaning, actors):
        meaning = replace(meaning, type="ACCUSE", mode="disapprove")
        actors, recipients = roles.parties(meaning)
    if meaning.type == "PROTEST" and actors and all(e.kind == "country" for e in actors):
        meaning = replace(meaning, type="ACCUSE", mode="disapprove")  # a state protests by note
    meaning = _of_things(meaning, roles)
    if _is_hindrance(meaning, roles):
        return None
    status = status_of(meaning)
    if not is_worth_telling(meaning, status, actors, recipients):
        return None
    return Act(
        meaning.trigger,
        meaning.type,
        meaning.mode,
        actors,
        recipients,
        status,
        clause_span(meaning.trigger),
        certainty(meaning, status, actors, recipients),
        _accuser(meaning),
    )


def _read_by_network(meaning: Meaning, roles: Roles) -> Act | None:
    """Read an act that only the network knows; its parties must be those that its type asks for."""
    act = _act_of(meaning, roles)
    return act if act is not None and has_its_parties(meaning, act.actors, act.recipients) else None


def _has_parties(act: Act, meaning: Meaning, judge: Judge | None) -> bool:
    """Tell whether those are there whom the type asks for, or the network is so sure that they need not be."""
    if has_its_parties(meaning, act.actors, act.recipients):
        return True
    if judge is None or not any(e.country for e in act.actors + act.recipients):
        return False
    opinion = weighed(judge, act.trigger, act.type, act.confidence)
    return opinion.type == act.type and opinion.sure >= _LEAST_DOUBTED


def _in_context(meaning: Meaning) -> Meaning:
    """Read a joint drill as cooperation, sending peacekeepers or relief as aid (sections 3.6 and 3.14.1)."""
    if meaning.type == "MOBILIZE" and meaning.operator is None and shares_drill(meaning.trigger):
        return replace(meaning, type="COOPERATE", mode=None)
    if meaning.type != "MOBILIZE" or not {t.lemma_.lower() for t in meaning.trigger.sent} & words("relief"):
        return meaning
    return replace(meaning, type="AID", mode=None)


def _of_things(meaning: Meaning, roles: Roles) -> Meaning:
    """Read what a thing will do as foreseen, not promised ("the Dutch loan will help Chad")."""
    inner = meaning.inner
    if meaning.operator != "plan" or inner is None or not meaning.actors or not meaning.future:
        return meaning
    if roles.may_act(meaning.actors[0]):
        return meaning
    return replace(meaning, type=inner.type, mode=inner.mode)


def _is_hindrance(meaning: Meaning, roles: Roles) -> bool:
    """Tell whether a thing is in the way: "the mud does not allow any movement" refuses nothing."""
    auxiliaries = any(c.dep_ == "aux" for c in meaning.trigger.children)
    if meaning.operator != "refuse" or not auxiliaries or not meaning.actors:
        return False
    return not roles.may_act(meaning.actors[0])


def _of_several(actors: tuple[Entity, ...]) -> bool:
    return len({e.country for e in actors if e.country}) > 1


def _is_verbal_attack(meaning: Meaning, actors: tuple[Entity, ...]) -> bool:
    """Tell whether an attack is one of words: no weapon is named, and politicians or their parties act."""
    if meaning.type != "ASSAULT" or not actors or meaning.trigger.lemma_.lower() not in words("scolding"):
        return False
    return all(e.sector in _POLITICAL and (e.kind == "person" or e.sector in _PARTISAN) for e in actors)


def _accuser(meaning: Meaning) -> Token | None:
    """Return who accuses somebody of an act ("accused X of shelling Y")."""
    token = meaning.trigger
    if token.dep_ not in ("pcomp", "pobj") or token.head.lower_ not in ("of", "for"):
        return None
    governor = token.head.head
    if governor.dep_ == "dobj":
        governor = governor.head
    if lemma_of(governor) not in ("accuse", "suspect", "blame"):
        return None
    accusers = clause_of(governor).subjects
    return accusers[0] if accusers else None


def clause_span(trigger: Token) -> Span:
    """Return the shortest clause around a trigger, without what is coordinated or relative to it."""
    head = predicate_of(trigger)
    inside = {head.i}
    pending = [
        c for c in head.children if c.dep_ not in ("ccomp", "parataxis", "punct") or trigger in c.subtree
    ]
    while pending:
        token = pending.pop()
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
            continue
        inside.add(token.i)
        pending.extend(c for c in token.children if c.dep_ not in ("relcl", "parataxis"))
    if head.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children):
        inside.update(range(head.i, max(inside) + 1))
    doc = trigger.doc
    return doc[min(inside) : max(inside) + 1]
