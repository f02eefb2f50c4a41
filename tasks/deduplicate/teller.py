"""What an index remembers of a document that told something new."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tasks.deduplicate.sketch import Figure, Sketch

__all__ = ["COARSE", "NOTHING", "Overlap", "Teller", "cells_of", "gap_of", "overlap", "values_of"]

COARSE: Final = 10
_MEDIUM: Final = 64
_FINE: Final = 4_096
_SHORT: Final = 64

# Cells can then be halved eight times, to compare with a sparser sketch.
_MULTIPLE: Final = 256


@dataclass(frozen=True, slots=True)
class Overlap:
    """Estimate how two texts overlap.

    Attributes:
        jaccard: Shared trigrams over all trigrams.
        containment: Share of the newer text's that the older one holds.
        contains: Share of the older text's that the newer one holds.
        sampled: How many elements of the newer text the estimate rests on.
        held: How many of the older one.
        older: About how many different trigrams the older text has.
    """

    jaccard: float
    containment: float
    contains: float
    sampled: int
    held: int
    older: int


NOTHING: Final = Overlap(0.0, 0.0, 0.0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Teller:
    """Be a remembered document.

    Attributes:
        number: Its place in the order of claims.
        level: As in its sketch.
        filed: Under how many fingerprints it is filed.
        cells: Into how many cells its part of the hash space is cut.
        values: The cells of its elements, ascending; two elements may share one.
        figures: Values by the key of their label.
        claimed: When it was claimed, in seconds since 1970.
    """

    number: int
    document: str
    exact: int
    level: int
    filed: int
    cells: int
    values: tuple[int, ...]
    known: frozenset[int]
    figures: dict[int, tuple[str, ...]]
    publisher: int
    collection: int
    title: int
    published: int
    received: int
    claimed: float

    @classmethod
    def of(cls, sketch: Sketch, number: int, filed: int, claimed: float) -> "Teller":
        """Reduce a sketch to what is remembered of it."""
        values = values_of(sketch)
        return cls(
            number=number,
            document=sketch.document,
            exact=sketch.exact,
            level=sketch.level,
            filed=filed,
            cells=cells_of(sketch),
            values=values,
            known=frozenset(values),
            figures=_by_key(sketch.figures),
            publisher=sketch.publisher,
            collection=sketch.collection,
            title=sketch.title,
            published=sketch.published,
            received=sketch.received,
            claimed=claimed,
        )


def gap_of(sketch: Sketch) -> int:
    """Return how many cells there are to an element.

    An element that the document does not have falls by chance into a cell of one that it has
    once in so many cases. Estimates are corrected for that, so long texts bear 1 in 10;
    passages of a longer document less; in short texts every element counts.
    """
    if len(sketch.elements) <= _SHORT:
        return _FINE
    return _MEDIUM if len(sketch.passages) > 1 else COARSE


def cells_of(sketch: Sketch) -> int:
    """Return into how many cells the sketch's part of the hash space is cut."""
    return -(-len(sketch.elements) * gap_of(sketch) // _MULTIPLE) * _MULTIPLE


def values_of(sketch: Sketch) -> tuple[int, ...]:
    """Return the cells of a sketch's elements, ascending."""
    cells, bits = cells_of(sketch), 32 - sketch.level
    return tuple(element * cells >> bits for element in sketch.elements)


def overlap(elements: Sequence[int], level: int, teller: Teller) -> Overlap:
    """Estimate the overlap of a text with a remembered one, at the sparser one's density.

    Args:
        elements: Of the newer text or of one of its passages.
        level: Of these.
        teller: The older document.

    Returns:
        The estimate, corrected for the values that agree by chance.
    """
    level_of_both = max(level, teller.level)
    asked = [element for element in elements if element < 1 << (32 - level_of_both)]
    cells = teller.cells >> (level_of_both - teller.level)
    held = [value for value in teller.values if value < cells]
    if not asked or not held:
        return NOTHING
    bits = 32 - teller.level
    seen = sum(element * teller.cells >> bits in teller.known for element in asked)
    chance = len(set(held)) / cells
    shared = len(asked) if seen == len(asked) else (seen - len(asked) * chance) / (1 - chance)
    shared = min(max(0.0, shared), len(asked), len(held))
    union = len(asked) + len(held) - shared
    older = len(teller.values) << teller.level
    return Overlap(shared / union, shared / len(asked), shared / len(held), len(asked), len(held), older)


def _by_key(figures: tuple[Figure, ...]) -> dict[int, tuple[str, ...]]:
    grouped: dict[int, tuple[str, ...]] = {}
    for figure in figures:
        grouped[figure.key] = (*grouped.get(figure.key, ()), figure.value)
    return grouped
