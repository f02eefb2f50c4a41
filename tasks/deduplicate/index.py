"""The contract of an index of what was told."""

from typing import Protocol

from schemas.novelty import Novelty
from tasks.deduplicate.sketch import Sketch

__all__ = ["NoveltyIndex"]


class NoveltyIndex(Protocol):
    """Remember what was told, and judge each document against it once."""

    def check_and_claim(self, sketch: Sketch) -> Novelty:
        """Judge a document and, if it tells something new, make it the owner of that, in one step.

        A document that was judged before gets the same answer; it never matches itself.
        The claim is pending until `commit` or `withdraw`.
        """
        ...

    def commit(self, document_id: str) -> None:
        """Make a claim final: the document is published. Unknown and committed ids change nothing."""
        ...

    def withdraw(self, document_id: str) -> tuple[str, ...]:
        """Take a pending claim back: the document is rejected, so nobody has told what it holds.

        Unknown and committed ids change nothing.

        Returns:
            Documents whose verdict leaned on it meanwhile: copies, and pending documents that
            share passages. Their verdicts are forgotten as well, so judge them anew; what they
            published as duplicates stays as it is.
        """
        ...
