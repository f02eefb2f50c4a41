"""Find where an act took place: the parse must tie the place to the act."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from schemas.event import Place
from tasks.extract.places.gazetteer import Kind
from tasks.extract.places.names import sites_of
from tasks.extract.places.words import words
from tasks.extract.reading import PassageReading

__all__ = ["place_of"]

_FINENESS = {
    Kind.CITY: 0,
    Kind.CAPITAL: 0,
    Kind.FEATURE: 1,
    Kind.ADMIN2: 2,
    Kind.ADMIN1: 3,
    Kind.AREA: 4,
    Kind.COUNTRY: 5,
}
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "pobj"})
_CARRIERS = frozenset({"acl", "relcl", "conj", "xcomp", "advcl", "pcomp"})
_NAMING = frozenset({"compound", "nmod", "poss", "amod"})


def place_of(trigger: Token, passage: PassageReading, places: Sequence[Place]) -> Place | None:
    """Return where an act took place, or None if the text does not tie a place to it.

    Args:
        trigger: The word that names the act, a verb or a noun.
        passage: The passage it stands in.
        places: All places of the document.

    Returns:
        The finest place that a locative phrase, an object or a modifier of the act names; never a
        government named by its capital, and never the place that somebody comes from.
    """
    heads = _heads(passage, places)
    for group in _searches(trigger):
        found = [place for token in group for place in _named_by(token, heads)]
        if found:
            return min(found, key=_fineness)
    return None


def _heads(passage: PassageReading, places: Iterable[Place]) -> dict[int, Place]:
    """Return the places of a passage by the index of the token that heads each."""
    heads = {}
    for place in places:
        if passage.passage.start <= place.start < passage.passage.end:
            span = passage.span(place.start, place.end)
            if span is not None:
                heads[span.root.i] = place
    return heads


def _fineness(place: Place) -> int:
    kinds = [
        site.kind
        for site in sites_of(place.text) or sites_of(place.name)
        if (site.geonames_id, site.name) == (place.geonames_id, place.name)
    ]
    return min((_FINENESS[kind] for kind in kinds), default=_FINENESS[Kind.AREA])


def _searches(trigger: Token) -> Iterator[list[Token]]:
    """Yield groups of tokens whose noun phrases may name the place, the surest first."""
    objects = [t for child in trigger.children if child.dep_ in _OBJECTS for t in _locatives(child)]
    struck = [child for child in trigger.children if child.dep_ in {"dobj", "nsubjpass"}]
    yield _locatives(trigger) + objects + (struck if trigger.lemma_ in words().struck else [])
    if trigger.pos_ in {"NOUN", "PROPN"}:
        yield [child for child in trigger.children if child.dep_ in _NAMING]
        yield [child for prep in trigger.children if prep.lower_ == "of" for child in _pobj(prep)]
    yield [t for child in trigger.children if child.dep_ == "nsubj" for t in _locatives(child)]
    yield from _above(trigger)


def _above(trigger: Token) -> Iterator[list[Token]]:
    """Climb to what the act is part of: "a blast in Kyiv killed two", "In Kyiv, shelling went on"."""
    token = trigger
    for _ in range(3):
        if token.dep_ in _CARRIERS or (
            token.pos_ in {"NOUN", "PROPN"} and token.dep_ in _OBJECTS | {"nsubj"}
        ):
            token = token.head
            yield _locatives(token)
            yield [t for child in token.children if child.dep_ in _OBJECTS for t in _locatives(child)]
        else:
            return


def _locatives(token: Token) -> list[Token]:
    """Return the nouns that locative prepositions tie to a token."""
    return [noun for prep in token.children if _situates(prep) for noun in _pobj(prep)]


def _situates(prep: Token) -> bool:
    return prep.dep_ in {"prep", "agent"} and prep.lower_ in words().situating


def _pobj(prep: Token) -> list[Token]:
    nouns = [child for child in prep.children if child.dep_ == "pobj"]
    deeper = [noun for child in prep.children if child.dep_ == "prep" for noun in _pobj(child)]
    return nouns + [conjunct for noun in nouns for conjunct in noun.conjuncts] + deeper


def _named_by(noun: Token, heads: dict[int, Place]) -> Iterator[Place]:
    """Yield the places that a noun phrase names: itself, its modifiers, or what it is part of."""
    if noun.i in heads:
        yield heads[noun.i]
    for child in noun.children:
        if child.dep_ in {"compound", "appos", "nmod", "poss"}:
            yield from _named_by(child, heads)
        elif child.dep_ == "prep" and (child.lower_ == "of" or _situates(child)):
            for inner in _pobj(child):
                yield from _named_by(inner, heads)
