"""Whom a plural pronoun takes up within its sentence: the plural subject before it."""

from spacy.tokens import Token

__all__ = ["several_named"]


def several_named(pronoun: Token) -> Token | None:
    """Return the last plural subject before "they" in its sentence, None if there is none."""
    if pronoun.lower_ != "they":
        return None
    before = (t for t in pronoun.sent if t.i < pronoun.i and t.dep_ in ("nsubj", "nsubjpass"))
    subjects = [t for t in before if t.pos_ in ("NOUN", "PROPN")]
    last = subjects[-1] if subjects else None
    return last if last is not None and last.tag_ in ("NNS", "NNPS") else None
