"""Load the hand-written tables: tab-separated rows, each checked by a record of its own."""

import csv
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from schemas.base import Record

__all__ = [
    "Admin1Row",
    "CityRow",
    "CountryRow",
    "FeatureRow",
    "admin1_names",
    "city_names",
    "countries",
    "features",
]

_DATA = Path(__file__).parent / "data"

Variants = Annotated[tuple[str, ...], BeforeValidator(lambda cell: tuple(v for v in cell.split("|") if v))]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


def _empty_is_none(cell: object) -> object:
    return None if cell == "" else cell


class CountryRow(Record):
    """Be a country or territory with a code of its own; coordinates of its middle."""

    alpha2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    alpha3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    geonames_id: int
    name: str
    lat: Latitude
    lon: Longitude
    capital: str
    variants: Variants


class Admin1Row(Record):
    """Give a first-level region's English names and abbreviations, the first to be shown.

    Attributes:
        iso: ISO 3166-2 code.
        lat: Degrees north of its middle, None to take it from its towns.
    """

    iso: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
    lat: Annotated[Latitude | None, BeforeValidator(_empty_is_none)]
    lon: Annotated[Longitude | None, BeforeValidator(_empty_is_none)]
    names: Variants


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def countries() -> tuple[CountryRow, ...]:
    """Return the table of countries."""
    return tuple(CountryRow.model_validate(row) for row in _rows("countries.tsv"))


@cache
def admin1_names() -> tuple[Admin1Row, ...]:
    """Return the table of English names of first-level regions."""
    return tuple(Admin1Row.model_validate(row) for row in _rows("admin1_names.tsv"))


class FeatureRow(Record):
    """Be a region of the world, sea, river, range, island or site that has no row in the built table."""

    name: str
    kind: Annotated[str, Field(pattern=r"^(area|feature)$")]
    country: Annotated[str | None, BeforeValidator(_empty_is_none)]
    lat: Latitude
    lon: Longitude
    geonames_id: Annotated[int | None, BeforeValidator(_empty_is_none)]
    variants: Variants


@cache
def features() -> tuple[FeatureRow, ...]:
    """Return the table of regions of the world, waters, mountains, islands and sites."""
    return tuple(FeatureRow.model_validate(row) for row in _rows("features.tsv"))


class CityRow(Record):
    """Give a city's former and English names; `name` is the gazetteer's, the largest of that name is meant."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    name: str
    variants: Variants


@cache
def city_names() -> tuple[CityRow, ...]:
    """Return the table of former and English names of cities."""
    return tuple(CityRow.model_validate(row) for row in _rows("city_names.tsv"))
