"""Read the tables beside this module; each is read once a process, on first use."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tasks.extract.entities.records import Name, Noun, Office, Title

__all__ = [
    "country_adjective",
    "governing_words",
    "last_words",
    "names",
    "nouns",
    "proper_heads",
    "rows",
    "titles",
    "words",
]

_DATA = Path(__file__).parent / "data"

# Common nouns that may take up a named actor again, by its sector ("the group" for armed groups).
_NOUNS_BY_SECTOR: dict[str, frozenset[str]] = {
    "REB": frozenset({"group", "movement", "organization", "organisation", "militant", "rebel", "insurgent"}),
    "PRM": frozenset({"group", "militia", "paramilitary"}),
    "CRM": frozenset({"group", "gang", "cartel"}),
    "BUS": frozenset({"company", "firm", "group", "giant", "manufacturer"}),
    "PTY": frozenset({"party"}),
    "OPP": frozenset({"party", "opposition", "group"}),
    "JRN": frozenset({"agency", "newspaper", "broadcaster", "channel", "outlet"}),
    "SPY": frozenset({"agency", "service"}),
    "COP": frozenset({"agency", "force", "service", "police"}),
    "LEG": frozenset({"parliament", "legislature", "assembly", "house"}),
    "JUD": frozenset({"court", "tribunal"}),
    "MIL": frozenset({"force", "army", "military"}),
    "SOC": frozenset({"group", "organization", "organisation", "charity"}),
    "GOV": frozenset({"government", "administration"}),
}


def rows(table: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table, without its head.

    Args:
        table: File name in `data/`, without its ending.
    """
    lines = (_DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    width = lines[0].count("\t") + 1
    for line in lines[1:]:
        cells = line.split("\t")
        yield cells + [""] * (width - len(cells))


def _parts(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _people(adjectives: list[str], people: str) -> Iterator[tuple[str, str]]:
    """Yield the nouns for the people of a country: given ones, or the adjective's own plural."""
    for noun in _parts(people):
        singular = noun.endswith(("man", "woman")) or f"{noun}s" in people.split("|")
        yield noun, "person" if singular else "people"
    if not people:
        for adjective in adjectives:
            if adjective.endswith(("an", "i", "k", "b", "er", "t", "mese")) and "." not in adjective:
                yield f"{adjective}s", "people"


_NO_ARTICLE = frozenset({"Belarus", "Mauritius", "Cyprus", "Laos", "Honduras", "Nevis"})
_ARTICLE = frozenset({"United", "Democratic", "Republic", "Central", "Czech", "Dominican"})


def _with_article(name: str) -> str:
    """Return a state's name as it stands after "of": "the Netherlands", "Kenya"."""
    first, *_, last = [name.split(maxsplit=1)[0], *name.split()]
    plural = last.endswith("s") and last not in _NO_ARTICLE
    return f"the {name}" if plural or first in _ARTICLE else name


def _countries() -> Iterator[tuple[str, Name]]:
    for code, name, variants, adjectives, people, capitals in rows("countries"):
        state = Name(name, "country", code, "", nouns=frozenset({"country", "nation", "state"}))
        for form in [name, *_parts(variants)]:
            yield form, state
        for form in _parts(adjectives):
            yield form, state._replace(use="adjective")
        for form, use in _people(_parts(adjectives), people):
            yield form, state._replace(use=use)
        government = Name(
            f"Government of {_with_article(name)}",
            "organisation",
            code,
            "GOV",
            "capital",
            nouns=_NOUNS_BY_SECTOR["GOV"],
        )
        for form in _parts(capitals):
            yield form, government


def _governments() -> Iterator[tuple[str, Name]]:
    for name, country, sector, kind, forms in rows("governments"):
        entry = Name(name, kind, country, sector, nouns=_NOUNS_BY_SECTOR.get(sector, frozenset()))  # type: ignore[arg-type]  # checked by the schema test
        for form in _parts(forms):
            yield form, entry


def _organisations() -> Iterator[tuple[str, Name]]:
    for name, country, sector, kind, nouns_, forms in rows("organisations"):
        referring = frozenset(_parts(nouns_)) or _NOUNS_BY_SECTOR.get(sector, frozenset())
        entry = Name(name, kind, country, sector, nouns=referring)  # type: ignore[arg-type]  # checked by the schema test
        for form in [name, *_parts(forms)]:
            yield form, entry


def _people_of_office() -> Iterator[tuple[str, Name]]:
    held: dict[str, list[list[str]]] = {}
    for row in rows("people"):
        held.setdefault(row[0], []).append(row)
    for name, records in held.items():
        terms = sorted((r[5], r[6], r[4], r[1], r[2]) for r in records)
        offices = tuple(
            Office(title, country, sector, first, last) for first, last, title, country, sector in terms
        )
        entry = Name(name, "person", "", "", gender=records[0][3], offices=offices)
        for form in dict.fromkeys(form for r in records for form in [name, *_parts(r[7])]):
            yield form, entry._replace(use="name" if " " in form else "surname")


def _regions() -> Iterator[tuple[str, Name]]:
    for country, members in rows("regions"):
        for name in _parts(members):
            yield name, Name(name, "unknown", country, "", "region")


def _peoples() -> Iterator[tuple[str, Name]]:
    for country, sector, name, forms in rows("peoples"):
        for form in _parts(forms):
            yield form, Name(name, "group", country, sector, "ethnic")


@cache
def names() -> dict[str, tuple[Name, ...]]:
    """Return what each form of the gazetteer names; several bearers only where all are persons."""
    found: dict[str, tuple[Name, ...]] = {}
    for source in (
        _governments(),
        _countries(),
        _organisations(),
        _people_of_office(),
        _peoples(),
        _regions(),
    ):
        for form, name in source:
            known = found.get(form, ())
            if not known or (name.kind == known[0].kind == "person"):
                found[form] = (*known, name)
    return found


@cache
def nouns() -> dict[str, Noun]:
    """Return the common nouns that can denote actors, by lower-case form, singular and plural."""
    found: dict[str, Noun] = {}
    for singular, plural, sector, kind, inherits, state in rows("nouns"):
        noun = Noun(singular, sector, kind, inherits, state == "yes", False)
        found.setdefault(plural, noun._replace(plural=True))
        found[singular] = noun._replace(plural=singular == plural)
    return found


@cache
def last_words() -> frozenset[str]:
    """Return the words that end an entry of the nouns or titles, hyphens parted: a quick first look."""
    return frozenset(form.replace("-", " ").split()[-1] for form in [*nouns(), *titles()])


@cache
def governing_words() -> frozenset[str]:
    """Return the words before "of" in entries such as "secretary of state"."""
    return frozenset(form.split(" of ")[0] for form in nouns() if " of " in form)


@cache
def titles() -> dict[str, Title]:
    """Return the titles that stand before names, by lower-case form."""
    return {row[0]: Title(*row) for row in rows("titles")}


@cache
def _adjectives() -> dict[str, str]:
    return {row[0]: row[3].split("|")[0] or row[1] for row in rows("countries")}


def country_adjective(code: str) -> str | None:
    """Return the first adjective of a country, None for codes that are no country's."""
    return _adjectives().get(code)


@cache
def words(kind: str) -> frozenset[str]:
    """Return the closed word class of that kind: `given` names, `part` nouns, `proper` heads, ….

    Args:
        kind: First column of `words.tsv`.
    """
    return frozenset(word for key, members in rows("words") if key == kind for word in members.split())


@cache
def given_gender(name: str) -> str:
    """Return the gender that a given name tells, `m`, `f`, or empty if neither or both.

    Args:
        name: The name in lower case.
    """
    male, female = name in words("gentlemen"), name in words("ladies")
    return "" if male == female else ("m" if male else "f")


@cache
def proper_heads() -> dict[str, str]:
    """Return the words that end a proper name of an organisation, with the sector they tell."""
    return {word: sector for sector, members in rows("heads") for word in members.split()}
