"""What a memory of lines promises, and when it calls a line learned."""

from collections.abc import Sequence
from typing import Protocol

import xxhash

from schemas.submission import Submission

__all__ = ["COPY_SHARE", "FEWEST", "LONGEST", "SHARE", "LineMemory", "hashes_of", "is_learned"]

FEWEST = 8  # documents; below that a recurring line may be chance
SHARE = 0.1  # of the collection's documents; what is on fewer is an agency's phrase, not its furniture
COPY_SHARE = 0.5  # of a document's characters known already: it is a copy, and copies teach nothing
LONGEST = 200  # characters; longer lines are content, however often they come
MOST_LINES = 400  # of a document that are looked at, from its top


class LineMemory(Protocol):
    """Remember the lines of each collection."""

    def recall(self, submission: Submission, lines: Sequence[str]) -> frozenset[str]:
        """Return those lines that are known to recur, and remember all of them.

        A document counts once, however often it is asked about, and not at all if it is a copy of
        what is known: only lines that come with ever new text are furniture.

        Args:
            submission: The document that the lines are of; tells its collection.
            lines: Its lines.
        """
        ...


def hashes_of(lines: Sequence[str]) -> dict[str, str]:
    """Return a hash for each different line that is looked at."""
    return {line: xxhash.xxh3_64_hexdigest(line.casefold().encode()) for line in lines[:MOST_LINES]}


def is_learned(line: str, times: int, documents: int) -> bool:
    """Say whether a line that so many of a collection's documents have is furniture.

    Args:
        line: The line.
        times: Documents that have it.
        documents: Documents that were counted.
    """
    return len(line) <= LONGEST and times >= FEWEST and times >= SHARE * documents
