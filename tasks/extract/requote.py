"""Give the mentions of an extraction the document's own characters."""

from typing import TypeVar

from schemas.event import DateMention, Entity, Event, Extraction, Mentions, Place

__all__ = ["requote"]

_Mention = TypeVar("_Mention", DateMention, Entity, Place)


def requote(extraction: Extraction, text: str) -> Extraction:
    """Quote the document where the parse was of another case; offsets are the same.

    Args:
        extraction: What was found.
        text: The document's text.
    """
    mentions = extraction.mentions
    return Extraction(
        mentions=Mentions(
            dates=_all(mentions.dates, text),
            places=_all(mentions.places, text),
            entities=_all(mentions.entities, text),
        ),
        events=tuple(_event(event, text) for event in extraction.events),
    )


def _event(event: Event, text: str) -> Event:
    parts: dict[str, object] = {
        "actors": _all(event.actors, text),
        "recipients": _all(event.recipients, text),
        "trigger": event.trigger.model_copy(update={"text": text[event.trigger.start : event.trigger.end]}),
        "evidence": event.evidence.model_copy(
            update={"text": text[event.evidence.start : event.evidence.end]}
        ),
    }
    if event.place is not None:
        parts["place"] = _one(event.place, text)
    return event.model_copy(update=parts)


def _all(mentions: tuple[_Mention, ...], text: str) -> tuple[_Mention, ...]:
    return tuple(_one(mention, text) for mention in mentions)


def _one(mention: _Mention, text: str) -> _Mention:
    return mention.model_copy(update={"text": text[mention.start : mention.end]})
