"""Code one passage: what tests of event coding begin with."""

from schemas.document import Document, Passage
from schemas.event import Event
from tasks.extract import extract


def events_of(text: str, timestamp: str | None = "2023-06-29") -> list[Event]:
    """Return the events of a document of one passage."""
    passage = Passage(id="p1", start=0, end=len(text), timestamp=timestamp)
    document = Document(id="0123456789abcdef", name="a.txt", text=text, passages=(passage,))
    return list(extract(document).events)


def surest(text: str) -> Event:
    """Return the event of a passage that is surest."""
    return max(events_of(text), key=lambda event: event.confidence)
