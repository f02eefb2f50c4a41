"""Extract: who did what to whom, where and when, and whose words say so."""

from schemas.document import Document
from schemas.event import Event, Extraction
from tasks.extract.acts import find_acts
from tasks.extract.assemble import assemble
from tasks.extract.parse import parse
from tasks.extract.parties import Parties

__all__ = ["extract"]


def extract(document: Document, new_passages: frozenset[str] | None = None) -> Extraction:
    """Return the mentions and coded events of a document.

    Args:
        document: The clean document.
        new_passages: Ids of the passages that nobody told before; all if None.
    """
    reading = parse(document, new_passages)
    entities = Parties()
    events: list[Event] = []
    for passage_reading in reading:
        events.extend(assemble(document.id, passage_reading, find_acts(passage_reading, entities)))
    return Extraction(events=tuple(events))
