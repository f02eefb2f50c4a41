"""Let a headline's act take its day and place from the text below, which tells it in full."""

from collections.abc import Sequence

from schemas.document import Passage
from schemas.event import Entity, Event, EventDate
from tasks.extract.story import story_day, story_key

__all__ = ["follow_leads"]


def follow_leads(events: Sequence[Event], passage: Passage) -> list[Event]:
    """Return the events of a passage, those of its heading with the day and place of their retelling.

    A headline is in the present tense and names no day; where the text below tells the same type of act of
    the same parties, its date and place are the headline's too.

    Args:
        events: The events of the passage in the order of its text.
        passage: The passage; without a heading nothing changes.
    """
    end = passage.start + len(passage.heading or "")
    below = [event for event in events if event.trigger.start >= end]
    return [_following(event, below) if event.trigger.start < end else event for event in events]


def _following(headline: Event, below: Sequence[Event]) -> Event:
    told = next((event for event in below if _is_same(headline, event)), None)
    if told is None:
        return headline
    date = _surer(headline.date, told.date)
    place = headline.place or told.place
    day = story_day(date, headline.trigger.text)
    story = story_key(headline.type, headline.actors, headline.recipients, day, place)
    return headline.model_copy(update={"date": date, "place": place, "story": story})


def _surer(own: EventDate | None, other: EventDate | None) -> EventDate | None:
    """Return the one that the text gives in words, the headline's own first."""
    worded = [date for date in (own, other) if date is not None and date.text is not None]
    return worded[0] if worded else own or other


def _is_same(one: Event, other: Event) -> bool:
    parties = _agree(one.actors, other.actors) and _agree(one.recipients, other.recipients)
    named = (one.actors and other.actors) or (one.recipients and other.recipients)
    return (one.type, one.status) == (other.type, other.status) and parties and bool(named)


def _agree(one: Sequence[Entity], other: Sequence[Entity]) -> bool:
    """Tell whether one side names nobody that the other does not."""
    names, others = {e.name for e in one}, {e.name for e in other}
    return names <= others or others <= names
