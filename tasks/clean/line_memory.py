"""Learn which lines recur across the documents of one collection."""

from typing import Protocol

from schemas.submission import Submission

__all__ = ["LineMemory"]


class LineMemory(Protocol):
    """Remember the short lines of each collection."""

    def recall(self, submission: Submission, lines: list[str]) -> frozenset[str]:
        """Return those lines that are known to recur, and remember all of them.

        Args:
            submission: The document that the lines are of; its own lines count once, however often asked.
            lines: Its lines.
        """
        ...
