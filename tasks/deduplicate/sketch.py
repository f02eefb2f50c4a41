"""What an index is asked about: a document reduced to hashes and figures."""

from dataclasses import dataclass

__all__ = ["Figure", "PassageSketch", "Sketch"]


@dataclass(frozen=True, slots=True)
class Figure:
    """Be one figure of a text.

    Attributes:
        label: What it counts, in one word.
        key: 16-bit hash of the label.
        value: The number in plain digits.
    """

    label: str
    key: int
    value: str


@dataclass(frozen=True, slots=True)
class PassageSketch:
    """Be one passage, reduced.

    Attributes:
        id: The passage's id.
        exact: 64-bit hash of all its words.
        shingles: How many different word trigrams it has.
        elements: Its share of the document's elements, sorted.
        fingerprints: 32-bit keys under which an index finds it.
        figures: Positions in the document's figures.
        repeats: An earlier passage of the same document says the same.
    """

    id: str
    exact: int
    shingles: int
    elements: tuple[int, ...]
    fingerprints: tuple[int, ...]
    figures: tuple[int, ...] = ()
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """Be a document, reduced to what novelty is judged by.

    Attributes:
        document: The document's id.
        exact: 64-bit hash of all its words.
        level: Elements are the trigram hashes whose first `level` bits are zero.
        shingles: How many different word trigrams it has.
        elements: First 32 bits of the kept hashes, sorted, each once.
        passages: In the order of the text.
        figures: Each pair of label and value once.
        publisher: 24-bit hash of its name, 0 if unknown.
        collection: 24-bit hash of the collection, 0 for the inbox itself.
        title: 24-bit hash of the title's words, 0 if it has none.
        published: Minutes since 1970, a multiple of 1,440 where only the day is known, 0 if unknown.
        received: Seconds since 1970.
    """

    document: str
    exact: int
    level: int
    shingles: int
    elements: tuple[int, ...]
    passages: tuple[PassageSketch, ...]
    figures: tuple[Figure, ...] = ()
    publisher: int = 0
    collection: int = 0
    title: int = 0
    published: int = 0
    received: int = 0
