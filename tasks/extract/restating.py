"""Find what an act is said again of."""

from typing import Final

from spacy.tokens import Token

__all__ = ["same_deed"]

_UP: Final = frozenset({"attr", "oprd", "ccomp", "xcomp", "dobj"})
_WITHIN: Final = frozenset({"acl", "conj", "pobj", "amod", "appos", "pcomp", "nsubj"})


def same_deed(trigger: Token) -> Token:
    """Return the verb that a trigger says again or tells the outcome of, else the trigger itself.

    `were shot down in what it called an attack` is `shot`; `rebels shelled it, with two people killed` is
    `shelled`.
    """
    return _called(trigger) or _outcome(trigger) or trigger


def _called(trigger: Token) -> Token | None:
    token = trigger
    while token.head != token and token.dep_ in _UP:
        token = token.head
    if token.dep_ != "pcomp" or token.head.lower_ != "in" or token.head.head.pos_ != "VERB":
        return None
    return token.head.head if any(c.lower_ == "what" for c in token.subtree) else None


def _outcome(trigger: Token) -> Token | None:
    if trigger.tag_ != "VBN" or trigger.dep_ not in _WITHIN:
        return None
    token = trigger
    while token.head != token and (token.dep_ in _WITHIN or token.lower_ == "including"):
        token = token.head
    if token.dep_ != "prep" or token.lower_ != "with" or token.head.pos_ != "VERB":
        return None
    return token.head
