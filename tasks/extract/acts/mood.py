"""Clauses that state no event, whatever their verb means: instructions, habits, skills, mere aims."""

from functools import cache
from typing import Final

from spacy.tokens import Token

from schemas.event import Entity, Status
from tasks.extract.acts.lexicon import classes, lemma_of, verb_frames, words
from tasks.extract.acts.matching import noun_frame_of, noun_keys
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import clause_of, is_infinitive, predicate_of

__all__ = [
    "is_aim",
    "is_done_by_a_thing",
    "is_habit",
    "is_instruction",
    "is_opinion",
    "is_self_inflicted",
    "is_skill",
    "is_state",
    "names_calamity",
]

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_BEFORE: Final = 60
"""How many words before a toll may name its cause: some three sentences."""
_SPECIFIC: Final = frozenset({"det", "poss", "nummod", "relcl", "acl", "prep"})


def is_instruction(meaning: Meaning) -> bool:
    """Tell whether a clause is an imperative ("Call the police at once"): advice, a slogan, a demand."""
    verb = predicate_of(meaning.trigger)
    if verb.tag_ != "VB" or is_infinitive(verb):
        return False
    while verb.dep_ == "conj" and verb.head.tag_ == "VB":
        if any(c.dep_ in _SUBJECTS for c in verb.children):
            return False
        verb = verb.head
    if verb.dep_ not in ("ROOT", "ccomp", "parataxis"):
        return False
    return not any(
        c.dep_ in _SUBJECTS or (c.dep_ == "aux" and c.lower_ not in ("do", "don’t")) for c in verb.children
    )


def is_skill(meaning: Meaning) -> bool:
    """Tell whether a clause says what somebody or something is able to do ("the fever can kill")."""
    verb = predicate_of(meaning.trigger)
    able = any(c.dep_ == "aux" and c.lower_ == "can" for c in verb.children)
    return (
        able
        and meaning.operator in (None, "help", "allow")
        and not any(c.dep_ == "neg" for c in verb.children)
    )


def is_self_inflicted(meaning: Meaning) -> bool:
    """Tell whether somebody hurts himself, which is no assault; a suicide attack is one."""
    if meaning.type != "ASSAULT" or meaning.mode == "suicide-attack":
        return False
    if lemma_of(meaning.trigger) not in words("hurts"):
        return False
    return any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in meaning.trigger.children)


def is_habit(meaning: Meaning, actors: tuple[Entity, ...]) -> bool:
    """Tell whether a clause says what is usual: "Prosecutors rarely sue", "Thousands are shot every year".

    What so many per cent do is the answer to a poll.

    Headlines are in the present, too; they have no full stop.
    """
    verb = predicate_of(meaning.trigger)
    if any(c.dep_ == "npadvmod" and _recurs(c) for c in verb.children):
        return True
    if any(c.dep_ == "nsubj" and c.lower_ in ("percent", "%", "per cent") for c in verb.children):
        return True
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ not in ("VBP", "VBZ") or auxiliaries - {"do", "does"} or not _ends_in_stop(verb):
        return False
    if any(c.dep_ == "advmod" and c.lower_ in words("usually") for c in verb.children):
        return True
    if any(actor.country for actor in actors):
        return False
    return any(c.dep_ == "nsubj" and c.tag_ == "NNS" and not _is_specific(c) for c in verb.children)


def _recurs(phrase: Token) -> bool:
    return any(c.lower_ in ("every", "each") for c in phrase.children)


def _ends_in_stop(token: Token) -> bool:
    sentence = token.sent.text.rstrip("\"'”’)] \n")
    return sentence.endswith((".", "!", "?"))


def _is_specific(noun: Token) -> bool:
    return any(c.dep_ in _SPECIFIC or c.text[:1].isupper() for c in noun.children)


def is_aim(meaning: Meaning, status: Status) -> bool:
    """Tell whether an act is only what something else was done for ("met to discuss trade").

    A verb that lends itself to the act makes it more ("launched an operation to detain them").
    """
    trigger = meaning.trigger
    if status != "planned" or meaning.operator is not None or meaning.type == "ASSAULT":
        return False
    if any(ancestor.i in meaning.used for ancestor in trigger.ancestors):
        return False
    return trigger.dep_ != "ROOT" and trigger.pos_ in ("VERB", "AUX") and is_infinitive(trigger)


def is_done_by_a_thing(meaning: Meaning, actors: tuple[Entity, ...]) -> bool:
    """Tell whether a thing is what acts ("the rules restrict …", "the flood killed …"), not people or weapons."""
    violent = meaning.type == "ASSAULT"
    if meaning.trigger.pos_ != "VERB" or any(e.kind != "unknown" or not violent for e in actors):
        return False
    if violent and (_befell(meaning.trigger) or _after_calamity(meaning, actors)):
        return True
    doers = [t for t in clause_of(meaning.trigger, headline_passive=True).subjects if t in meaning.actors]
    return bool(doers) and all(_is_thing(t, violent=violent) for t in doers)


def _is_thing(noun: Token, *, violent: bool) -> bool:
    """Tell whether a noun is neither people nor an act; what kills is one only if it is a known calamity."""
    keys = noun_keys(noun)
    if violent:
        return bool(keys & (classes()["calamity"] | classes()["burden"])) or _is_blaze(noun)
    if noun.pos_ != "NOUN" or noun.text[:1].isupper() or noun_frame_of(noun) is not None:
        return False
    return not any(keys & classes()[name] for name in ("people", "force", "troops"))


def _is_blaze(noun: Token) -> bool:
    """Tell "a fire" that burns from the fire of guns."""
    described = any(c.dep_ in ("compound", "amod") for c in noun.children)
    return noun.lemma_.lower() == "fire" and not described and any(c.dep_ == "det" for c in noun.children)


def _befell(verb: Token) -> bool:
    """Tell whether a calamity did the harm: "died when the storm hit"; a vehicle does in an accident only."""
    return lemma_of(verb) in words("hurts") and any(
        noun.dep_ == "nsubj"
        and _is_thing(noun, violent=True)
        and (lemma_of(clause) in words("mishaps") or noun.lemma_.lower() not in words("vehicles"))
        for clause in verb.children
        if clause.dep_ == "advcl"
        for noun in clause.children
    )


def is_state(meaning: Meaning) -> bool:
    """Tell whether a participle describes a lasting tie ("a network funded by Qatar"), or "it is" thought that."""
    trigger = meaning.trigger
    if meaning.type in ("AID", "SUPPORT") and trigger.dep_ == "acl" and trigger.tag_ == "VBN":
        return True
    nobody = any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in trigger.children)
    return nobody and any(c.dep_ == "ccomp" for c in trigger.children)


def is_opinion(meaning: Meaning) -> bool:
    """Tell whether somebody only agrees that something is so."""
    if meaning.operator != "agree":
        return False
    finite = [c for c in meaning.trigger.children if c.dep_ == "ccomp" and not is_infinitive(c)]
    return bool(finite) and not any(
        c.dep_ == "aux" and c.lower_ in ("will", "would", "should", "must", "could", "can", "may")
        for verb in finite
        for c in verb.children
    )


def names_calamity(token: Token) -> bool:
    """Tell whether a sentence speaks of a disease, a disaster or an accident."""
    return any(t.pos_ == "NOUN" and noun_keys(t) & classes()["calamity"] for t in token.sent)


def _after_calamity(meaning: Meaning, actors: tuple[Entity, ...]) -> bool:
    """Tell whether a toll without a cause of its own follows the news of a disaster ("300 were killed in Peru")."""
    trigger = meaning.trigger
    if actors or meaning.mode is not None or lemma_of(trigger) not in words("hurts"):
        return False
    told = trigger.doc[max(0, trigger.sent.start - _BEFORE) : trigger.sent.end]
    if any(_is_violence(token) for token in told if token != trigger):
        return False
    return any(t.pos_ in ("NOUN", "PROPN") and noun_keys(t) & _disasters() for t in told)


def _is_violence(token: Token) -> bool:
    if token.pos_ == "VERB":
        return any(frame.type == "ASSAULT" for frame in verb_frames().get(lemma_of(token), ())) and (
            lemma_of(token) not in {*words("hurts"), "hit", "strike", "destroy", "damage", "devastate"}
        )
    frame = noun_frame_of(token) if token.pos_ == "NOUN" else None
    if frame is not None and frame.type == "ASSAULT":
        return True
    keys = noun_keys(token) if token.pos_ == "NOUN" else frozenset[str]()
    return any(keys & classes()[name] for name in ("bomb", "weapon", "troops", "suicide"))


@cache
def _disasters() -> frozenset[str]:
    return classes()["calamity"] - words("vehicles") - classes()["animal"]
