"""Find what an act is said again of."""

from spacy.tokens import Token

__all__ = ["same_deed"]


def same_deed(trigger: Token) -> Token:
    """Return the verb that a trigger says again: of `were shot down in what it called an attack`, `shot`."""
    token = trigger
    while token.head != token and token.dep_ in {"attr", "oprd", "ccomp", "xcomp", "dobj"}:
        token = token.head
    what = token.dep_ == "pcomp" and any(c.lower_ == "what" for c in token.subtree)
    return (
        token.head.head if what and token.head.lower_ == "in" and token.head.head.pos_ == "VERB" else trigger
    )
