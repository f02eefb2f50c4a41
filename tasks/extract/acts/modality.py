"""What auxiliaries make of an act: a promise, a refusal, a demand."""

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import composed, compositions, lemma_of, words
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.misparsed import misled_subject
from tasks.extract.acts.saying import headline_speaker, spoken_by, told_to
from tasks.extract.acts.syntax import Clause, clause_of, is_infinitive, is_wished

__all__ = ["as_planned", "with_modality"]

_FUTURE: Final = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_RESOLVED: Final = _FUTURE | {"would"}


def with_modality(clause: Clause, meaning: Meaning | None) -> Meaning | None:
    """Return what the auxiliaries of a clause make of its act ("will", "will not", "must")."""
    head = clause.head
    auxiliaries = {c.lower_ for c in head.children if c.dep_ == "aux"}
    if not auxiliaries and head.dep_ == "conj" and head.tag_ in ("VB", "VBN"):
        auxiliaries = {c.lower_ for c in head.head.children if c.dep_ == "aux"}
    negated = _is_negated(head)
    if auxiliaries & {"must", "should", "ought"}:
        return _demanded(clause, meaning)
    if negated and auxiliaries & _RESOLVED and lemma_of(head) in words("threats_denied"):
        return _defiant(clause, meaning)
    if meaning is None:
        return _unwilling(clause, auxiliaries) if negated else None
    if meaning.operator == "hesitate":
        return meaning if negated else None
    return _with_auxiliaries(clause, meaning, auxiliaries, negated=negated)


def as_planned(meaning: Meaning) -> Meaning:
    """Read what a bill or draft is for as the plan that it is ("introduced a bill that would sanction X")."""
    result = composed("plan", meaning.type, meaning.mode)
    if result is None or result == "=":
        return meaning
    return replace(meaning, type=result[0], mode=result[1], operator="plan", future=True)


def _is_negated(verb: Token) -> bool:
    """Tell whether a verb is negated: by "not" or "never", by "neither … nor"."""
    if any(c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor") for c in verb.children):
        return True
    return verb.dep_ == "conj" and any(c.lower_ in ("neither", "nor") for c in verb.head.children)


def _unwilling(clause: Clause, auxiliaries: set[str]) -> Meaning | None:
    """Read "X said it would not pay for the wall" as a refusal, whatever it is that X will not do."""
    head = clause.head
    if not auxiliaries & _RESOLVED or lemma_of(head) in words("no_refusals") or clause.passive:
        return None
    if not (_of_the_speaker(clause) or any(t.pos_ == "PROPN" for t in clause.subjects)):
        return None
    targets = [*clause.objects, *(t for name in ("for", "to", "with") for t in clause.preps.get(name, []))]
    return Meaning(
        head, "REJECT", None, list(clause.subjects), targets, 1, "operator", {head.i}, None, "refuse"
    )


def _with_auxiliaries(
    clause: Clause, meaning: Meaning, auxiliaries: set[str], *, negated: bool
) -> Meaning | None:
    head = clause.head
    if not negated and auxiliaries & {"could", "may", "might"} and _of_the_speaker(clause):
        return _recast("weigh", clause, meaning) or meaning
    if auxiliaries & _FUTURE or _headline_infinitive(head) or _reported_would(head, auxiliaries):
        return _promised(clause, meaning, negated=negated)
    if any(c.dep_ == "mark" and c.lower_ in words("conditions") for c in head.children):
        return meaning
    plain = auxiliaries & {"do", "does", "did", "has", "have", "had"}
    if negated and (plain or not auxiliaries) and meaning.type in ("SUPPORT", "AGREE", "CONCEDE", "RETREAT"):
        return _recast("refuse", clause, meaning)
    if negated and auxiliaries & {"can", "ca", "would", "could"}:
        return _recast("refuse", clause, meaning) if meaning.operator != "refuse" else meaning
    return meaning


def _of_the_speaker(clause: Clause) -> bool:
    """Tell whether those who act are those who speak, or what is theirs ("said its missiles could …")."""
    if not spoken_by(clause.head):
        return False
    return any(
        t.pos_ == "PRON" or any(c.dep_ == "poss" and c.pos_ == "PRON" for c in t.children)
        for t in clause.subjects
    )


def _defiant(clause: Clause, meaning: Meaning | None) -> Meaning:
    """Read "would not hesitate to", "will not tolerate" as the threat that it is."""
    used = {clause.head.i} | (meaning.used if meaning else set())
    targets = meaning.recipients if meaning and not clause.objects else list(clause.objects)
    actors = list(clause.subjects)
    return Meaning(clause.head, "THREATEN", None, actors, targets, 3, "operator", used, meaning, "threaten")


def _promised(clause: Clause, meaning: Meaning, *, negated: bool) -> Meaning | None:
    if is_wished(clause.head):
        return meaning
    if clause.passive and not clause.subjects and not negated and meaning.type in ("AID", "CONSULT"):
        return replace(meaning, future=True)
    if negated:
        return _recast("refuse", clause, meaning)
    recast = _recast("plan", clause, meaning)
    if recast is not None:
        recast.future = True
        if recast.type == "THREATEN" and not recast.actors:
            recast.actors = spoken_by(clause.head)
        if recast.type == "THREATEN" and not recast.recipients:
            recast.recipients = told_to(clause.head)
        recast.inner = meaning
    return recast


def _recast(operator: str, clause: Clause, meaning: Meaning) -> Meaning | None:
    result = composed(operator, meaning.type, meaning.mode)
    if result is None:
        return None
    if result == "=":
        return meaning
    return replace(meaning, type=result[0], mode=result[1], operator=operator)


def _demanded(clause: Clause, meaning: Meaning | None) -> Meaning | None:
    """Read "X said Y must do Z" as X's request to Y."""
    governor = clause.head.head
    if clause.head.dep_ == "ROOT":
        speakers = headline_speaker(clause.head)
    elif clause.head.dep_ == "ccomp" and lemma_of(governor) in words("speech"):
        speakers = clause_of(governor).subjects
    else:
        return None
    helped = clause.passive and not clause.subjects and meaning is not None and meaning.type == "AID"
    asked = clause.subjects or clause.objects[:1]
    if not speakers or not asked or asked[0].lower_ in ("we", "i", "it", "there", "this", "that"):
        return None
    result = composed("request", meaning.type, meaning.mode) if meaning else compositions()["request"]["*"]
    if result is None or result == "=":
        return None
    used = {clause.head.i} | (meaning.used if meaning else set())
    return Meaning(
        clause.head,
        result[0],
        result[1],
        speakers,
        [] if helped else asked,
        3,
        "operator",
        used,
        None,
        "request",
    )


def _headline_infinitive(head: Token) -> bool:
    """Tell whether a verb is a headline's future ("NATO to send tanks")."""
    if misled_subject(head) is not None:
        return is_infinitive(head)
    if not is_infinitive(head) or not any(c.dep_ == "nsubj" for c in head.children):
        return False
    return head.dep_ == "ROOT" or (head.dep_ == "ccomp" and head.head.i > head.i)


def _reported_would(head: Token, auxiliaries: set[str]) -> bool:
    if "would" not in auxiliaries:
        return False
    if head.dep_ in ("ccomp", "conj") and head.head.lemma_ in words("speech"):
        return True
    conditional = any(t.lower_ in ("if", "were", "unless") for t in head.sent)
    return head.dep_ in ("ROOT", "conj") and not conditional
