"""What a predicate means in PLOVER: frames, light verbs, and operators over what they govern."""

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from schemas.plover import EventType
from tasks.extract.acts.building import framed, holders, is_named_deed, lent, nominal, participants
from tasks.extract.acts.jointly import is_done_jointly
from tasks.extract.acts.lexicon import (
    VerbFrame,
    classes,
    lemma_of,
    light_verbs,
    noun_operators,
    operators,
    words,
)
from tasks.extract.acts.matching import (
    best_verb_frame,
    is_listed_as_none,
    noun_frame_of,
    noun_keys,
    role_tokens,
    usual_mode,
)
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.misparsed import is_hidden_verb
from tasks.extract.acts.modality import as_planned, with_modality
from tasks.extract.acts.operating import complements, compose, operator_strength
from tasks.extract.acts.saying import has_no_mind_to, has_or_else
from tasks.extract.acts.status import is_negated
from tasks.extract.acts.syntax import Clause, clause_of, is_bare_participle

__all__ = ["Meanings", "guessed"]

_ANY_SLOT: Final = ("obj", "dat", "against", "on", "with", "to", "for")

_ACTS_BY_ITSELF: Final = frozenset({"refuse", "deny", "accuse", "condemn", "ban", "order", "request"})
"""Operators that state an act whatever they govern: to refuse a reply is a refusal, to promise one nothing."""

_DEPTH: Final = 5
_SPECIFIC: Final = 3
_CERTAIN: Final = 6


class Meanings:
    """Read the meanings of predicates, each once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._known: dict[int, Meaning | None] = {}

    def of(self, token: Token, depth: int = 0) -> Meaning | None:
        """Return what a token means as a predicate, None if it names no act."""
        if token.i not in self._known:
            self._known[token.i] = self._read(token, depth) if depth <= _DEPTH else None
        return self._known[token.i]

    def _read(self, token: Token, depth: int) -> Meaning | None:
        if is_named_deed(token):
            return self._of_noun(token, depth)
        if token.pos_ in ("VERB", "AUX"):
            return self._of_verb(token, depth)
        if token.pos_ == "ADJ":
            return self._of_adjective(token, depth)
        if is_hidden_verb(token):
            return self._plain(clause_of(token), depth)
        if token.pos_ in ("NOUN", "PROPN"):
            return self._of_noun(token, depth)
        return None

    def _of_verb(self, verb: Token, depth: int) -> Meaning | None:
        clause = clause_of(verb, headline_passive=True)
        adjective = next((c for c in verb.children if c.dep_ == "acomp"), None)
        if verb.lemma_ in ("be", "look", "seem", "appear", "stand", "remain") and adjective is not None:
            return with_modality(clause, self.of(adjective, depth + 1))
        found = self._plain(clause, depth)
        if found is not None and found.type in ("REQUEST", "COERCE", "SANCTION") and has_or_else(clause):
            found = replace(found, type="THREATEN", mode="violence")
        return with_modality(clause, found)

    def _of_adjective(self, adjective: Token, depth: int) -> Meaning | None:
        clause = clause_of(adjective)
        stated = clause.subjects and not is_negated(adjective.head)
        frame = best_verb_frame(clause) if stated else None
        return self._of_operator(clause, depth) or (framed(clause, frame) if frame is not None else None)

    def _plain(self, clause: Clause, depth: int) -> Meaning | None:
        operated = self._of_operator(clause, depth)
        frame = best_verb_frame(clause)
        if (
            operated is not None
            and operated.strength >= _CERTAIN
            and not (frame and frame[1] > operated.strength)
        ):
            return operated
        aimed = self._of_instrument(clause, depth)
        if aimed is None and frame is not None and frame[0].type == "MOBILIZE":
            aimed = self._for_aim(clause, depth, "ASSAULT", None) or self._against(clause, frame, depth)
        if aimed is None and lemma_of(clause.head) in words("sending"):
            aimed = self._for_aim(clause, depth, "ACCUSE", "investigate")
        if aimed is not None:
            return aimed
        if frame is not None and (frame[0].type == "NONE" or frame[1] > _SPECIFIC):
            return framed(clause, frame)
        borrowed = self._of_light_verb(clause)
        if borrowed is not None and (operated is None or operated.operator == "announce"):
            return borrowed
        if operated is None and frame is None and is_done_jointly(clause):
            return self._done_jointly(clause)
        return operated or (framed(clause, frame) if frame is not None else None)

    @staticmethod
    def _done_jointly(clause: Clause) -> Meaning:
        """Read whatever else parties do together as cooperation (section 3.5)."""
        partners = role_tokens(("with", "alongside"), clause)
        return Meaning(
            clause.head, "COOPERATE", None, list(clause.subjects), partners, 2, "verb", {clause.head.i}
        )

    def _of_light_verb(self, clause: Clause) -> Meaning | None:
        for light in light_verbs().get(lemma_of(clause.head), ()):
            if light.particle and light.particle != clause.particle:
                continue
            things = clause.objects or clause.preps.get("in", []) + clause.preps.get("under", [])
            for thing in things[:2]:
                frame = noun_frame_of(thing)
                if frame is None or "nominal" in frame.flags:
                    continue
                return lent(clause, thing, frame, light.role)
        return None

    def _against(self, clause: Clause, frame: tuple[VerbFrame, int], depth: int) -> Meaning | None:
        """Read "sent troops to confront X" as a move against X: no fight is told yet."""
        moved = framed(clause, frame)
        for aim in clause.complements.get("purpose", []) + clause.complements.get("inf", []):
            inner = self.of(aim, depth + 1)
            if moved is not None and inner is not None and inner.type == "ASSAULT":
                recipients = inner.recipients + moved.recipients
                return replace(moved, recipients=recipients, used=inner.used | moved.used)
        return None

    def _for_aim(self, clause: Clause, depth: int, event_type: EventType, mode: str | None) -> Meaning | None:
        """Read "sent jets to destroy X" as the assault, which takes the place of moving (section 3.14.1).

        Likewise "sent troops to help X" is aid (3.6), "named a judge to investigate X" an investigation.
        """
        kinds = clause.complements
        for aim in kinds.get("purpose", []) + kinds.get("inf", []):
            inner = self.of(aim, depth + 1)
            if inner is None or (inner.type == "ASSAULT" and lemma_of(aim) in words("intended")):
                continue
            helps = event_type == "ASSAULT" and _is_relief(inner)
            if helps or (inner.type == event_type and mode in (None, inner.mode)):
                used = inner.used | {clause.head.i}
                return replace(
                    inner, trigger=clause.head, actors=list(clause.subjects), source="light", used=used
                )
        return None

    def _of_instrument(self, clause: Clause, depth: int) -> Meaning | None:
        """Read "signed a decree banning X", "launched an operation to detain X" as the act aimed at."""
        lemma = lemma_of(clause.head)
        if lemma not in light_verbs().keys() | words("publishing") | words("drafting"):
            return None
        for thing in (clause.objects or clause.preps.get("for", []))[:1]:
            planned = noun_operators().get(thing.lemma_.lower()) == "plan"
            if planned or not noun_keys(thing) & words("laws"):
                continue
            aims = [c for c in thing.children if c.dep_ in ("acl", "relcl") and c.tag_ != "VBN"]
            for aim in aims + clause.complements.get("purpose", []) + clause.complements.get("inf", []):
                inner = self.of(aim, depth + 1)
                if inner is None:
                    continue
                used = inner.used | {clause.head.i, thing.i}
                told = replace(inner, actors=list(clause.subjects), strength=4, source="light", used=used)
                return as_planned(told) if lemma in words("drafting") else told
        return None

    def _of_noun(self, noun: Token, depth: int) -> Meaning | None:
        operator = noun_operators().get(noun.lemma_.lower())
        if operator is not None:
            for child in noun.children:
                if child.dep_ in ("acl", "relcl") and any(c.tag_ == "TO" for c in child.children):
                    inner = self.of(child, depth + 1)
                    clause = clause_of(noun)
                    clause.subjects = holders(noun)
                    return compose(operator, clause, inner, 6 if inner else 2)
        frame = noun_frame_of(noun)
        if frame is None or "background" in frame.flags:
            return None
        found = nominal(noun, frame)
        if frame.type == "PROTEST" and not found.actors:
            protesting = participants(noun)
            found = replace(found, actors=protesting, source="light") if protesting else found
        if frame.type == "CONSULT" and noun.dep_ == "nsubj" and noun.head.lemma_ in words("breakdowns"):
            found = replace(found, type="REJECT", mode="meet", source="light", used={noun.i, noun.head.i})
        return found

    def _of_operator(self, clause: Clause, depth: int) -> Meaning | None:
        unwanted = has_no_mind_to(clause)
        if unwanted is not None:
            return compose("refuse", clause, self.of(unwanted, depth + 1), _CERTAIN)
        best: Meaning | None = None
        for operator in operators().get(lemma_of(clause.head), ()):
            for complement in complements(operator, clause):
                inner = self.of(complement, depth + 1) if complement is not None else None
                idle = inner is None and complement is not None and is_listed_as_none(complement)
                if idle and operator.operator not in _ACTS_BY_ITSELF:
                    continue
                found = compose(operator.operator, clause, inner, operator_strength(operator, inner))
                if found is not None and (best is None or found.strength > best.strength):
                    best = found
        return best


def _is_relief(aim: Meaning) -> bool:
    """Tell whether the aim of moving forces is to help somebody who is not a force of one's own."""
    helped = aim.recipients[:1]
    return aim.type == "AID" and bool(helped) and not noun_keys(helped[0]) & classes()["force"]


def guessed(token: Token, event_type: EventType, probability: float) -> Meaning:
    """Return what the network reads in a word that the lexicon does not know as an act."""
    borrowed = token.pos_ == "NOUN" and token.dep_ in ("dobj", "nsubj", "nsubjpass")
    verb = token.head if borrowed else token
    clause = clause_of(verb, headline_passive=True)
    recipients = [t for t in role_tokens(_ANY_SLOT, clause) if t not in clause.subjects and t != token]
    things = {t.i for t in clause.objects if t.pos_ == "NOUN" and noun_frame_of(t) is not None}
    strength = round(probability * 10)
    used = {token.i, verb.i, *things}
    actors = list(clause.subjects)
    if is_bare_participle(clause):  # "Two soldiers killed in Togo"
        actors, recipients = [], actors + recipients
    mode = usual_mode(token, event_type) or usual_mode(verb, event_type)
    return Meaning(token, event_type, mode, actors, recipients, strength, "model", used)
