"""Tell the outcome: a document's entries on the streams, all or none, once."""

from tasks.publish.entries import entries, failure_entries, outcome_of
from tasks.publish.publisher import Publisher

__all__ = ["Publisher", "entries", "failure_entries", "outcome_of"]
