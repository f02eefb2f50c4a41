"""Attach dates to the acts that they modify, by the parse."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from spacy.tokens import Span, Token

from schemas.event import DateMention, EventDate
from tasks.extract.dates.borrowed import date_of_retelling, date_of_saying
from tasks.extract.dates.narrative import day_counted_back, narrative_day
from tasks.extract.dates.syntax import (
    governor,
    is_cause,
    is_light,
    is_retold,
    is_utterance,
    is_verb,
    lies_apart,
    meanwhile,
    open_ended,
    path,
    verb_above,
)
from tasks.extract.dates.vocabulary import deeds, happenings
from tasks.extract.reading import PassageReading
from tasks.extract.restating import same_deed

__all__ = ["date_of"]

_JOINTS: Final = frozenset({"and", "to", "-", "–", "—", "until", "through", "or"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENING: Final = frozenset({"starting", "beginning", "opening", "ending"})
_Placed = tuple[DateMention, Span]


def date_of(
    trigger: Token,
    passage_reading: PassageReading,
    mentions: Sequence[DateMention],
    cue: Token | None = None,
) -> EventDate | None:
    """Return when an act took place.

    Args:
        trigger: The word that names the act.
        passage_reading: Its passage.
        mentions: The dates of the passage or of the document, with offsets in the document.
        cue: The word that attributes the act to somebody, if any.

    Returns:
        The date that modifies the act; else that of a retelling, or of the saying that it consists in;
        else, where the act is told as news, the passage's own day or the day told of just before,
        with no text; else None.
    """

    def own(token: Token) -> EventDate | None:
        return _own_date(token, _in_sentence(token.sent, passage_reading, mentions))

    deed = same_deed(trigger)
    found = own(deed) or date_of_retelling(deed, own)
    if found is None and (counted := day_counted_back(deed, passage_reading, mentions)) is not None:
        words, day = counted
        return EventDate(text=words, first=day.isoformat(), last=day.isoformat())
    if found is not None or _dated_in_vain(deed, _in_sentence(deed.sent, passage_reading, mentions)):
        return found
    if (said := date_of_saying(trigger, cue, own)) is not None:
        return said
    if (main := meanwhile(deed)) is not None:
        return date_of(main, passage_reading, mentions, cue)
    days = narrative_day(deed, passage_reading, mentions)
    return EventDate(text=None, first=days[0].isoformat(), last=days[1].isoformat()) if days else None


def _own_date(trigger: Token, near: list[_Placed]) -> EventDate | None:
    """Return the date of a sentence that modifies an act, or that it shares."""
    dated = [(m, s) for m, s in near if m.first is not None]
    own = [(m, s) for m, s in dated if _governs(trigger, s)] or [
        (m, s) for m, s in dated if _shares(trigger, s)
    ]
    return _joined(trigger, own, dated) if own else None


def _dated_in_vain(trigger: Token, near: list[_Placed]) -> bool:
    """Tell whether what dates an act gives no day: `since 2014`, `five days after the mutiny`."""
    holders = {trigger.i, trigger.head.i} if trigger.dep_ == "conj" else {trigger.i}
    return any(governor(s).i in holders for m, s in near if open_ended(s) or _is_unresolved(m))


def _is_unresolved(mention: DateMention) -> bool:
    """Tell whether a mention dates its act in a way that cannot be resolved: `five days after the mutiny`."""
    if mention.first is not None or mention.value == "PRESENT_REF":
        return False
    return mention.value is None or mention.value.startswith(("P", "FUTURE", "XXXX"))


def _in_sentence(
    sentence: Span, passage_reading: PassageReading, mentions: Sequence[DateMention]
) -> list[_Placed]:
    low, high = passage_reading.place(sentence)
    placed = ((m, passage_reading.span(m.start, m.end)) for m in mentions if low <= m.start < high)
    return [(mention, span) for mention, span in placed if span is not None]


def _governs(trigger: Token, span: Span) -> bool:
    if open_ended(span) or span.start <= trigger.i < span.end:
        return False
    above = path(span)
    if not is_verb(trigger):
        return trigger in above
    return bool(above) and above[-1] == trigger and not lies_apart(span) and not _dates_topic(trigger, span)


def _dates_topic(verb: Token, span: Span) -> bool:
    """Tell whether a date is that of something which is only talked of: `condemned Friday's test`."""
    above = path(span)[:-1]
    if not is_utterance(verb) or not above:
        return False
    owned = span.root.dep_ == "poss" and above[0].lemma_.lower() not in deeds().forums
    return owned or any(is_retold(token) for token in above)


def _shares(trigger: Token, span: Span) -> bool:
    """Tell whether an act has its date from what it hangs on, or from what hangs on it."""
    above = governor(span)
    if open_ended(span) or lies_apart(span) or is_utterance(above):
        return False
    if trigger.dep_ == "acomp" and above.dep_ == "xcomp" and above.head == trigger:
        return True
    if not is_verb(trigger):
        return _of_verb_above(trigger, above)
    if _meets_at(trigger, above) or _accompanies(trigger, above) or _of_sibling(trigger, span, above):
        return True
    return trigger.dep_ in {"relcl", "acl"} and _of_antecedent(trigger, span, above)


def _of_verb_above(noun: Token, above: Token) -> bool:
    """Read `a raid took place on Friday`, `the raid that took place on Friday`, `on Friday the blast killed two`."""
    if above.dep_ in {"relcl", "acl"} and above.head == noun:
        return is_light(above)
    if above != verb_above(noun) or above.lemma_ == "be":
        return above == verb_above(noun) and is_light(above) and not _hangs_apart(noun)
    return noun.dep_ in {"nsubj", "dobj", "nsubjpass"} or (is_light(above) and not _hangs_apart(noun))


def _meets_at(trigger: Token, above: Token) -> bool:
    """Read `plans to sign it at the summit starting Tuesday`: an act at a gathering has the gathering's date."""
    noun = above.doc[above.i - 1] if above.lower_ in _OPENING and above.i else above.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"at", "during"}:
        return False
    act = noun.head.head
    while act != trigger and act.dep_ == "xcomp":
        act = act.head
    return act == trigger


def _accompanies(trigger: Token, above: Token) -> bool:
    """Read `the first session was held in May, with envoys discussing prices`."""
    preposition = trigger.head if trigger.dep_ == "pcomp" else trigger.head.head
    return preposition.lower_ == "with" and preposition.head == above


def _of_sibling(trigger: Token, span: Span, above: Token) -> bool:
    """Read shared dates: `began to leave on Friday`, `on Friday they met and agreed`, `met and signed on Friday`."""
    if above.dep_ == "xcomp" and above.head == trigger:
        return not (trigger.tag_ in {"VBD", "VBN"} and is_utterance(trigger))
    if trigger.dep_ == "conj" and trigger.head == above:
        return span.start < above.i and _has_modal(trigger) == _has_modal(above)
    if above.dep_ == "conj" and above.head == trigger:
        return not any(c.dep_ in {"nsubj", "nsubjpass"} or c.tag_ == "MD" for c in above.children)
    if trigger.dep_ not in {"xcomp", "advcl"} or trigger.head != above:
        return False
    return not _finite(trigger) or is_cause(trigger)


def _of_antecedent(trigger: Token, span: Span, above: Token) -> bool:
    """Read `Tuesday's strikes, which hurt two` and `on Tuesday there was a raid that hurt two`."""
    date_modifies_noun = trigger.head in path(span)
    if above != trigger and any(c.lower_ == "when" for c in trigger.children):
        return span.start <= trigger.head.i < span.end
    told_of_noun = above == verb_above(trigger.head) and is_light(above) and _is_deed(trigger.head)
    return date_modifies_noun or (told_of_noun and not any(c.lower_ == "had" for c in trigger.children))


def _hangs_apart(noun: Token) -> bool:
    """Tell whether a noun is what an act came after, or is blamed for: `a month after the murder`."""
    chain = [noun, *takewhile(lambda token: not is_verb(token), noun.ancestors)]
    return any(token.lower_ in {"after", "before", "since", "following", "for", "about"} for token in chain)


def _is_deed(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in deeds().retold or lemma in happenings()


def _finite(verb: Token) -> bool:
    helpers = (c for c in verb.children if c.dep_ in {"aux", "auxpass"})
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in helpers)


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _joined(trigger: Token, own: list[_Placed], dated: list[_Placed]) -> EventDate:
    """Take the nearest date, with the other end if it is one of a pair such as `from Monday to Wednesday`."""
    mention, span = min(own, key=lambda item: _distance(trigger, item))
    ends = [(mention, span)]
    for other, other_span in dated:
        low, high = sorted((span, other_span), key=lambda s: s.start)
        between = span.doc[low.end : high.start]
        if other != mention and 1 <= len(between) <= 2 and all(t.lower_ in _JOINTS for t in between):
            ends.append((other, other_span))
    text = mention.text
    if len(ends) > 1:
        text = span.doc[min(s.start for _, s in ends) : max(s.end for _, s in ends)].text
    firsts, lasts = [m.first for m, _ in ends if m.first], [m.last for m, _ in ends if m.last]
    return EventDate(text=text, first=min(firsts), last=max(lasts))


def _distance(trigger: Token, item: _Placed) -> int:
    return min(abs(item[1].start - trigger.i), abs(item[1].end - 1 - trigger.i))
