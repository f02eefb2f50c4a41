"""Give tolls that no act of their own sentence claims to the act that they must be of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spacy.tokens import Token

from tasks.extract.toll.attach import is_main_act, tolls_of
from tasks.extract.toll.find import Toll
from tasks.extract.toll.lexicon import lexicon

__all__ = ["share_tolls"]

_PARAGRAPHS: Final = 3
"""Paragraphs back in which an act is looked for."""
_POINTING: Final = frozenset({"the", "this", "that", "these", "those", "its", "their"})
_HARM: Final = frozenset({"killed", "injured", "missing"})


def share_tolls(
    triggers: Sequence[Token], assaults: Sequence[Token], tolls: list[Toll]
) -> Mapping[int, list[Toll]]:
    """Return the tolls of each act by the index of its trigger.

    `The toll rose to 12`, `Five died`, `3 dead in blast` belong to the last assault told before them, in a
    headline to the first one after, if nothing in their own sentence claims them.

    Args:
        triggers: The words that name the acts of a passage that harm people, in the order of the text.
        assaults: Those of them that are assaults and took place.
        tolls: The tolls of the passage.
    """
    shared = {trigger.i: tolls_of(trigger, tolls) for trigger in triggers}
    claimed = {toll.cue.i for own in shared.values() for toll in own}
    for toll in (t for t in tolls if t.cue.i not in claimed and _points_back(t)):
        owner = _owner(toll, assaults)
        if owner is not None and (toll.corrects or _adds(toll, shared[owner.i])):
            for own in _of_same_act(owner, shared):
                own.append(toll)
    return shared


def _of_same_act(owner: Token, shared: Mapping[int, list[Toll]]) -> list[list[Toll]]:
    """Return the tolls of an act under each of its words, those that have a statement in common."""
    cues = {toll.cue.i for toll in shared[owner.i]}
    others = [own for i, own in shared.items() if i != owner.i and cues & {toll.cue.i for toll in own}]
    return [shared[owner.i], *others]


def _adds(toll: Toll, known: list[Toll]) -> bool:
    kinds = {kind for other in known for kind in other.counts}
    return not kinds & toll.counts.keys()


def _points_back(toll: Toll) -> bool:
    """Tell whether a toll can be of an act told elsewhere: no other occasion, nor a single death, is named."""
    several = any(count != 1 for count in toll.counts.values())
    if not toll.counts.keys() <= _HARM or not (several or toll.corrects):
        return False
    return not any(_is_other_occasion(noun) for noun in _occasions(toll.cue))


def _occasions(cue: Token) -> Iterator[Token]:
    """Yield the nouns of `in a crash`, `from floods` beside a cue or its verb."""
    for holder in (cue, cue.head):
        for preposition in holder.children:
            if preposition.lower_ in {"in", "from", "of", "during", "after", "by"}:
                yield from (child for child in preposition.children if child.dep_ == "pobj")


def _is_other_occasion(noun: Token) -> bool:
    if noun.pos_ != "NOUN" or noun.ent_type_ or noun.like_num:
        return False
    harmed = noun.lemma_.lower() in lexicon().people
    return not harmed and not any(child.lower_ in _POINTING or child.dep_ == "poss" for child in noun.lefts)


def _owner(toll: Toll, assaults: Sequence[Token]) -> Token | None:
    doc, cue = toll.cue.doc, toll.cue
    before = [t for t in assaults if t.i < cue.i and t.sent != cue.sent and is_main_act(t)]
    if before:
        between = doc[before[-1].i : cue.i].text.count("\n\n")
        return before[-1] if between <= _PARAGRAPHS else None
    heads = (
        cue.sent.start == 0
        and cue.sent.end < len(doc)
        and "\n" in doc[cue.sent.start : cue.sent.end + 1].text
    )
    after = [t for t in assaults if t.sent != cue.sent and t.i > cue.i]
    return after[0] if heads and after else None
