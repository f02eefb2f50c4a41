"""Tell clauses that state an occurrence from those that only speak of a kind of act.

Rules for all, duties, aims, questions and what somebody leaves unsaid name acts that nobody is told to have done.
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import lemma_of, noun_operators, words
from tasks.extract.acts.matching import best_verb_frame
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import clause_of, is_infinitive, predicate_of

__all__ = ["is_told"]

_STEPS: Final = 4
_CONFLICT: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE", "THREATEN", "ACCUSE"})
_PRESENT: Final = frozenset({"VBP", "VBZ", "VB"})
_SPECIFYING: Final = frozenset({"det", "poss", "nummod"})


def is_told(meaning: Meaning) -> bool:
    """Tell whether a clause says of its act that it took place, was meant to, or was denied."""
    head = predicate_of(meaning.trigger)
    if _is_generic(head) or _is_anybodys(head) or _is_left_unsaid(meaning.trigger):
        return False
    if meaning.operator == "request":
        return True
    if meaning.type == "ACCUSE" and lemma_of(meaning.trigger) == "claim" and not _blames(meaning.trigger):
        return False
    return not (_is_aim(head) or _is_result(meaning) or any(_is_open(v) for v in _governing(head)))


def _blames(verb: Token) -> bool:
    """Tell whether a claim is about a deed: "claimed that X had lied", not "that X is losing"."""
    claims = [c for c in verb.children if c.dep_ == "ccomp"]
    for claim in claims:
        past = claim.tag_ == "VBD" or any(
            c.lower_ in ("had", "has", "have", "was", "were") for c in claim.children
        )
        frame = best_verb_frame(clause_of(claim))
        if past or (frame is not None and frame[0].type in _CONFLICT):
            return True
    return not claims


def _governing(verb: Token) -> Iterator[Token]:
    """Yield a verb and those that it is an infinitive of, or coordinated with."""
    for _ in range(_STEPS):
        yield verb
        if verb.dep_ not in ("xcomp", "acomp", "conj") or verb.head == verb:
            return
        verb = verb.head


def _is_generic(verb: Token) -> bool:
    """Tell whether a relative clause in the present defines a kind ("anyone who aids rebels")."""
    if verb.dep_ != "relcl" or verb.tag_ not in ("VBP", "VBZ") or any(c.dep_ == "aux" for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in ("who", "that", "which"):
        return False
    kind = verb.head
    if kind.lower_ in words("anybody"):
        return True
    named = any(c.dep_ in _SPECIFYING or c.text[:1].isupper() for c in kind.lefts)
    universal = any(c.dep_ == "det" and c.lower_ in ("any", "every", "each", "no") for c in kind.lefts)
    return universal or (kind.tag_ == "NNS" and not named)


def _is_anybodys(verb: Token) -> bool:
    """Tell whether nobody in particular acts ("you have to talk to them")."""
    return any(s.lower_ == "you" or s.lower_ in words("anybody") for s in clause_of(verb).subjects)


def _is_open(verb: Token) -> bool:
    """Tell whether a verb is a duty, or asks how something is done."""
    if verb.tag_ in _PRESENT and any(c.dep_ == "advmod" and c.lower_ == "how" for c in verb.children):
        return True
    if any(c.dep_ == "aux" and c.lower_ in ("must", "should", "ought") for c in verb.children):
        return True
    needed = verb.dep_ == "xcomp" and is_infinitive(verb) and verb.head.lemma_ in ("have", "get", "need")
    return needed and verb.head.tag_ != "VBD" and verb.head.pos_ in ("VERB", "AUX")


def _is_aim(verb: Token) -> bool:
    """Tell whether a verb hangs on a noun for an aim or an idea ("the goal of joining")."""
    above = verb.head
    if verb.dep_ == "pcomp":
        talked_about = above.lower_ == "about" and above.head.lemma_ in words("talking")
        return talked_about or (above.head.pos_ == "NOUN" and above.head.lemma_.lower() in words("aims"))
    if verb.dep_ in ("xcomp", "advcl") and above.lemma_ in ("be", "remain", "become") and is_infinitive(verb):
        return any(c.dep_ == "attr" and c.i < verb.i for c in above.children) and above.i < verb.i
    if verb.dep_ not in ("acl", "relcl") or not is_infinitive(verb):
        return False
    if above.pos_ not in ("NOUN", "PROPN") or above.lemma_.lower() in {*noun_operators(), *words("laws")}:
        return False
    return above.dep_ in ("attr", "pobj", "nsubj", "nsubjpass", "appos", "conj")


def _is_result(meaning: Meaning) -> bool:
    """Tell whether a participle only says what follows from an act ("…, allowing the rebels to regroup")."""
    return meaning.operator == "allow" and meaning.trigger.tag_ == "VBG" and meaning.trigger.dep_ == "advcl"


def _is_left_unsaid(trigger: Token) -> bool:
    """Tell whether a participle describes what a speaker did not tell ("gave no number of jets shot down")."""
    if trigger.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in trigger.children):
        return False
    if trigger.dep_ not in ("acl", "ccomp"):
        return False
    verb = predicate_of(trigger.head)
    silent = any(c.dep_ == "neg" for c in verb.children)
    return silent and lemma_of(verb) in words("speech") and trigger.head.dep_ != "nsubj"
