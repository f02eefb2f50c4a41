"""What an index remembers of a document that told something new."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tasks.deduplicate.sketch import Figure, Sketch

__all__ = ["NOTHING", "Overlap", "Teller", "coarseness", "overlap"]

_GAP: Final = 32
_FINE_GAP: Final = 4_096
_FINE_BELOW: Final = 160


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
        shift: Low bits that its values have lost, so that a difference fits in a byte.
        values: Its elements without these bits, sorted.
        figures: Values by the key of their label.
        claimed: When it was claimed, in seconds since 1970.
    """

    number: int
    document: str
    exact: int
    level: int
    shift: int
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
    def of(cls, sketch: Sketch, number: int, claimed: float) -> "Teller":
        """Reduce a sketch to what is remembered of it."""
        shift = coarseness(sketch.level, len(sketch.elements))
        values = tuple(element >> shift for element in sketch.elements)
        return cls(
            number=number,
            document=sketch.document,
            exact=sketch.exact,
            level=sketch.level,
            shift=shift,
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


def coarseness(level: int, count: int) -> int:
    """Return how many low bits of the elements may go so that most differences fit in 7 bits.

    Neighbours then lie 32 to 64 apart, and an element agrees by chance in at most 1 of 32 cases.
    In short texts, where every element counts, it is 1 of 4,096.
    """
    gap = _FINE_GAP if count <= _FINE_BELOW else _GAP
    return max(0, 32 - level - (gap * count).bit_length())


def overlap(elements: Sequence[int], level: int, teller: Teller) -> Overlap:
    """Estimate the overlap of a text with a remembered one, at the sparser one's density.

    Args:
        elements: Of the newer text or of one of its passages.
        level: Of these.
        teller: The older document.

    Returns:
        The estimate, corrected for the values that agree by chance.
    """
    limit = 1 << (32 - max(level, teller.level))
    asked = [element for element in elements if element < limit]
    held = sum(value < limit >> teller.shift for value in teller.values)
    if not asked or not held:
        return NOTHING
    seen = sum(element >> teller.shift in teller.known for element in asked)
    chance = held * 2**teller.shift / limit
    shared = len(asked) if seen == len(asked) else (seen - len(asked) * chance) / (1 - chance)
    shared = min(max(0.0, shared), len(asked), held)
    union = len(asked) + held - shared
    older = len(teller.values) << teller.level
    return Overlap(shared / union, shared / len(asked), shared / held, len(asked), held, older)


def _by_key(figures: tuple[Figure, ...]) -> dict[int, tuple[str, ...]]:
    grouped: dict[int, tuple[str, ...]] = {}
    for figure in figures:
        grouped[figure.key] = (*grouped.get(figure.key, ()), figure.value)
    return grouped
