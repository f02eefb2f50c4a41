"""Tell what a date modifies, by the parse."""

from typing import Final

from spacy.tokens import Span, Token

__all__ = ["governor", "is_light", "is_verb", "open_ended", "path", "verb_above"]

_LIGHT: Final = frozenset(
    [
        "be",
        "take",
        "carry",
        "launch",
        "happen",
        "occur",
        "begin",
        "start",
        "make",
        "hold",
        "conduct",
        "stage",
        "come",
        "see",
        "face",
        "mount",
        "erupt",
        "break",
        "hit",
        "suffer",
        "continue",
    ]
)
"""Verbs whose subject or object names the act: `there was an attack`, `the raid took place`."""
_OPEN_ENDED: Final = frozenset({"since", "until", "till", "before", "after", "from"})


def is_light(verb: Token) -> bool:
    """Tell whether a verb only says that its noun took place; `be` does after `there` or with no complement."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        deps = {c.dep_ for c in verb.children}
        return "expl" in deps or not deps & {"attr", "acomp"}
    return lemma in _LIGHT


def is_verb(token: Token) -> bool:
    """Tell whether a token is tagged as a verb."""
    return token.pos_ in {"VERB", "AUX"}


def verb_above(noun: Token) -> Token | None:
    """Return the nearest verb that a noun hangs on."""
    return next((t for t in noun.ancestors if is_verb(t)), None)


def path(span: Span) -> list[Token]:
    """Return what lies above a date, up to its nearest verb."""
    found, token = [], span.root
    while token.head != token:
        token = token.head
        found.append(token)
        if is_verb(token):
            break
    return found


def governor(span: Span) -> Token:
    """Return the nearest predicate above a date, or the date's own head if there is none."""
    above = path(span)
    return above[-1] if above else span.root


def open_ended(span: Span) -> bool:
    """Tell whether a date bounds a time and does not give it: `since May`, `until Friday`."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in _OPEN_ENDED or span.root.head.lower_ in _OPEN_ENDED
