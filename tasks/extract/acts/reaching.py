"""Look farther for a recipient than a frame's own slots, in ranked places, nearest in sense first."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from spacy.tokens import Token

from schemas.base import Record
from schemas.plover import EventType
from tasks.extract.acts.building import holders
from tasks.extract.acts.lexicon import lemma_of, verb_frames
from tasks.extract.acts.matching import noun_frame_of
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import clause_of, is_infinitive, is_temporal, preposition_objects

__all__ = ["Reach", "farther", "is_aside", "is_link", "reach"]

_TABLE: Final = Path(__file__).parent / "data" / "reach.json"
_WITHIN: Final = frozenset({"in", "across", "near"})
_LOOSE: Final = frozenset({"of", "for", "over", "in", "across", "near", "behind"})
_HELD: Final = frozenset({"arrest", "deport", "seize"})
"""Modes done to persons and things: where it was done is no recipient."""

_SPOKEN_OF: Final = frozenset({"ACCUSE", "SUPPORT"})
_NAMING: Final = frozenset({"compound", "amod", "nmod"})
_DANGER: Final = frozenset({"PROTEST", "ASSAULT", "MOBILIZE", "THREATEN"})
_COUNTERING: Final = frozenset({"MOBILIZE", "THREATEN", "PROTEST", "SANCTION"})
"""Types that may aim at a deed, and so at its doer ("to deter Chad's attacks")."""

_PRESSURE: Final = frozenset({"PROTEST", "REQUEST", "THREATEN", "ACCUSE"})
_CAUSES: Final = frozenset({"due", "because", "thanks", "owing"})
_BOUNDS: Final = frozenset({"relcl", "advcl", "ccomp", "conj", "parataxis"})
_JOINT: Final = frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONSULT"})


class Reach(Record):
    """Say where the recipient of each type may stand, when its frame's slots are empty.

    Attributes:
        prepositions: Those whose objects may be the recipient, best first.
        owners: Types whose object's owner is meant ("rejected the ministry's offer").
        conditions: Types that address who must act in a condition ("… unless the firm yields").
        complements: Types that address the subject of what is said ("warned that X would pay").
        addressed: Types that may stand in a letter to the recipient.
        borders: Words that name no party though a state stands before them.
        letters: What an act is put down in.
        aims: Types whose recipient may be the object of their aim ("sent troops to deter X").
        crossing: Types of giving: a "to" may have been hung on a relative clause by the parse.
        conditional: Words that open a condition.
        narrow: Prepositions after which a name that no table knows is taken for a party.
        aside: Prepositions under which nobody is a party of the act.
        aside_phrases: The same in several words, without articles.
        receiving: Verbs whose subject in "the arms that X bought" is who got them.
        pressed: Prepositions before what moved somebody to yield.
        urging: Verbs whose subject moved somebody to yield, in a clause of time.
        making: Verbs whose object is what is made or used, not whom an act aims at.
    """

    prepositions: dict[EventType, tuple[str, ...]]
    owners: frozenset[EventType]
    conditions: frozenset[EventType]
    complements: frozenset[EventType]
    addressed: frozenset[EventType]
    borders: frozenset[str]
    letters: frozenset[str]
    aims: frozenset[EventType]
    crossing: frozenset[EventType]
    conditional: frozenset[str]
    narrow: frozenset[str]
    aside: frozenset[str]
    aside_phrases: frozenset[str]
    receiving: frozenset[str]
    pressed: frozenset[str]
    urging: frozenset[str]
    making: frozenset[str]


@cache
def reach() -> Reach:
    """Return the table of places to look in, read once a process."""
    return Reach.model_validate(json.loads(_TABLE.read_text(encoding="utf-8")))


def farther(meaning: Meaning) -> Iterator[tuple[Token, bool]]:
    """Yield where else an act's recipient may stand, best first.

    Args:
        meaning: The act, whose own recipient slots hold nobody.

    Yields:
        The head of a phrase, and whether a name that no table knows may be meant by it.
    """
    yield from ((t, True) for t in _given(meaning.trigger))
    placed = list(_by_prepositions(meaning))
    shallow = [(t, named) for t, named in placed if _is_shallow(t, meaning)]
    if meaning.source == "model":
        yield from ((t, named) for t, named in shallow if _preposition(t) not in _LOOSE)
        if meaning.type == "MOBILIZE":
            yield from ((t, False) for t in _aims(meaning))
        return
    yield from shallow
    yield from ((t, False) for t in _owned(meaning))
    yield from ((t, False) for t in _addressed(meaning))
    yield from ((t, False) for t in _conditions(meaning))
    yield from ((t, False) for t in _complements(meaning))
    yield from ((t, False) for t in _urged(meaning))
    for token in _aims(meaning):
        if noun_frame_of(token) is None:
            yield token, token.pos_ == "NOUN"
        elif meaning.type in _COUNTERING:
            yield from ((t, False) for t in holders(token))
    if meaning.type in reach().aims or meaning.type == "CONSULT":
        yield from ((t, named) for t, named in placed if _preposition(t) in _deep(meaning))
    yield from ((t, True) for t in _crossing(meaning))


def _given(verb: Token) -> Iterator[Token]:
    """Yield to whom something is given: "lent the town a million", whichever way that was parsed."""
    yield from (c for c in verb.children if c.dep_ == "dative" and _may_be_party(c))
    things = [c for c in verb.children if c.dep_ == "dobj"]
    yield from (c for c in things[:-1] if _may_be_party(c))


def _by_prepositions(meaning: Meaning) -> Iterator[tuple[Token, bool]]:
    """Yield the objects of prepositions deeper in an act's clause, whoever they are attached to."""
    wanted = reach().prepositions[meaning.type]
    trigger = meaning.trigger
    found: list[tuple[int, int, Token]] = []
    for token in trigger.subtree:
        name = _preposition(token)
        if name not in wanted or (name in _WITHIN and meaning.mode in _HELD):
            continue
        before = token.i < trigger.i
        if token == trigger or (before and not (name == "with" and meaning.type in _JOINT)):
            continue
        if token.lemma_.lower() in reach().borders and meaning.type not in ("MOBILIZE", "COERCE"):
            continue
        if _may_be_party(token) and _within(token, meaning):
            found.append((wanted.index(name) + 100 * before, token.i, token))
    for _, _, token in sorted(found):
        working = meaning.type == "PROTEST" and token.pos_ == "NOUN"  # "on strike at the mine"
        yield token, working or _preposition(token) in reach().narrow


def _deep(meaning: Meaning) -> frozenset[str]:
    """Return the prepositions that tell the recipient under another verb, too ("agreed to sell X to …")."""
    more = {"AID": {"in", "for"}, "AGREE": {"in", "for"}, "SANCTION": {"in", "for"}, "PROTEST": {"on"}}
    if meaning.type == "CONSULT":
        return frozenset({"between"})
    return reach().narrow | more.get(meaning.type, set())


def _may_be_party(token: Token) -> bool:
    """Tell whether a phrase may name somebody: no time, and no mere link ("the wake" of something)."""
    return token.pos_ in ("PROPN", "NOUN") and not is_temporal(token) and not is_link(token)


def is_link(noun: Token) -> bool:
    """Tell whether a noun is but part of a preposition of several words ("on behalf of")."""
    return any(_whole(c) in reach().aside_phrases for c in noun.children if c.dep_ == "prep")


def _is_shallow(token: Token, meaning: Meaning) -> bool:
    """Tell whether no other verb stands between a phrase and the act."""
    while token != meaning.trigger:
        token = token.head
        if token.pos_ in ("VERB", "AUX") and token != meaning.trigger and not _is_one_with(token, meaning):
            return False
    return True


def _is_one_with(verb: Token, meaning: Meaning) -> bool:
    """Tell whether a verb does not part a phrase from the act: "failed to reach …", "curbs imposed on …"."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    governed = meaning.source == "operator" and meaning.type not in ("REQUEST", "ACCUSE")
    return governed and verb.dep_ == "xcomp" and verb.head == meaning.trigger


def _addressed(meaning: Meaning) -> Iterator[Token]:
    """Yield to whom the letter goes that an act stands in: "wrote to X threatening to …"."""
    trigger = meaning.trigger
    if meaning.type not in reach().addressed or trigger.tag_ != "VBG":
        return
    above: Token = trigger.head
    if trigger.dep_ not in ("acl", "advcl") or above == trigger:
        return
    while above.pos_ == "NOUN" and above.dep_ in ("dobj", "pobj") and above.lemma_ not in reach().letters:
        above = above.head.head if above.dep_ == "pobj" else above.head
    for verb in (above, above.head):
        objects = preposition_objects(verb)
        yield from objects.get("to", [])
        yield from (c for c in verb.children if c.dep_ == "dative")


def _preposition(token: Token) -> str:
    """Return what a phrase hangs on: a preposition, or one of several words ("in front of")."""
    if token.dep_ != "pobj":
        return ""
    preposition: Token = token.head
    whole = _whole(preposition)
    return whole if whole in reach().prepositions["PROTEST"] else preposition.lower_


def _whole(preposition: Token) -> str:
    noun = preposition.head
    if noun.dep_ != "pobj":
        return preposition.lower_
    return f"{noun.head.lower_} {noun.lower_} {preposition.lower_}"


def _within(token: Token, meaning: Meaning) -> bool:
    """Tell whether a phrase belongs to the act's clause and is no aside in it."""
    against = token.head.lower_ == "against"
    part = token.head.lower_ == "of"  # of whoever acts: "signed by leaders of the party"
    spoken_of = meaning.type in _SPOKEN_OF and token.head.lower_ != "by"
    while token != meaning.trigger:
        joining = meaning.type == "PROTEST" and against and token.dep_ == "advcl"
        aim = token.dep_ == "advcl" and is_infinitive(token)
        if token.dep_ in _BOUNDS and token.pos_ in ("VERB", "AUX") and not joining and not aim:
            return False
        if (
            token.lower_ in _CAUSES
            or (part and token.head.dep_ == "agent")
            or (token.dep_ == "appos" and meaning.source == "noun")
        ):
            return False
        if token.pos_ in ("ADP", "SCONJ", "VERB") and token.dep_ == "prep":
            if token.lower_ in _asides(meaning) or _whole(token) in reach().aside_phrases:
                return False
        elif spoken_of and token.pos_ == "NOUN" and _is_deed(token):
            return False
        token = token.head
    return True


def is_aside(token: Token, meaning: Meaning) -> bool:
    """Tell whether a phrase stands in an aside ("in the wake of"), or is the victim of a deed spoken of."""
    for above in (token, *token.ancestors):
        if above == meaning.trigger or (above.pos_ in ("VERB", "AUX") and above.dep_ != "prep"):
            return False
        if above.dep_ == "prep" and above.pos_ in ("ADP", "SCONJ", "VERB"):
            if above.lower_ in _asides(meaning) or _whole(above) in reach().aside_phrases:
                return True
            victim = meaning.type in _SPOKEN_OF and above.lower_ != "by" and above.head.pos_ == "NOUN"
            if victim and noun_frame_of(above.head) is not None:
                return True
    return False


def _asides(meaning: Meaning) -> frozenset[str]:
    """Return the prepositions that lead away; a refusal despite a demand is one to who demands."""
    kept = {"REJECT": "despite", "AID": "as"}.get(meaning.type, "")
    return reach().aside - {kept}


def _is_deed(token: Token) -> bool:
    return token.dep_ != "pobj" and noun_frame_of(token) is not None


def _owned(meaning: Meaning) -> Iterator[Token]:
    if meaning.type in reach().owners and meaning.trigger.pos_ == "VERB":
        for thing in clause_of(meaning.trigger, headline_passive=True).objects[:1]:
            yield from (c for c in thing.lefts if c.dep_ == "poss")
            yield from (c for c in thing.lefts if c.dep_ in _NAMING and c.text[:1].isupper())


def _conditions(meaning: Meaning) -> Iterator[Token]:
    """Yield who must act: "will strike unless the airline raises its offer"."""
    if meaning.type not in reach().conditions:
        return
    for verb in meaning.trigger.subtree:
        if verb.dep_ != "advcl" or verb.pos_ not in ("VERB", "AUX"):
            continue
        opening = [c for c in verb.children if c.lower_ in reach().conditional and c.i < verb.i]
        if opening and opening[0].i and opening[0].nbor(-1).lower_ != "even":
            yield from clause_of(verb).subjects
            for other in verb.conjuncts:
                yield from clause_of(other).subjects


def _complements(meaning: Meaning) -> Iterator[Token]:
    """Yield whom a statement is about: "warned that the neighbour would pay"."""
    if meaning.type not in reach().complements or meaning.trigger.pos_ != "VERB":
        return
    stated = clause_of(meaning.trigger).complements.get("that", [])
    asked = [v for v in meaning.trigger.subtree if v.dep_ == "pcomp" and v.tag_ != "VBG"]
    for verb in stated + asked:  # "warned that X would", "an inquiry into whether X had"
        clause = clause_of(verb)
        yield from clause.objects if clause.passive else clause.subjects


def _aims(meaning: Meaning) -> Iterator[Token]:
    """Yield whom an act aims at: the objects of infinitives and gerunds under it."""
    if meaning.type not in reach().aims:
        return
    for verb in meaning.trigger.subtree:
        if verb.i <= meaning.trigger.i or verb.pos_ != "VERB" or not _is_aim(verb, meaning.trigger):
            continue
        if lemma_of(verb) not in reach().making:
            yield from (c for c in verb.children if c.dep_ in ("dobj", "dative") and _may_be_party(c))
            helped = clause_of(verb).complements.get("bare", [])  # "a loan to help X repair roads"
            yield from (c for v in helped for c in v.children if c.dep_ == "nsubj" and _may_be_party(c))
        if is_infinitive(verb) or _is_let(verb):  # "agreed to let X leave", "approval for X to enter"
            yield from (c for c in verb.children if c.dep_ == "nsubj" and _may_be_party(c))
    if meaning.type == "AID":
        yield from _receivers(meaning.trigger)


def _is_let(verb: Token) -> bool:
    """Tell whether a bare infinitive is what somebody is let do."""
    return (
        verb.dep_ == "ccomp"
        and verb.tag_ in ("VB", "VBP")
        and verb.head.lemma_ in ("let", "help", "make", "have")
    )


def _is_aim(verb: Token, trigger: Token) -> bool:
    while verb != trigger:
        clausal = is_infinitive(verb) or verb.dep_ == "pcomp" or _is_let(verb)
        if verb.pos_ in ("VERB", "AUX") and not clausal:
            return False
        if verb.dep_ == "prep" and verb.lower_ in reach().aside:
            return False
        verb = verb.head
    return True


def _urged(meaning: Meaning) -> Iterator[Token]:
    """Yield to whom a concession is made: "dropped the tax after marches by farmers"."""
    if meaning.type not in ("CONCEDE", "MOBILIZE", "PROTEST"):
        return
    moved = _PRESSURE if meaning.type == "CONCEDE" else _DANGER
    for token in meaning.trigger.subtree:
        if token.dep_ == "pobj" and token.head.lower_ in reach().pressed:
            for noun in (token, *preposition_objects(token).get("of", [])):
                if _is_pressure(noun, moved):
                    objects = preposition_objects(noun)
                    sides = ("by", "from", "with") if meaning.type == "MOBILIZE" else ("by", "from")
                    yield from (*holders(noun), *(t for name in sides for t in objects.get(name, [])))
        elif token.dep_ == "advcl" and _moves(token, meaning):
            yield from clause_of(token).subjects


def _is_pressure(noun: Token, moved: frozenset[str]) -> bool:
    frame = noun_frame_of(noun)
    return noun.lemma_.lower() == "pressure" or (frame is not None and frame.type in moved)


def _moves(verb: Token, meaning: Meaning) -> bool:
    """Tell whether a clause says what moved somebody to act: "walked out after the firm cut wages"."""
    if meaning.type == "CONCEDE":
        return lemma_of(verb) in reach().urging
    if not any(c.lower_ == "after" and c.dep_ == "mark" for c in verb.children):
        return False
    frames = verb_frames().get(lemma_of(verb), ())
    return meaning.type == "PROTEST" or any(frame.type in _DANGER for frame in frames)


def _receivers(trigger: Token) -> Iterator[Token]:
    for verb in trigger.subtree:
        if verb.dep_ == "relcl" and lemma_of(verb) in reach().receiving:
            yield from (c for c in verb.children if c.dep_ == "nsubj" and c.pos_ != "PRON")


def _crossing(meaning: Meaning) -> Iterator[Token]:
    """Yield what "to" brings in a relative clause after the gift: "returned a vase stolen in 1990 to X"."""
    if meaning.type not in reach().crossing:
        return
    for token in meaning.trigger.subtree:
        if token.dep_ == "pobj" and token.head.lower_ == "to" and token.i > meaning.trigger.i:
            verb = token.head.head
            if verb.dep_ in ("relcl", "acl", "advcl") and _may_be_party(token):
                yield token
