"""How sure an act's reading is, calibrated on development sentences."""

from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from schemas.event import Entity, Status
from tasks.extract.acts.lexicon import words
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.misparsed import is_lost_predicate

_CURVE: Final = (
    (0.0, 0.1),
    (0.3, 0.42),
    (0.5, 0.55),
    (0.6, 0.75),
    (0.7, 0.82),
    (0.8, 0.87),
    (0.9, 0.91),
    (1.0, 0.95),
)
"""Raw score to share of right types among the development sentences, bin by bin, made to rise."""

__all__ = ["certainty", "embedding", "is_occurrence"]


def embedding(token: Token) -> int:
    """Count the clauses above a predicate, reported speech not counted."""
    depth = 0
    token = _absolute(token) or token
    while token.head != token and not is_lost_predicate(token):
        if token.dep_ in ("relcl", "acl", "advcl", "pcomp", "csubj", "appos"):
            depth += 1 if token.dep_ == "csubj" else 2
        elif token.dep_ in ("pobj", "compound", "poss", "dobj", "nsubj", "nsubjpass"):
            depth += 1
        token = token.head
    return depth


def _absolute(participle: Token) -> Token | None:
    """Return the clause that "with three people killed" adds its toll to."""
    while participle.dep_ == "conj":
        participle = participle.head
    if participle.dep_ != "acl" or participle.tag_ != "VBN":
        return None
    token = participle.head
    while token.dep_ in ("pobj", "conj") or token.lower_ == "including":
        if token.lower_ == "with":
            break
        token = token.head
    return token.head if token.lower_ == "with" and token.dep_ == "prep" else None


def is_occurrence(noun: Token) -> bool:
    """Tell whether an act's noun is what a clause says took place ("clashes erupted")."""
    verb = noun.head
    if any(c.dep_ == "relcl" and _befalls(c) for c in noun.children):
        return True
    return noun.dep_ in ("nsubj", "nsubjpass", "csubj", "attr") and (
        verb.lemma_ in words("occurrences")
        or (verb.lemma_ == "be" and noun.dep_ == "attr" and _is_there(verb))
    )


def _befalls(verb: Token) -> bool:
    """Tell whether a relative clause says that its act took place, or whom it hurt."""
    took_place = verb.lemma_ == "take" and any(
        c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children
    )
    return took_place or verb.lemma_ in words("befalls")


def _is_there(verb: Token) -> bool:
    return any(c.dep_ == "expl" for c in verb.children)


def _only_asserted(trigger: Token) -> bool:
    """Tell whether an act is the content of an accusation ("alleged that X had trained the gunmen")."""
    verb = trigger
    while verb.dep_ in ("conj", "xcomp", "aux") and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ == "ccomp" and verb.head.lemma_ in words("assertions")


def _calibrated(raw: float) -> float:
    for (low, share), (high, next_share) in pairwise(_CURVE):
        if raw <= high:
            return share + (next_share - share) * (raw - low) / (high - low)
    return _CURVE[-1][1]


def certainty(
    meaning: Meaning, status: Status, actors: tuple[Entity, ...], recipients: tuple[Entity, ...]
) -> float:
    """Return the probability that type and parties are right."""
    value = {"verb": 0.68, "operator": 0.7, "light": 0.7, "noun": 0.45, "model": 0.35}[meaning.source]
    if meaning.source == "noun" and is_occurrence(meaning.trigger):
        value += 0.3
    value += meaning.strength * 0.02 if meaning.source == "model" else min(meaning.strength, 5) * 0.006
    value += 0.05 * bool(actors) + 0.05 * bool(recipients)
    value -= 0.04 * (not any(e.country for e in (*actors, *recipients)))
    value -= 0.12 * min(embedding(meaning.trigger), 4)
    value -= 0.15 * (status in ("denied", "hypothetical"))
    value -= 0.03 * (meaning.trigger.dep_ == "conj")
    value -= 0.15 * _only_asserted(meaning.trigger)
    return round(_calibrated(min(max(value, 0.0), 1.0)), 3)
