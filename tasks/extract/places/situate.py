"""Find where an act took place: the parse must tie the place to the act."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from spacy.tokens import Token

from schemas.event import Place
from tasks.extract.places.gazetteer import Kind
from tasks.extract.places.names import sites_of
from tasks.extract.places.words import words
from tasks.extract.reading import PassageReading
from tasks.extract.restating import same_deed

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
_BROAD = 4
_NOUNS = frozenset({"NOUN", "PROPN"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ABOVE = frozenset({"acl", "relcl", "conj", "xcomp", "advcl", "pcomp"})
_MODIFIERS = frozenset({"compound", "nmod", "amod"})
_MEANWHILE = frozenset({"as", "while", "when", "after"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_OPENING = frozenset({"starting", "beginning", "opening", "held", "scheduled", "planned"})
_CLIMBS = 4


def place_of(trigger: Token, passage: PassageReading, places: Sequence[Place]) -> Place | None:
    """Return where an act took place, or None if the text does not tie a place to it.

    Args:
        trigger: The word that names the act, a verb or a noun.
        passage: The passage it stands in.
        places: All places of the document.

    Returns:
        The finest place that a locative phrase, an object or a modifier of the act names; never a
        government named by its capital or country, and never the place that somebody comes from.
    """
    heads = _heads(passage, places)
    if not heads:
        return None
    deed = same_deed(trigger)
    for group in chain(_searches(trigger, heads), _searches(deed, heads) if deed != trigger else ()):
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
    return min((_FINENESS[kind] for kind in kinds), default=0 if place.lat is None else _BROAD)


def _searches(trigger: Token, heads: dict[int, Place]) -> Iterator[list[Token]]:
    """Yield groups of tokens whose noun phrases may name the place, the surest first."""
    yield _around(trigger)
    if trigger.pos_ in _NOUNS:
        yield _named_after(trigger, heads)
    yield [t for child in trigger.children if child.dep_ in _SUBJECTS for t in _locatives(child)]
    yield [t for child in trigger.children if _belongs(child, trigger) for t in _around(child)]
    yield _at_gatherings(trigger)
    yield [t for child in trigger.children if _is_other_half(child, trigger) for t in _around(child)]
    yield [t for child in trigger.children if _goes_with(child) for t in _locatives(child)]
    if trigger.dep_ == "relcl" and any(child.lower_ == "where" for child in trigger.children):
        yield [trigger.head]
    yield from _above(trigger)


def _belongs(clause: Token, act: Token) -> bool:
    """Tell whether a clause below tells the act itself: "exploded, wounding ten", "the blast that killed ten"."""
    if act.pos_ in _NOUNS:
        return clause.dep_ in {"acl", "relcl"}
    return clause.dep_ == "advcl" and clause.tag_ == "VBG" and not _has_subject(clause)


def _is_other_half(verb: Token, act: Token) -> bool:
    """Tell whether two verbs have one object and one place: "shot and killed him in Tulsa"."""
    has_object = [any(child.dep_ == "dobj" for child in one.children) for one in (act, verb)]
    return verb.dep_ == "conj" and has_object == [False, True] and not _has_subject(verb)


def _goes_with(clause: Token) -> bool:
    """Tell whether a clause says where the doer was: "she spoke as she arrived in Oslo"."""
    subjects = [child for child in clause.children if child.dep_ in _SUBJECTS]
    together = any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in _MEANWHILE for child in clause.children
    )
    return clause.dep_ == "advcl" and together and all(s.lower_ in _PRONOUNS for s in subjects)


def _at_gatherings(act: Token) -> list[Token]:
    """Return where a gathering is that an act, what it is about, or its other half belongs to.

    "plans to adopt it at the Oslo summit", "will agree on trade and sign it at a summit next week in Oslo".
    """
    verbs = [act, *(c for c in act.children if c.dep_ == "xcomp")]
    verbs += [c for c in act.children if c.dep_ == "conj" and not _has_subject(c)]
    found = []
    for prep in (prep for verb in verbs for prep in _occasions(verb)):
        for noun in (noun for noun in _pobj(prep) if noun.lower_ in words().gatherings):
            opening = [
                c for c in (*noun.children, *prep.head.children) if c.lower_ in _OPENING and c.i > noun.i
            ]
            found += [noun, *_locatives(noun), *(t for verb in opening for t in _locatives(verb))]
    return found


def _occasions(verb: Token) -> list[Token]:
    """Return `at` and `during` after a verb or, as the parser may join them, after its objects."""
    objects = [c for c in verb.children if c.dep_ in _OBJECTS]
    objects += [noun for prep in verb.children if prep.dep_ == "prep" for noun in _pobj(prep)]
    deeds = words().struck_nouns | words().gatherings
    holders = [verb, *(noun for noun in objects if noun.lemma_.lower() not in deeds)]
    return [prep for holder in holders for prep in holder.children if prep.lower_ in {"at", "during"}]


def _around(act: Token) -> list[Token]:
    """Return the nouns that say where an act is: its own locatives, its objects', and objects that are places."""
    objects = [] if act.lemma_ in words().topical else [c for c in act.children if c.dep_ in _OBJECTS]
    struck = objects + _headline_objects(act) if act.lemma_ in words().struck else []
    partners = [noun for token in (act, *objects) for noun in _partners(token)]
    nested = [noun for token in objects + partners for noun in _locatives(token)]
    return _locatives(act) + struck + nested


def _headline_objects(act: Token) -> list[Token]:
    """Return the subject of a passive without an auxiliary: "Kyiv targeted with missiles"."""
    bare = act.tag_ in {"VBN", "VBD"} and not any(child.dep_ == "dobj" for child in act.children)
    by = any(child.lower_ in {"by", "with"} for child in act.children)
    return [child for child in act.children if child.dep_ == "nsubj"] if bare and by else []


def _partners(token: Token) -> list[Token]:
    """Return those with or against whom something is done, and the gatherings that it is for."""
    found = []
    for prep in token.children:
        if prep.lower_ in words().company:
            found += _pobj(prep)
        elif prep.lower_ == "for":
            found += [noun for noun in _pobj(prep) if noun.lower_ in words().gatherings]
    return found


def _named_after(act: Token, heads: dict[int, Place]) -> list[Token]:
    """Return the places that a noun is made of: "the Kharkiv shelling", "the siege of Mariupol"."""
    lemma = act.lemma_.lower()
    found = []
    if lemma in words().struck_nouns or act.lower_ in words().gatherings:
        found = [
            c
            for c in act.children
            if c.dep_ in _MODIFIERS and c.i in heads and _fineness(heads[c.i]) < _BROAD
        ]
    if lemma in words().struck_nouns:
        objects = [noun for prep in act.children if prep.lower_ == "of" for noun in _pobj(prep)]
        found += [noun for noun in objects if noun.i in heads or _is_part(noun)]
        against = [noun for prep in act.children if prep.lower_ == "against" for noun in _pobj(prep)]
        found += [noun for noun in against if noun.i in heads and _fineness(heads[noun.i]) < _BROAD]
    return found


def _above(trigger: Token) -> Iterator[list[Token]]:
    """Climb to what the act is part of: "a blast in Kyiv killed two", "In Kyiv, shelling went on"."""
    token = trigger
    for _ in range(_CLIMBS):
        if token.dep_ == "pobj" and token.head.lower_ in words().company | {"in", "during"}:
            token = token.head.head
        elif (token.dep_ in _ABOVE and not _has_subject(token)) or (
            token.pos_ in _NOUNS and token.dep_ in _OBJECTS | _SUBJECTS
        ):
            token = token.head
        else:
            return
        yield _around(token)
        yield [t for child in token.children if child.dep_ in _SUBJECTS for t in _locatives(child)]


def _has_subject(verb: Token) -> bool:
    """Tell whether a clause stands on its own, so that the place of the clause above is not its own."""
    return verb.dep_ not in {"relcl", "acl"} and any(child.dep_ in _SUBJECTS for child in verb.children)


def _locatives(token: Token) -> list[Token]:
    """Return the nouns that locative prepositions tie to a token."""
    direct = [noun for prep in token.children if _situates(prep) for noun in _pobj(prep)]
    timed = [
        noun for time in _times(token) for prep in time.children if _situates(prep) for noun in _pobj(prep)
    ]
    adverbs = [child for child in token.children if child.dep_ == "advmod"]
    return (
        direct
        + timed
        + [noun for adverb in adverbs for noun in _after_adverb(adverb, token)]
        + _misread(token)
    )


def _misread(act: Token) -> list[Token]:
    """Return a name that the parser took for an adverb: "fire goes on around Derna"."""
    return [
        child
        for child in act.children
        if child.pos_ == "ADV" and child.is_title and child.i and child.nbor(-1).lower_ in words().situating
    ]


def _times(token: Token) -> list[Token]:
    """Return the nouns of time that hang on a token."""
    nouns = [noun for prep in token.children if prep.dep_ == "prep" for noun in _pobj(prep)]
    nouns += [child for child in token.children if child.dep_ in {"npadvmod", "nmod"}]
    return [noun for noun in nouns if noun.lower_ in words().calendar]


def _after_adverb(adverb: Token, act: Token) -> list[Token]:
    """Return the nouns of "back to Belfast", "down in Kherson"."""
    goals = words().goals if act.lemma_ in words().motion else frozenset()
    preps = [p for p in adverb.children if p.dep_ == "prep" and p.lower_ in words().situating | goals]
    return [noun for prep in preps for noun in _pobj(prep)]


def _situates(prep: Token) -> bool:
    governor = prep.head.lemma_.lower()
    if prep.dep_ in {"prep", "dative"} and prep.lower_ in words().goals and governor in words().delivered:
        return any(child.dep_ == "auxpass" for child in prep.head.children)
    if prep.dep_ != "prep":
        return False
    if prep.lower_ in words().surfaces:
        acts = governor in words().struck_nouns or governor in words().struck or governor in words().motion
        return acts or any(child.tag_ not in {"NNP", "NNPS"} for child in _pobj(prep))
    if prep.lower_ in words().goals:
        return governor in words().motion
    return prep.lower_ in words().situating


def _pobj(prep: Token) -> list[Token]:
    """Return the objects of a preposition: "from inside Kyiv", "in and near Moscow", "in Kyiv and Lviv"."""
    nouns = [child for child in prep.children if child.dep_ == "pobj"]
    deeper = [n for child in prep.children if child.dep_ in {"prep", "conj"} for n in _pobj(child)]
    return nouns + [conjunct for noun in nouns for conjunct in noun.conjuncts] + deeper


def _named_by(noun: Token, heads: dict[int, Place]) -> Iterator[Place]:
    """Yield the places that a noun phrase names: itself, its modifiers, or what it is part of."""
    if noun.i in heads:
        yield heads[noun.i]
    part = noun.i in heads or _is_part(noun)
    for child in noun.children:
        modifies = child.dep_ in _MODIFIERS or child.dep_ == "appos" or (child.dep_ == "poss" and part)
        if modifies:
            yield from _named_by(child, heads)
        elif child.dep_ == "prep" and ((child.lower_ == "of" and part) or _situates(child)):
            for inner in _pobj(child):
                yield from _named_by(inner, heads)


def _is_part(noun: Token) -> bool:
    """Tell whether a noun means a part of a place or an act on it, so that what it is of is where it is."""
    lists = (words().spots, words().settlement, words().generic, words().local)
    return any(noun.lower_ in one for one in lists) or noun.lemma_.lower() in words().struck_nouns
