"""Tell whether an act is done by several parties with each other: the mark of cooperation (section 3.5)."""

from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import lemma_of, words
from tasks.extract.acts.syntax import Clause, preposition_objects

__all__ = ["has_modifier", "is_done_jointly", "is_joint", "says_jointly", "shares_drill"]

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_NEAR: Final = 12
_BESIDE: Final = ("with", "between", "alongside")


def has_modifier(noun: Token, wanted: frozenset[str]) -> bool:
    """Tell whether a noun has one of some modifiers, in the form or the lemma given."""
    counted = [noun]
    if noun.lemma_.lower() in words("quantities"):
        counted += preposition_objects(noun).get("of", [])
    return any(_is_modified(thing, wanted) for thing in counted)


def _is_modified(noun: Token, wanted: frozenset[str]) -> bool:
    if any(
        c.lower_ in wanted or c.lemma_.lower() in wanted
        for c in noun.children
        if c.dep_ in ("amod", "compound", "nmod", "acl", "det", "poss")
    ):
        return True
    before = noun.doc[noun.left_edge.i : noun.i].text.lower()
    if any("-" in word and word in before for word in wanted):
        return True
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun  # "nurses held hostage", however parsed
    return after.tag_ in ("VBN", "VBD") and after.lower_ in wanted


def shares_drill(trigger: Token) -> bool:
    """Tell whether moving forces is part of a joint drill, or done together."""
    if any(c.lower_ in ("jointly", "together", "alongside") for c in trigger.children):
        return True
    return any(
        t.pos_ == "NOUN" and t.i > trigger.i and has_modifier(t, words("joint")) for t in trigger.subtree
    )


def says_jointly(clause: Clause) -> bool:
    """Tell whether a clause says "jointly", "together" or "in cooperation with"."""
    if any(c.lower_ in ("jointly", "together") for c in clause.head.children if c.dep_ in ("advmod", "prt")):
        return True
    if "alongside" in clause.preps or _side_by_side(clause.head):
        return True
    manner = clause.preps.get("in", [])
    return any(t.lemma_.lower() in words("jointness") and "with" in preposition_objects(t) for t in manner)


def _side_by_side(verb: Token) -> bool:
    """Tell whether a set phrase such as "side by side" follows a verb."""
    after = [t.lower_ for t in verb.subtree if verb.i < t.i <= verb.i + _NEAR]
    phrase = " ".join(after)
    return any(each in phrase for each in words("jointly_phrases"))


def is_joint(clause: Clause) -> bool:
    """Tell whether several parties do something: two names, "both sides", or somebody "with" somebody."""
    if says_jointly(clause) or any(name in clause.preps for name in _BESIDE):
        return True
    return any(_is_several(subject) for subject in clause.subjects[:1])


def _is_several(noun: Token) -> bool:
    if any(c.dep_ == "conj" and c.pos_ in _NOMINAL for c in noun.children) and noun.text[:1].isupper():
        return True
    if any(c.dep_ in ("amod", "compound", "nmod") and _is_pair_of_names(c) for c in noun.children):
        return True
    counted = has_modifier(noun, words("several")) or any(
        c.dep_ == "nummod" and c.lower_ in words("several") for c in noun.children
    )
    return counted and noun.lemma_.lower() in words("sides")


def _is_pair_of_names(modifier: Token) -> bool:
    return modifier.text[:1].isupper() and any(
        c.dep_ == "conj" and c.text[:1].isupper() for c in modifier.children
    )


def is_done_jointly(clause: Clause) -> bool:
    """Tell whether several parties do something expressly together; that they are, live or stay so is no act."""
    if lemma_of(clause.head) in words("states") or clause.passive:
        return False
    return says_jointly(clause) and is_joint(clause)
