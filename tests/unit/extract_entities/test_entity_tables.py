"""The tables of the recogniser: every row fits its schema."""

import re

import pytest
from pydantic import BaseModel, ConfigDict, Field

from schemas.event import EntityKind
from schemas.plover import SECTORS
from tasks.extract.entities import tables

CODE = r"^([A-Z]{3})?$"
DAY = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"
SECTOR = "^(" + "|".join(SECTORS) + ")?$"


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Country(Row):
    code: str = Field(pattern=r"^[A-Z]{3}$")
    name: str = Field(min_length=4)
    variants: str
    adjectives: str
    people: str
    capitals: str


class Government(Row):
    name: str = Field(min_length=3)
    country: str = Field(pattern=CODE)
    sector: str = Field(pattern=SECTOR)
    kind: EntityKind
    forms: str = Field(min_length=2)


class Organisation(Row):
    name: str = Field(min_length=2)
    country: str = Field(pattern=CODE)
    sector: str = Field(pattern=SECTOR)
    kind: EntityKind
    nouns: str
    forms: str


class Person(Row):
    name: str = Field(min_length=3)
    country: str = Field(pattern=CODE)
    sector: str = Field(pattern=SECTOR)
    gender: str = Field(pattern="^[mf]?$")
    office: str
    first: str = Field(pattern=DAY)
    last: str = Field(pattern=DAY)
    forms: str


class CommonNoun(Row):
    singular: str = Field(pattern=r"^[a-z][a-z. '-]+$")
    plural: str = Field(pattern=r"^[a-z][a-z. '-]+$")
    sector: str = Field(pattern=SECTOR)
    kind: str = Field(pattern="^(person|organisation|group|country|thing)$")
    inherits: str = Field(pattern="^(always|armed|country|peace)?$")
    state: str = Field(pattern="^(yes)?$")


class TitleRow(Row):
    title: str = Field(pattern=r"^[^A-Z]+$")
    sector: str = Field(pattern=SECTOR)
    gender: str = Field(pattern="^[mf]?$")


class Region(Row):
    country: str = Field(pattern=r"^[A-Z]{3}$")
    names: str = Field(min_length=2)


class People(Row):
    country: str = Field(pattern=CODE)
    sector: str = Field(pattern=SECTOR)
    name: str = Field(min_length=3)
    forms: str = Field(min_length=2)


class Words(Row):
    kind: str = Field(pattern="^[a-z]+$")
    words: str = Field(min_length=2)


class Heads(Row):
    sector: str = Field(pattern="^(" + "|".join(SECTORS) + "|IGO)?$")
    words: str = Field(min_length=2)


SCHEMAS: dict[str, type[Row]] = {
    "countries": Country,
    "governments": Government,
    "organisations": Organisation,
    "people": Person,
    "nouns": CommonNoun,
    "titles": TitleRow,
    "regions": Region,
    "peoples": People,
    "words": Words,
    "heads": Heads,
}


@pytest.mark.parametrize("table", SCHEMAS)
def test_rows_fit_their_schema(table: str) -> None:
    head = (tables._DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[0].split("\t")
    for row in tables.rows(table):
        assert len(row) == len(head), row
        SCHEMAS[table](**dict(zip(head, row, strict=True)))


def test_every_country_has_one_row() -> None:
    codes = [row[0] for row in tables.rows("countries")]
    assert len(codes) == len(set(codes)) > 190


def test_people_were_in_office_before_they_left() -> None:
    for row in tables.rows("people"):
        assert not row[6] or row[5] <= row[6], row


def test_forms_are_clean() -> None:
    for form in tables.names():
        assert form == form.strip(), form
        assert re.search(r"\w.*\w", form), form
