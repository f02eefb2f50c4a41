"""Find whom a pronoun means, where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from schemas.event import Entity
from tasks.extract.entities.tables import words

if TYPE_CHECKING:
    from tasks.extract.entities.phrases import Phrases

__all__ = ["antecedents"]


def _relative(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return phrases.all(ancestor.head)
    return ()


def _speaker(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return who says "we": the subject of the verb of speech above the pronoun's clause."""
    for ancestor in token.ancestors:
        if ancestor.lemma_ not in words("speech"):
            continue
        subject = next((c for c in ancestor.children if c.dep_ == "nsubj" and c.i != token.i), None)
        if subject is not None and subject.lower_ not in words("speaker"):
            return phrases.all(subject)
    return ()


def antecedents(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return the actors that a pronoun means, with its own place in the text; none if in doubt.

    Args:
        phrases: The passage's phrases, read up to the pronoun.
        token: The pronoun.
    """
    word, sentence = token.lower_, phrases.sentences[token.i]
    if word in words("relative"):
        return _relative(phrases, token)
    if word in words("speaker"):
        return _speaker(phrases, token)
    found: Entity | None = None
    if word in words("male"):
        found = phrases.discourse.person("m", sentence)
    elif word in words("female"):
        found = phrases.discourse.person("f", sentence)
    elif word in words("neuter"):
        found = phrases.discourse.thing(sentence)
    elif word in words("plural"):
        found = phrases.discourse.several(sentence)
    if found is None:
        return ()
    return (phrases.again(token, found),)
