"""Find every site that a name may mean: the hand-written tables first, then the built gazetteer."""

from functools import cache, lru_cache

from tasks.extract.places.folding import fold
from tasks.extract.places.gazetteer import Kind, Site, gazetteer
from tasks.extract.places.tables import admin1_names, countries, features

__all__ = ["abbreviations", "country_site", "sites_of"]

_SHORT = 3


def _abbreviated(name: str) -> bool:
    return "." in name or (name.isupper() and len(name) <= _SHORT + 1)


@cache
def _countries_by_code() -> dict[str, Site]:
    return {
        row.alpha3: Site(-1, row.name, Kind.COUNTRY, row.alpha3, row.lat, row.lon, row.geonames_id)
        for row in countries()
    }


def country_site(alpha3: str) -> Site:
    """Return a country by its code."""
    return _countries_by_code()[alpha3]


@cache
def abbreviations() -> dict[str, tuple[Site, ...]]:
    """Return abbreviated names as they are written, such as "U.S." and "Calif."."""
    found: dict[str, tuple[Site, ...]] = {}
    for row in countries():
        for name in filter(_abbreviated, row.variants):
            found[name] = (country_site(row.alpha3),)
    for region in admin1_names():
        full = [s for s in gazetteer().lookup(region.names[0]) if s.kind is Kind.ADMIN1]
        country = {row.alpha2: row.alpha3 for row in countries()}[region.iso[:2]]
        for name in filter(_abbreviated, region.names):
            found[name] = tuple(s for s in full if s.country == country)
    for feature in features():
        for name in filter(_abbreviated, feature.variants):
            found[name] = _hand_written()[fold(feature.name)]
    return {name: sites for name, sites in found.items() if sites}


@cache
def _hand_written() -> dict[str, tuple[Site, ...]]:
    found: dict[str, list[Site]] = {}
    for row in countries():
        for name in (row.name, *row.variants):
            if not _abbreviated(name):
                found.setdefault(fold(name), []).append(country_site(row.alpha3))
    for feature in features():
        kind = Kind.AREA if feature.kind == "area" else Kind.FEATURE
        site = Site(-1, feature.name, kind, feature.country, feature.lat, feature.lon, feature.geonames_id)
        for name in (feature.name, *feature.variants):
            if not _abbreviated(name):
                found.setdefault(fold(name), []).append(site)
    return {name: tuple(sites) for name, sites in found.items()}


@lru_cache(maxsize=16384)
def sites_of(name: str) -> tuple[Site, ...]:
    """Return every site that the name, as written, may mean.

    Args:
        name: Characters of the text; case counts only for abbreviations.

    Returns:
        Sites in no order; empty if the name is unknown.
    """
    exact = abbreviations().get(name)
    if exact is not None:
        return exact
    key = fold(name)
    if len(key) < _SHORT:
        return ()
    return _hand_written().get(key, ()) + gazetteer().lookup(name)
