"""What the gazetteer and the lexicons hold: one record a row of the tables in `data/`."""

from typing import NamedTuple

from schemas.event import EntityKind

__all__ = ["Identity", "Match", "Name", "Noun", "Office", "Title"]


class Office(NamedTuple):
    """Tell what a person was, and when.

    Attributes:
        title: The office, as it is called before a name.
        country: Code of the state or body that it is an office of.
        sector: PLOVER sector while in office.
        first: First day as ISO 8601 (a year or month may stand alone), empty if it is open.
        last: Last day, empty while the office is held.
    """

    title: str
    country: str
    sector: str
    first: str
    last: str


class Name(NamedTuple):
    """Be somebody or something with a name.

    Attributes:
        name: The normalised name.
        kind: What it is; `country` for states, their adjectives and peoples too.
        country: ISO 3166-1 alpha-3 or PLOVER's code (manual, table 5.1), empty if unknown.
        sector: PLOVER sector, empty if none fits.
        use: How the form names it: `name`, `adjective`, `people`, `person` (one of the people),
            `capital`, `region`, `ethnic` or `surname`.
        gender: `m`, `f` or empty.
        nouns: Common nouns that may take it up again ("the alliance").
        offices: Offices held, for persons.
    """

    name: str
    kind: EntityKind
    country: str
    sector: str
    use: str = "name"
    gender: str = ""
    nouns: frozenset[str] = frozenset()
    offices: tuple[Office, ...] = ()


class Identity(NamedTuple):
    """Say who an actor is, apart from where the text names it; the fields are those of `Entity`."""

    name: str
    kind: EntityKind
    country: str | None
    sector: str | None


class Match(NamedTuple):
    """Be a stretch of a passage that the gazetteer knows.

    Attributes:
        start: First token.
        end: One past the last token.
        name: What it names.
    """

    start: int
    end: int
    name: Name


class Noun(NamedTuple):
    """Be a common noun that can denote an actor.

    Attributes:
        key: Its singular.
        sector: PLOVER sector of its bearers, empty if it takes that of its owner.
        kind: What it denotes; `thing` for weapons and vehicles, which stand for their owner.
        inherits: When the owner's sector prevails: `always`, `armed` (owner is an armed group),
            `country` (never the sector, nor the owner's kind), `peace` or empty for never.
        state: Whether an unmodified mention means that of the country in focus.
        plural: Whether this form is a plural.
    """

    key: str
    sector: str
    kind: str
    inherits: str
    state: bool
    plural: bool


class Title(NamedTuple):
    """Be a title before a name, with the sector and gender that it tells, empty if none."""

    title: str
    sector: str
    gender: str
