"""Tell when an act without a date of its own took place: only where tense and place in the text allow it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from spacy.tokens import Span, Token

from schemas.event import DateMention
from tasks.extract.attribution.lexicon import lexicon
from tasks.extract.dates.numbers import amount
from tasks.extract.dates.story import anchor_day
from tasks.extract.dates.syntax import (
    governor,
    is_cause,
    is_light,
    is_verb,
    lies_apart,
    open_ended,
    verb_above,
)
from tasks.extract.dates.telling import is_dated_item, told_on
from tasks.extract.reading import PassageReading

__all__ = ["day_counted_back", "narrative_day"]

_DAYS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_BACK: Final = 2
_LEAD_SENTENCES: Final = 3
_SCRAP: Final = 2
"""Tokens of what the parser may cut off as a sentence of its own, such as a name at the start of a line."""
_UNREAL: Final = frozenset({"if", "unless", "since", "before", "until", "because", "although", "though"})
_STATING: Final = frozenset({"can", "ca", "must", "should"})
"""Modals that tell what is so now: `The union can't accept new members`."""
_MEANWHILE: Final = frozenset({"as", "while", "when"})


def narrative_day(
    trigger: Token, passage_reading: PassageReading, mentions: Sequence[DateMention]
) -> tuple[date, date] | None:
    """Return the first and last day of an act that has no date of its own.

    An act in the past takes the day that the paragraph told of just before; in the opening of a passage,
    one told as news takes the passage's own day. Plans, pluperfects, conditions, relative clauses
    and mere nouns take none.

    Args:
        trigger: The word that names the act.
        passage_reading: Its passage.
        mentions: Dates, with offsets in the document.
    """
    verb = trigger if is_verb(trigger) else verb_above(trigger)
    if verb is None or (verb != trigger and not _is_told_by(trigger, verb) and not _harms(trigger, verb)):
        return None
    if not _is_told(verb):
        return None
    if _simple_past(verb) and (carried := _carried(verb, passage_reading, mentions)) is not None:
        return carried
    if not _opens(verb, passage_reading):
        return None
    day = _own_day(passage_reading, mentions)
    return (day, day) if day is not None else None


def _own_day(passage_reading: PassageReading, mentions: Sequence[DateMention]) -> date | None:
    """Return the day that the passage was told on: by its words, else its time; an item without either has none."""
    told = told_on(passage_reading, mentions)
    return told if told or not is_dated_item(passage_reading) else anchor_day(passage_reading.anchor)


def day_counted_back(
    trigger: Token, passage_reading: PassageReading, mentions: Sequence[DateMention]
) -> tuple[str, date] | None:
    """Return the words and the day of `raids have resumed five days after a blast killed four`.

    What the act is counted from must be of the passage's own day: told in the present or the perfect.

    Args:
        trigger: The word that names the act, in the clause after `after`.
        passage_reading: Its passage.
        mentions: Dates, with offsets in the document.
    """
    clause = trigger if is_verb(trigger) else verb_above(trigger)
    if clause is None or clause.dep_ != "advcl" or not _goes_on_now(clause.head):
        return None
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ == "after"]
    unit = next((c for m in marks for c in (*m.children, *clause.children) if c.lower_ in _DAYS), None)
    count = amount(" ".join(c.lower_ for c in unit.lefts)) if unit is not None else None
    day = _own_day(passage_reading, mentions) if count is not None else None
    if day is None or unit is None or count is None:
        return None
    words = unit.doc[unit.left_edge.i : unit.i + 2].text
    return words, day - timedelta(days=int(count) * _DAYS[unit.lower_])


def _goes_on_now(verb: Token) -> bool:
    return verb.tag_ in {"VBZ", "VBP"} or bool(_helpers(verb) & {"has", "have", "is", "are"})


def _is_told_by(noun: Token, verb: Token) -> bool:
    """Tell whether a noun is what a light verb tells of, not what it came after or is blamed for."""
    near = noun.head if noun.dep_ in {"compound", "conj", "nmod"} else noun
    return is_light(verb) and near.head == verb and near.dep_ != "pobj"


def _harms(noun: Token, verb: Token) -> bool:
    """Tell whether a noun is what the verb of its clause tells of: `the attack killed two`."""
    return noun.dep_ in {"nsubj", "nsubjpass", "ROOT"} and noun.head == verb and verb.tag_ == "VBD"


def _helpers(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def _simple_past(verb: Token) -> bool:
    helpers = _helpers(verb)
    return (verb.tag_ == "VBD" or bool(helpers & {"was", "were"})) and not helpers & {"had", "have", "has"}


def _is_told(verb: Token) -> bool:
    """Tell whether a clause is told as a fact of the present or the past, and stands by itself."""
    helpers = _helpers(verb)
    helping = [c for c in verb.children if c.dep_ == "aux"]
    modal = any((c.tag_ == "MD" and c.lower_ not in _STATING) or c.lower_ == "to" for c in helping)
    if modal or "had" in helpers or verb.dep_ in {"relcl", "acl", "xcomp", "pcomp"}:
        return False
    if any(c.dep_ == "mark" and c.lower_ in _UNREAL for c in verb.children):
        return False
    return _is_main(verb)


def _is_main(verb: Token) -> bool:
    """Tell whether a verb heads its sentence, or is what its head says, or goes on at the same time (`as`, `while`)."""
    while verb.head != verb and verb.dep_ in {"ccomp", "conj", "parataxis"}:
        if verb.dep_ == "ccomp" and not _is_saying(verb.head):
            return False
        verb = verb.head
    meanwhile = any(c.dep_ in {"mark", "advmod"} and c.lower_ in _MEANWHILE for c in verb.children)
    return verb.head == verb or (
        verb.dep_ == "advcl" and (meanwhile or is_cause(verb)) and _is_told(verb.head)
    )


def _is_saying(token: Token) -> bool:
    return token.lemma_.lower() in lexicon().verbs


@lru_cache(maxsize=2)
def _opening(passage_reading: PassageReading) -> tuple[bool, int]:
    """Return whether a passage has a heading, and where its first paragraph ends, in characters of the passage.

    It is kept for the passage at hand, since spaCy joins its tokens anew whenever it is asked for the text.
    """
    text = passage_reading.doc.text
    heading = passage_reading.passage.heading
    begun = len(heading) if heading and text.startswith(heading) else 0
    begun += len(text[begun:]) - len(text[begun:].lstrip())
    stop = text.find("\n\n", begun)
    return begun > 0, len(text) if stop < 0 else stop


def _opens(verb: Token, passage_reading: PassageReading) -> bool:
    """Tell whether a verb stands in the heading or among the first sentences of the first paragraph."""
    headed, stop = _opening(passage_reading)
    if verb.idx >= stop:
        return False
    sentences: list[Span] = list(verb.doc.sents)
    before = [s for s in sentences if s.start < verb.sent.start and len(s) > _SCRAP]
    return len(before) < _LEAD_SENTENCES + headed


def _carried(
    verb: Token, passage_reading: PassageReading, mentions: Sequence[DateMention]
) -> tuple[date, date] | None:
    """Return the day of the last dated act in the sentences just before, within the paragraph."""
    sentence: Span = verb.sent
    for _ in range(_BACK):
        if sentence.start == 0 or "\n" in sentence.doc[sentence.start - 1].text_with_ws:
            return None
        sentence = sentence.doc[sentence.start - 1].sent
        if (found := _day_told(sentence, passage_reading, mentions)) is not None:
            return found
    return None


def _day_told(
    sentence: Span, passage_reading: PassageReading, mentions: Sequence[DateMention]
) -> tuple[date, date] | None:
    low, high = passage_reading.place(sentence)
    for mention in reversed(mentions):
        if not low <= mention.start < high or mention.first is None or mention.last is None:
            continue
        span = passage_reading.span(mention.start, mention.end)
        first, last = date.fromisoformat(mention.first), date.fromisoformat(mention.last)
        if span is None or (last - first).days > 1 or open_ended(span) or lies_apart(span):
            continue
        above = governor(span)
        if is_verb(above) and not _is_saying(above) and _is_main(above):
            return first, last
    return None
