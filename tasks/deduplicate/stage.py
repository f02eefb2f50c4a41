"""The stage itself: clean document in, verdict out."""

from schemas.document import Document
from schemas.novelty import Novelty
from schemas.submission import Submission
from tasks.deduplicate.fingerprints import sketch_of
from tasks.deduplicate.index import NoveltyIndex

__all__ = ["deduplicate"]


def deduplicate(submission: Submission, document: Document, index: NoveltyIndex) -> Novelty:
    """Say whether a document is news, and claim it if it is.

    Args:
        submission: How it came in.
        document: Its clean text.
        index: What was told before.

    Returns:
        The verdict; only its `new_passages` have anything to extract.
    """
    return index.check_and_claim(sketch_of(submission, document))
