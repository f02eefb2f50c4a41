"""Describe a predicate by what stands around it in the dependency parse."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import StringConstraints, TypeAdapter
from spacy.tokens import Token

__all__ = ["describe"]

_OBJECTS: Final = frozenset({"dobj", "obj", "nsubjpass", "dative", "oprd", "attr"})
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "advcl", "pcomp"})
_CLASSES: Final = TypeAdapter(dict[str, frozenset[Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")]]])
_WINDOW: Final = 6
_CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


def _word(token: Token) -> str:
    """Return a lemma, or the class of a name or number: names must not be learnt."""
    if token.pos_ == "PROPN":
        return "NAME"
    if token.pos_ == "NUM":
        return "NUM"
    return str(token.lemma_.lower())


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Load the classes of words: a word may belong to several."""
    lists = _CLASSES.validate_json((Path(__file__).parent / "classes.json").read_bytes())
    words = {word for members in lists.values() for word in members}
    return {word: tuple(name for name, members in lists.items() if word in members) for word in words}


def _kinds(token: Token) -> tuple[str, ...]:
    return classes().get(_word(token), ())


def _below(token: Token) -> Iterator[str]:
    """Name the noun phrase or clause under a token: modifiers, of-phrases, objects."""
    for child in token.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod"):
            yield f"mod:{_word(child)}"
        elif child.dep_ == "prep":
            for leaf in child.children:
                yield f"{child.lower_}:{_word(leaf)}"
        elif child.dep_ in _OBJECTS:
            yield f"obj:{_word(child)}"
        elif child.dep_ in ("acl", "relcl", *_CLAUSES):
            yield f"sub:{_word(child)}"
        elif child.dep_ == "neg":
            yield "neg"


def _child(token: Token) -> Iterator[str]:
    name = "obj" if token.dep_ in _OBJECTS else str(token.dep_)
    word = _word(token)
    yield f"{name}"
    yield f"{name}={word}"
    if token.dep_ in {"prep", "agent"}:
        for leaf in token.children:
            yield f"{token.lower_}>{_word(leaf)}"
            for part in _below(leaf):
                yield f"{token.lower_}>{part}"
    elif name == "obj" or token.dep_ in _CLAUSES:
        for part in _below(token):
            yield f"{name}>{part}"
        for joined in token.conjuncts:
            yield f"{name}={_word(joined)}"


def _above(token: Token) -> Iterator[str]:
    head = token.head
    if head is token:
        yield "root"
        return
    yield f"up={token.dep_}"
    yield f"up={token.dep_}:{_word(head)}"
    if token.dep_ == "pobj" and head.head is not head:
        yield f"upup={head.lower_}:{_word(head.head)}"


def _around(token: Token) -> Iterator[str]:
    doc = token.doc
    sentence = token.sent
    left = max(sentence.start, token.i - _WINDOW)
    right = min(sentence.end, token.i + _WINDOW + 1)
    for other in doc[left:right]:
        if other.i != token.i and other.pos_ in _CONTENT:
            yield f"near={_word(other)}"


def _subject(token: Token) -> Iterator[str]:
    """Find the subject, through control and conjunction if the token has none of its own."""
    current = token
    for _ in range(3):
        for child in current.children:
            if child.dep_ in ("nsubj", "nsubjpass", "poss"):
                yield f"who={_word(child)}"
                return
        if current.dep_ not in ("conj", "xcomp", "acl", "advcl"):
            return
        current = current.head


def describe(token: Token) -> Iterator[str]:
    """Yield the features of a predicate.

    Args:
        token: A verb, noun or adjective in a parsed document.

    Yields:
        Short strings; those of the trigger's own word, of its dependents joined with that
        word and without it, of what governs it, and of the words near it.
    """
    lemma = _word(token)
    yield "bias"
    yield f"lemma={lemma}"
    yield f"pos={token.pos_}"
    local = [part for child in token.children for part in _child(child)]
    for part in local:
        yield part
        yield f"{lemma}|{part}"
    for part in _above(token):
        yield part
        yield f"{lemma}|{part}"
    yield from _subject(token)
    yield from _around(token)
    yield from _classed(token)


def _classed(token: Token) -> Iterator[str]:
    """Name the classes of the predicate and of what stands around it, and their pairs."""
    own = _kinds(token)
    around: list[str] = []
    for child in token.children:
        name = "obj" if child.dep_ in _OBJECTS else str(child.dep_)
        around += [f"{name}~{kind}" for kind in _kinds(child)]
        for leaf in child.children:
            if child.dep_ in ("prep", "agent"):
                around += [f"{child.lower_}~{kind}" for kind in _kinds(leaf)]
            elif leaf.dep_ in ("amod", "compound"):
                around += [f"{name}<{kind}" for kind in _kinds(leaf)]
            else:
                around += [f"{name}>{kind}" for lower in leaf.children for kind in _kinds(lower)]
                around += [f"{name}>{kind}" for kind in _kinds(leaf)]
    if token.head is not token:
        around += [f"up~{kind}" for kind in _kinds(token.head)]
    around += [f"aux~{child.lower_}" for child in token.children if child.dep_ in ("aux", "neg", "auxpass")]
    yield from (f"own~{kind}" for kind in own)
    yield from around
    yield from (f"{kind}|{part}" for kind in own for part in around)
    yield from (f"{_word(token)}|{part}" for part in around)
