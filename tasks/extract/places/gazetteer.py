"""Read the built gazetteer: arrays mapped into memory, so that a process pays only for the pages it touches."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xxhash

from tasks.extract.places.folding import fold

__all__ = ["BUILT", "KEY", "SITE", "Gazetteer", "Kind", "Site", "fingerprint", "gazetteer", "size_of"]

BUILT = Path(__file__).parent / "data" / "geonames"

#: One name of one site: 32 bits of the name's hash to search by, then 13 bits more and 19 bits of row number.
KEY = np.dtype([("hash", "<u4"), ("owner", "<u4")])
#: One site. `parent` is the row of the region it lies in, itself for countries; `size` is 8·log2(population + 1).
SITE = np.dtype(
    [
        ("id", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("label", "<u4"),
        ("parent", "<u2"),
        ("size", "u1"),
        ("kind", "u1"),
    ]
)
ROW_BITS = 19
SIZE_STEPS = 8


class Kind(IntEnum):
    """Say what a site is; regions by their administrative level."""

    COUNTRY = 0
    ADMIN1 = 1
    ADMIN2 = 2
    CITY = 3
    CAPITAL = 4
    FEATURE = 5
    AREA = 6


@dataclass(frozen=True, slots=True)
class Site:
    """Be one place on the map.

    Attributes:
        row: Number of the site in the built table, −1 for hand-written ones.
        name: The gazetteer's name.
        kind: What it is.
        country: ISO 3166-1 alpha-3, None for seas and the like.
        lat: Degrees north.
        lon: Degrees east.
        geonames_id: None where it is not known.
        population: Inhabitants, to within a tenth.
        admin1: Row of the first-level region it lies in or is, −1 if none.
        admin2: Row of the second-level region it lies in or is, −1 if none.
    """

    row: int
    name: str
    kind: Kind
    country: str | None
    lat: float
    lon: float
    geonames_id: int | None
    population: int = 0
    admin1: int = -1
    admin2: int = -1


def size_of(population: int) -> int:
    """Return a population on the logarithmic scale of the table, one byte."""
    return min(255, round(SIZE_STEPS * float(np.log2(population + 1))))


def fingerprint(name: str) -> tuple[int, int]:
    """Return the searched 32 bits and the checking 13 bits of a name's hash."""
    digest = xxhash.xxh64_intdigest(fold(name).encode())
    return digest >> 32, digest & ((1 << (32 - ROW_BITS)) - 1)


class Gazetteer:
    """Look names up in the built table."""

    def __init__(self, folder: Path, alpha3: dict[int, str]) -> None:
        """Map the arrays in `folder`; `alpha3` gives a country's code by its GeoNames id."""
        self._keys: npt.NDArray[Any] = np.load(folder / "keys.npy", mmap_mode="r")
        self._sites: npt.NDArray[Any] = np.load(folder / "sites.npy", mmap_mode="r")
        self._labels: npt.NDArray[Any] = np.load(folder / "labels.npy", mmap_mode="r")
        self._hashes = self._keys["hash"]
        self._alpha3 = alpha3
        self.lookup = lru_cache(maxsize=4096)(self._lookup)
        self.site = lru_cache(maxsize=16384)(self._site)
        self._levels = lru_cache(maxsize=8192)(self._chain)

    def __len__(self) -> int:
        """Return the number of sites."""
        return len(self._sites)

    @property
    def names(self) -> int:
        """Return the number of names."""
        return len(self._keys)

    def _lookup(self, name: str) -> tuple[Site, ...]:
        """Return every site of that name, however it is written."""
        return tuple(self.site(row) for row in self._rows(name))

    def _rows(self, name: str) -> Iterator[int]:
        wanted, check = fingerprint(name)
        at = int(np.searchsorted(self._hashes, np.uint32(wanted)))
        while at < len(self._hashes) and int(self._hashes[at]) == wanted:
            owner = int(self._keys["owner"][at])
            if owner >> ROW_BITS == check:
                yield owner & ((1 << ROW_BITS) - 1)
            at += 1

    def _site(self, row: int) -> Site:
        """Return the site of a row."""
        identity, lat, lon, label, parent, size, kind = self._sites[row].tolist()
        country, admin1, admin2 = self._levels(parent)
        return Site(
            row=row,
            name=self._label(label),
            kind=Kind(kind),
            country=country,
            lat=round(lat, 5),
            lon=round(lon, 5),
            geonames_id=identity or None,
            population=round(2 ** (size / SIZE_STEPS)) - 1,
            admin1=row if kind == Kind.ADMIN1 else admin1,
            admin2=row if kind == Kind.ADMIN2 else admin2,
        )

    def _chain(self, row: int) -> tuple[str | None, int, int]:
        """Return the country's code, and the rows of the first- and second-level regions, from `row` upwards."""
        levels: dict[int, int] = {}
        above = int(self._sites["parent"][row])
        while True:
            levels[int(self._sites["kind"][row])] = row
            if above == row:
                break
            row, above = above, int(self._sites["parent"][above])
        code = self._alpha3[int(self._sites["id"][levels[Kind.COUNTRY]])]
        return code, levels.get(Kind.ADMIN1, -1), levels.get(Kind.ADMIN2, -1)

    def _label(self, offset: int) -> str:
        length = int(self._labels[offset])
        return bytes(self._labels[offset + 1 : offset + 1 + length]).decode()


@cache
def gazetteer() -> Gazetteer:
    """Open the gazetteer, once a process; after a fork the pages are shared."""
    from tasks.extract.places.tables import countries  # noqa: PLC0415 — tables build sites of this module

    return Gazetteer(BUILT, {row.geonames_id: row.alpha3 for row in countries()})
