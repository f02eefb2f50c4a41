"""Put a sketch in the form that the server's script reads."""

import struct
from collections.abc import Iterable, Sequence
from typing import Any, Final

import orjson

from tasks.deduplicate.sketch import Figure, PassageSketch, Sketch
from tasks.deduplicate.teller import COARSE, cells_of, gap_of, values_of
from tasks.deduplicate.words import hash_words, key_of

__all__ = ["Question", "bucket_of", "identity_key", "remainder_of"]

_BUCKET_BITS: Final = 15
_HALVES: Final = "0123456789abcde"


class Question:
    """Be a sketch as keys and arguments."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        keys = [identity_key(sketch.document), key_of(sketch.exact)]
        of_passages = (key for p in sketch.passages for key in (*p.fingerprints, key_of(p.exact)))
        keys += dict.fromkeys(of_passages)
        self._places = {key: place for place, key in enumerate(keys[1:], 2)}
        self.fingerprints: tuple[int, ...] = tuple(keys)

    def arguments(self, windows: Sequence[int]) -> list[bytes]:
        """Return the script's arguments, for these live windows."""
        sketch = self._sketch
        apart = len(sketch.passages) > 1
        return [
            orjson.dumps(self._header(windows)),
            _integers(sketch.elements),
            _integers(e for p in sketch.passages for e in p.elements) if apart else b"",
            _packed_figures(sketch.figures) + _packed_values(sketch),
            b"".join(map(remainder_of, self.fingerprints)),
            (sketch.exact >> 32).to_bytes(4, "big"),
        ]

    def _header(self, windows: Sequence[int]) -> dict[str, Any]:
        sketch = self._sketch
        return {
            "id": sketch.document,
            "windows": windows,
            "level": sketch.level,
            "cells": cells_of(sketch),
            "nibbles": int(gap_of(sketch) == COARSE),
            "shingles": sketch.shingles,
            "publisher": sketch.publisher,
            "collection": sketch.collection,
            "title": sketch.title,
            "published": sketch.published,
            "received": sketch.received,
            "figures": [(figure.key, figure.value) for figure in sketch.figures],
            "passages": [self._passage(passage) for passage in sketch.passages],
        }

    def _passage(self, passage: PassageSketch) -> dict[str, Any]:
        exact = self._places[key_of(passage.exact)]
        return {
            "shingles": passage.shingles,
            "count": len(passage.elements),
            "exact": exact,
            "fingerprints": [*(self._places[key] for key in passage.fingerprints), exact],
            "figures": passage.figures,
            "repeats": passage.repeats,
        }


def identity_key(document: str) -> int:
    """Return the 32-bit key under which a document's own record is found."""
    return key_of(hash_words(["id", document]))


def bucket_of(key: int) -> int:
    """Return the bucket of a 32-bit key."""
    return key & ((1 << _BUCKET_BITS) - 1)


def remainder_of(key: int) -> bytes:
    """Return the two bytes that tell a key from the others of its bucket."""
    return (key >> 16).to_bytes(2, "big")


def _integers(values: Iterable[int]) -> bytes:
    listed = tuple(values)
    return struct.pack(f">{len(listed)}I", *listed)


def _packed_figures(figures: Sequence[Figure]) -> bytes:
    """Pack figures: two bytes of key, then the digits in half bytes, `a` for the point, `f` at the end."""
    packed = [len(figures).to_bytes(2, "big")]
    for figure in figures:
        halves = figure.value.replace(".", "a") + "f"
        packed += figure.key.to_bytes(2, "big"), bytes.fromhex(halves + "f" * (len(halves) % 2))
    return b"".join(packed)


def _packed_values(sketch: Sketch) -> bytes:
    """Pack the values as differences: half a byte each if they lie close, else seven bits a byte."""
    values = values_of(sketch)
    differences = (value - before for before, value in zip((0, *values), values, strict=False))
    return _nibbles(differences) if gap_of(sketch) == COARSE else _sevens(differences)


def _nibbles(numbers: Iterable[int]) -> bytes:
    """Pack numbers in half bytes; 15 means fifteen more, so a last lone 15 means nothing."""
    halves = "".join(["f" * (number // 15) + _HALVES[number % 15] for number in numbers])
    return bytes.fromhex(halves + "f" * (len(halves) % 2))


def _sevens(numbers: Iterable[int]) -> bytes:
    """Pack numbers seven bits a byte, high bits first, the top bit set in all but the last."""
    packed = bytearray()
    for number in numbers:
        for shift in (28, 21, 14, 7):
            if number >> shift:
                packed.append(0x80 | (number >> shift) & 0x7F)
        packed.append(number & 0x7F)
    return bytes(packed)
