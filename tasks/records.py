"""Fetch the records that a stage builds on."""

from schemas.classification import Classification
from schemas.document import Document
from schemas.event import Extraction
from schemas.novelty import Novelty
from schemas.submission import Submission
from tasks.desk import Desk
from tasks.dossier.contract import R
from tasks.publish.entries import outcome_of
from tasks.work import IncompleteError

__all__ = [
    "classification_of",
    "document_of",
    "extraction_of",
    "is_told",
    "novelty_of",
    "submission_of",
]


def fetch(desk: Desk, document_id: str, name: str, kind: type[R]) -> R:
    """Return a record.

    Raises:
        IncompleteError: If it is missing.
    """
    record = desk.office.dossier.get(document_id, name, kind)
    if record is None:
        raise IncompleteError(name)
    return record


def submission_of(desk: Desk, document_id: str) -> Submission:
    """Return what a document was received as; from the spool if the server lost it."""
    held = desk.office.dossier.get(document_id, "submission", Submission)
    submission = held or desk.office.spool.submission(document_id)
    if submission is None:
        raise IncompleteError("submission")
    return submission


def document_of(desk: Desk, document_id: str) -> Document:
    """Return what `clean` made."""
    return fetch(desk, document_id, "document", Document)


def novelty_of(desk: Desk, document_id: str) -> Novelty:
    """Return what `deduplicate` decided."""
    return fetch(desk, document_id, "novelty", Novelty)


def classification_of(desk: Desk, document_id: str) -> Classification:
    """Return what `classify` made."""
    return fetch(desk, document_id, "classification", Classification)


def extraction_of(desk: Desk, document_id: str) -> Extraction:
    """Return what `extract` made."""
    return fetch(desk, document_id, "extraction", Extraction)


def is_told(desk: Desk, document_id: str) -> bool:
    """Tell whether a document has nothing new to read."""
    return outcome_of(novelty_of(desk, document_id)) == "duplicate"
