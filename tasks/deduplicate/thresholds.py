"""How alike two texts must be, and how much more alike short ones."""

from typing import Final

__all__ = [
    "CONTAINED",
    "DOCUMENT_CANDIDATES",
    "EVIDENCE",
    "LONG",
    "NEAR",
    "PASSAGE_CANDIDATES",
    "POSTINGS",
    "REVISION",
    "SHARES",
    "SHORT",
    "TOLD",
    "agreement",
]

NEAR: Final = 0.8
CONTAINED: Final = 0.8
TOLD: Final = 0.8
REVISION: Final = 0.5

# Estimates that rest on fewer sampled trigrams than this count for nothing.
EVIDENCE: Final = 12
# Documents kept under one fingerprint: the earliest, since later ones are copies or share a stock phrase.
POSTINGS: Final = 16
# Documents compared in full, for the whole and for each passage, those that share most first.
DOCUMENT_CANDIDATES: Final = 8
PASSAGE_CANDIDATES: Final = 3
# A document that shares fewer than one in so many fingerprints is not compared: it shares a stock phrase.
SHARES: Final = 10

SHORT: Final = 24
LONG: Final = 64


def agreement(threshold: float, shingles: float) -> float:
    """Return the similarity that a text of this length needs.

    One changed word touches three trigrams: in a sentence that is a different story, in a page it
    is an edit. Up to `SHORT` trigrams must all agree; from `LONG` on the threshold is as it stands.

    Args:
        threshold: What long texts need, 0 to 1.
        shingles: How many different trigrams the text has.

    Returns:
        `threshold` to 1.
    """
    share = min(1.0, max(0.0, (shingles - SHORT) / (LONG - SHORT)))
    return 1.0 - (1.0 - threshold) * share
