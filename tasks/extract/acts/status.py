"""Whether an act took place: actual, planned, hypothetical or denied."""

from typing import Final

from spacy.tokens import Token

from schemas.event import Status
from tasks.extract.acts.lexicon import words
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import is_infinitive, is_passive, is_wished, predicate_of

__all__ = ["is_negated", "status_of"]

_STEPS: Final = 4


def is_negated(token: Token) -> bool:
    """Tell whether a predicate itself is negated."""
    return any(
        c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") or c.lower_ in ("never", "neither")
        for c in token.children
    )


def status_of(meaning: Meaning) -> Status:
    """Return whether an act took place, from what stands above its trigger.

    Speech acts (a threat, a promise) are actual when they are spoken, whatever they are about.
    """
    trigger = meaning.trigger
    if meaning.future:
        return "hypothetical" if _asked_whether(predicate_of(trigger)) else "planned"
    if is_negated(trigger) and meaning.operator not in ("refuse", "request"):
        return "actual" if meaning.source == "model" and meaning.type == "REJECT" else "denied"
    verb = predicate_of(trigger)
    if meaning.operator in ("refuse", "request", "agree", "promise", "threaten", "accuse"):
        return "hypothetical" if meaning.operator == "agree" and _in_doubt(verb) else "actual"
    if _denied_above(trigger) or (trigger.dep_ == "xcomp" and _is_untried(trigger.head)):
        return "denied"
    if _hypothetical(trigger, verb):
        return "hypothetical"
    return "planned" if _intended(trigger, verb) else "actual"


def _in_doubt(verb: Token) -> bool:
    """Tell whether a clause leaves open whether something was agreed ("whether they could agree")."""
    return any(
        (c.dep_ == "mark" and c.lower_ in words("conditions"))
        or (c.dep_ == "aux" and c.lower_ in words("unsure"))
        for c in verb.children
    )


def _denied_above(trigger: Token) -> bool:
    token = trigger
    for _ in range(_STEPS):
        if token.head == token:
            return False
        link = token.dep_
        if link == "conj" and token.tag_ in ("VBD", "VBZ", "VBP"):
            return False  # "denied the claim and filed a protest"
        token = token.head
        if link in (
            "dobj",
            "ccomp",
            "xcomp",
            "pcomp",
            "pobj",
            "prep",
            "nsubjpass",
            "conj",
        ) and token.lemma_ in words("denials"):
            return True
        if token.pos_ in ("VERB", "AUX") and link != "xcomp":
            return trigger.pos_ == "NOUN" and is_negated(token) and link in ("dobj", "attr")
    return False


def _is_untried(above: Token) -> bool:
    return above.lemma_ in words("implicatives") and is_negated(above)


def _asked_whether(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in verb.children)


def _hypothetical(trigger: Token, verb: Token) -> bool:
    if is_wished(verb):
        return True
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in words("unsure") and not is_negated(verb):
            return True
        if child.dep_ == "aux" and child.lower_ in ("would", "'d") and verb.dep_ != "ccomp":
            return True
        if child.dep_ == "mark" and child.lower_ in words("conditions"):
            return True
    return any(ancestor.lemma_ in words("hypotheses") for ancestor in list(trigger.ancestors)[:3])


def _intended(trigger: Token, verb: Token) -> bool:
    if trigger.pos_ in ("VERB", "AUX") and is_infinitive(trigger):
        return trigger.dep_ in ("advcl", "acl", "xcomp", "ROOT") and not _carried_out(trigger.head)
    if is_passive(verb) and verb.lemma_ in words("scheduled") and any(map(is_infinitive, verb.children)):
        return True
    return any(c.dep_ == "aux" and c.lower_ in ("will", "shall", "'ll", "wo") for c in verb.children)


def _carried_out(above: Token) -> bool:
    """Tell whether a verb says that what it governs was done: "used mortars to shell", "is seen to help"."""
    if is_negated(above):
        return False
    if is_passive(above) and above.lemma_ in words("witness"):
        return True
    return above.tag_ in ("VBD", "VBN", "VBG") and above.lemma_ in words("implicatives")
