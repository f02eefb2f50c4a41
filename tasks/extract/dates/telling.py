"""Tell the day on which an item was told, by its own words: `the ministry said on Wednesday`."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from spacy.tokens import Span

from schemas.event import DateMention
from tasks.extract.dates.find import find_dates
from tasks.extract.dates.story import anchor_day
from tasks.extract.dates.syntax import is_retold, is_speech, is_verb, lies_apart, open_ended, path
from tasks.extract.reading import PassageReading

__all__ = ["is_dated_item", "passage_dates", "told_on"]

_PARAGRAPHS: Final = 2
_AGO: Final = 6
"""Days back that a weekday in the lead can be the day of the telling."""
_RELATIVE: Final = frozenset({"today", "yesterday", "tonight", "tomorrow", "night", "ago", "overnight"})
"""Words whose own day follows from the telling, so that they say nothing of it."""
_NOT_TOLD: Final = frozenset({"had", "will", "would", "to", "could", "may", "might", "shall"})


def passage_dates(passage_reading: PassageReading) -> tuple[DateMention, ...]:
    """Find the dates of a passage, with offsets in the document.

    An item of a round-up that has no time of its own but says `on Wednesday` in its lead was written on
    that Wednesday: its `today` and `this month` count from there, not from the document's date.
    """
    mentions = _dates(passage_reading, passage_reading.anchor)
    if not is_dated_item(passage_reading):
        day = told_on(passage_reading, mentions, speech_only=True)
        if day is not None and day != anchor_day(passage_reading.anchor):
            return _dates(passage_reading, day.isoformat())
    return mentions


def _dates(passage_reading: PassageReading, anchor: str | None) -> tuple[DateMention, ...]:
    offset = passage_reading.offset
    return tuple(
        mention.model_copy(update={"start": mention.start + offset, "end": mention.end + offset})
        for mention in find_dates(passage_reading.doc.text, anchor)
    )


def is_dated_item(passage_reading: PassageReading) -> bool:
    """Tell whether a passage has its own time, or is a story that the document's date is the date of.

    Items of a live blog or round-up have headings; one without a timestamp may be older than its document.
    """
    return passage_reading.passage.timestamp is not None or passage_reading.passage.heading is None


def told_on(
    passage_reading: PassageReading, mentions: Sequence[DateMention], *, speech_only: bool = False
) -> date | None:
    """Return the day that the lead of a passage was told on, by its own words; None if it does not say.

    Args:
        passage_reading: The passage.
        mentions: Dates, with offsets in the document.
        speech_only: Whether only the day of a saying counts, not that of any main clause in the past.
    """
    anchor = anchor_day(passage_reading.anchor)
    if anchor is None:
        return None
    limit = _lead_end(passage_reading)
    days = []
    for mention in mentions:
        if not _is_named_day(mention):
            continue
        day = date.fromisoformat(mention.first or "")
        span = passage_reading.span(mention.start, mention.end)
        if span is None or not 0 <= (anchor - day).days <= _AGO or open_ended(span) or lies_apart(span):
            continue
        same_day = "earlier" in _words(mention) or _after_earlier(span)
        leads = span.start_char < limit and _is_telling(span, speech_only=speech_only)
        if same_day or leads:
            days.append(day)
    return max(days, default=None)


def _is_named_day(mention: DateMention) -> bool:
    """Tell whether a mention names a day, as `Wednesday` and `June 3` do, and `today` and `this month` do not."""
    one = mention.first is not None and mention.first == mention.last
    return (
        one
        and (mention.value or "").startswith(mention.first or "-")
        and not _RELATIVE & set(_words(mention))
    )


def _words(mention: DateMention) -> list[str]:
    return mention.text.lower().split()


def _after_earlier(span: Span) -> bool:
    """Read `Earlier Wednesday, …`: the rest was told later on the same day."""
    return span.start > 0 and span.doc[span.start - 1].lower_ == "earlier"


def _lead_end(passage_reading: PassageReading) -> int:
    """Return where the heading and the first paragraphs end, in characters of the passage."""
    text = passage_reading.doc.text
    paragraphs = _PARAGRAPHS + (passage_reading.passage.heading is not None)
    ends = islice(_breaks(text), paragraphs - 1, None)
    return next(ends, len(text))


def _breaks(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at
        at += len(text[at:]) - len(text[at:].lstrip())
        at = text.find("\n", at)


def _is_telling(span: Span, *, speech_only: bool) -> bool:
    """Tell whether a date is that of a saying or (if all count) a main clause, told as done."""
    *between, verb = path(span) or [span.root]
    if any(is_retold(token) for token in between):
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not is_verb(verb) or helpers & _NOT_TOLD or verb.tag_ == "VB":
        return False
    return is_speech(verb) or (not speech_only and (verb.head == verb or verb.dep_ == "ccomp"))
