"""Attach dates to the acts that they modify, by the parse."""

from typing import Final

from spacy.tokens import Span, Token

from schemas.event import DateMention, EventDate
from tasks.extract.attribution.lexicon import lexicon
from tasks.extract.dates.find import find_dates
from tasks.extract.dates.story import anchor_day
from tasks.extract.reading import PassageReading

__all__ = ["date_of", "passage_dates"]

_OPEN_ENDED: Final = frozenset({"since", "until", "till", "before"})
_LIGHT: Final = frozenset(
    {
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
    }
)
_SHARING: Final = frozenset({"xcomp", "conj", "advcl"})
_JOINTS: Final = frozenset({"and", "to", "-", "–", "—", "until", "through", "or"})


def passage_dates(passage_reading: PassageReading) -> tuple[DateMention, ...]:
    """Find the dates of a passage, with offsets in the document."""
    offset = passage_reading.offset
    return tuple(
        mention.model_copy(update={"start": mention.start + offset, "end": mention.end + offset})
        for mention in find_dates(passage_reading.doc.text, passage_reading.anchor)
    )


def date_of(
    trigger: Token, passage_reading: PassageReading, mentions: tuple[DateMention, ...] | list[DateMention]
) -> EventDate | None:
    """Return when an act took place.

    Args:
        trigger: The word that names the act.
        passage_reading: Its passage.
        mentions: The dates of the passage or of the document, with offsets in the document.

    Returns:
        The date that modifies the act; else, where the act is told as news, the passage's own day
        with no text; else None.
    """
    sentence = trigger.sent
    placed = _in_sentence(sentence, passage_reading, mentions)
    own = [(m, s) for m, s in placed if _governs(trigger, s)]
    if not own:
        own = [(m, s) for m, s in placed if _shares(trigger, s)]
    if own:
        return _joined(trigger, own, placed)
    day = anchor_day(passage_reading.anchor)
    if day is None or not _is_news(trigger):
        return None
    return EventDate(text=None, first=day.isoformat(), last=day.isoformat())


def _in_sentence(
    sentence: Span, passage_reading: PassageReading, mentions: tuple[DateMention, ...] | list[DateMention]
) -> list[tuple[DateMention, Span]]:
    low, high = passage_reading.place(sentence)
    found = []
    for mention in mentions:
        if mention.first is None or mention.last is None or not low <= mention.start < high:
            continue
        span = passage_reading.span(mention.start, mention.end)
        if span is not None:
            found.append((mention, span))
    return found


def _governor(span: Span) -> Token:
    """Return the nearest predicate above a date: the verb or noun that it modifies."""
    token = span.root
    while token.head != token:
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return token


def _path(span: Span) -> list[Token]:
    """Return what lies above a date up to its nearest verb."""
    path, token = [], span.root
    while token.head != token:
        token = token.head
        path.append(token)
        if token.pos_ in {"VERB", "AUX"}:
            break
    return path


def _open_ended(span: Span) -> bool:
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in _OPEN_ENDED or (span.root.head.lower_ in _OPEN_ENDED)


def _governs(trigger: Token, span: Span) -> bool:
    if _open_ended(span) or span.start <= trigger.i < span.end:
        return False
    path = _path(span)
    if trigger.pos_ not in {"VERB", "AUX"}:
        return trigger in path
    return bool(path) and path[-1] == trigger


def _is_saying(token: Token) -> bool:
    return token.lemma_.lower() in lexicon().speech


def _shares(trigger: Token, span: Span) -> bool:
    """Tell whether an act has its date from the verb that it hangs on, or from the verb that hangs on it."""
    if _open_ended(span):
        return False
    path = _path(span)
    governor = path[-1] if path else span.root
    if trigger.pos_ in {"NOUN", "PROPN"}:
        return governor == _verb_above(trigger) and not _is_saying(governor)
    if governor.dep_ == "xcomp" and governor.head == trigger:
        return True
    if trigger.dep_ == "conj" and trigger.head == governor:
        return span.start < governor.i and not _has_tense_shift(trigger, governor)
    return (
        trigger.dep_ in {"xcomp", "advcl"}
        and trigger.head == governor
        and not _is_saying(governor)
        and not _finite(trigger)
    )


def _verb_above(noun: Token) -> Token | None:
    return next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), None)


def _finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP", "MD"} or any(
        c.tag_ in {"VBD", "VBZ", "VBP", "MD"} and c.dep_ in {"aux", "auxpass"} for c in verb.children
    )


def _has_tense_shift(one: Token, other: Token) -> bool:
    return _future(one) != _future(other)


def _future(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def _joined(
    trigger: Token, own: list[tuple[DateMention, Span]], placed: list[tuple[DateMention, Span]]
) -> EventDate:
    """Take the nearest date, and the other end if it is one of a pair such as `from Monday to Wednesday`."""
    mention, span = min(
        own, key=lambda item: min(abs(item[1].start - trigger.i), abs(item[1].end - 1 - trigger.i))
    )
    first, last = mention.first or "", mention.last or ""
    start, end = mention.start, mention.end
    for other, other_span in placed:
        low, high = sorted((span, other_span), key=lambda s: s.start)
        between = span.doc[low.end : high.start]
        if other != mention and 1 <= len(between) <= 2 and all(t.lower_ in _JOINTS for t in between):
            first, last = min(first, other.first or first), max(last, other.last or last)
            start, end = min(start, other.start), max(end, other.end)
    text = mention.text if (start, end) == (mention.start, mention.end) else _text(span, placed, start, end)
    return EventDate(text=text, first=first, last=last)


def _text(span: Span, placed: list[tuple[DateMention, Span]], start: int, end: int) -> str:
    low = next(s for m, s in placed if m.start == start)
    high = next(s for m, s in placed if m.end == end)
    return str(span.doc[low.start : high.end].text)


def _is_news(trigger: Token) -> bool:
    """Tell whether tense allows the passage's own day: the act is told in the past or present, not as background."""
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else _verb_above(trigger)
    if verb is None:
        return True
    if verb.dep_ in {"relcl", "acl"} and trigger == verb:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if any(c.tag_ == "MD" for c in verb.children) or "had" in helpers or "to" in helpers:
        return False
    return not any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "since"} for c in verb.children)
