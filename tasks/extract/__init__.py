"""Extract: who did what to whom, where and when, and whose words say so."""

from schemas.document import READ_LANGUAGES, Document
from schemas.event import Event, Extraction, Mentions
from tasks.extract import model
from tasks.extract.acts import find_acts
from tasks.extract.assemble import Findings, assemble
from tasks.extract.dates import passage_dates
from tasks.extract.entities import recognise
from tasks.extract.headlines import follow_leads
from tasks.extract.merging import merge_retellings, own_ids
from tasks.extract.parse import parse
from tasks.extract.places import find_places
from tasks.extract.requote import requote

__all__ = ["extract"]


def extract(document: Document, new_passages: frozenset[str] | None = None) -> Extraction:
    """Return the mentions and coded events of a document.

    Args:
        document: The clean document.
        new_passages: Ids of the passages that nobody told before; all if None.

    Returns:
        Nothing for a document in a language that we do not read.
    """
    if document.language not in READ_LANGUAGES:
        return Extraction()
    reading = parse(document, new_passages)
    places = tuple(find_places(reading))
    findings = Findings(
        recognise(reading, places),
        tuple(mention for passage in reading for mention in passage_dates(passage)),
        places,
    )
    events: list[Event] = []
    for passage in reading:
        told = list(assemble(passage, find_acts(passage, findings.entities, model), findings))
        events.extend(follow_leads(told, passage.passage))
    mentions = Mentions(
        dates=tuple(findings.dates), places=tuple(findings.places), entities=findings.entities.mentions
    )
    merged = own_ids(merge_retellings(events, document.text), document.id)
    extraction = Extraction(mentions=mentions, events=merged)
    recased = any(p.doc.text != document.passage_text(p.passage) for p in reading)
    return requote(extraction, document.text) if recased else extraction
