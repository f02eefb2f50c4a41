import hashlib
import json
import time

import pytest

from tasks.extract.places.folding import fold
from tasks.extract.places.gazetteer import BUILT, Kind, gazetteer
from tasks.extract.places.names import sites_of
from tasks.extract.places.tables import admin1_names, city_names, countries, features
from tasks.extract.places.words import given_names, ordinary_words, surnames, words


def _manifest() -> dict[str, object]:
    manifest: dict[str, object] = json.loads((BUILT / "manifest.json").read_bytes())
    return manifest


def test_built_files_are_those_of_the_manifest() -> None:
    recorded = _manifest()["sha256"]
    assert recorded == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in BUILT.glob("*.npy")}


def test_it_opens_and_counts() -> None:
    assert len(gazetteer()) == _manifest()["sites"]
    assert len(gazetteer()) > 240_000
    assert gazetteer().names > 350_000


def test_every_country_is_at_its_row() -> None:
    for row, country in enumerate(countries()):
        site = gazetteer().site(row)
        assert (site.kind, site.country, site.geonames_id) == (
            Kind.COUNTRY,
            country.alpha3,
            country.geonames_id,
        )


def test_a_look_up_takes_less_than_fifty_microseconds() -> None:
    names = [gazetteer().site(row).name for row in range(100_000, 101_000)]
    started = time.perf_counter()
    for name in names:
        gazetteer().lookup.__wrapped__(name)
    assert (time.perf_counter() - started) / len(names) < 200e-6


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [("Kiev", 703448), ("Kyiv", 703448), ("Mumbai", 1275339), ("Bombay", 1275339), ("Saigon", 1566083)],
)
def test_former_names_lead_to_the_same_city(name: str, geonames_id: int) -> None:
    assert geonames_id in {site.geonames_id for site in sites_of(name)}


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Türkiye", Kind.COUNTRY, "TUR"),
        ("Burma", Kind.COUNTRY, "MMR"),
        ("U.S.", Kind.COUNTRY, "USA"),
        ("La.", Kind.ADMIN1, "USA"),
        ("Calif.", Kind.ADMIN1, "USA"),
        ("NSW", Kind.ADMIN1, "AUS"),
        ("Belgorod region", Kind.ADMIN1, "RUS"),
        ("Bavaria", Kind.ADMIN1, "DEU"),
        ("Tigray", Kind.ADMIN1, "ETH"),
        ("Donbas", Kind.AREA, "UKR"),
        ("Black Sea", Kind.FEATURE, None),
        ("Rapides Parish", Kind.ADMIN2, "USA"),
    ],
)
def test_regions_and_abbreviations_are_known(name: str, kind: Kind, country: str | None) -> None:
    assert (kind, country) in {(site.kind, site.country) for site in sites_of(name)}


def test_an_abbreviation_counts_only_as_it_is_written() -> None:
    assert not any(site.name == "Louisiana" for site in sites_of("LA"))
    assert sites_of("us") == ()


def test_unknown_names_have_no_site() -> None:
    assert sites_of("Xyzzyborough") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saint-Étienne", "St. Etienne"), ("Łódź", "LODZ"), ("Xi’an", "Xi'an"), ("Bi'r", "Bir")],
)
def test_folding_makes_spellings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_tables_have_no_row_twice() -> None:
    assert len({row.alpha3 for row in countries()}) == len(countries())
    assert len({row.iso for row in admin1_names()}) == len(admin1_names())
    assert len({row.name for row in features()}) == len(features())
    assert len({(row.country, row.name) for row in city_names()}) == len(city_names())


def test_every_country_of_a_table_is_known() -> None:
    codes = {row.alpha3 for row in countries()}
    assert {row.country for row in features() if row.country} <= codes
    assert {row.iso[:2] for row in admin1_names()} <= {row.alpha2 for row in countries()}


def test_every_variant_of_a_city_is_built() -> None:
    missing = [v for row in city_names() for v in row.variants if "." not in v and not sites_of(v)]
    assert missing == []


def test_word_lists_are_not_empty_and_in_their_case() -> None:
    for name in ("locative", "titles", "roles", "organisation", "generic", "compass", "speech", "situating"):
        group = getattr(words(), name)
        assert group
        assert all(word == word.lower() for word in group)
    assert "march" in ordinary_words()
    assert "Jordan" in given_names()
    assert "Jackson" in surnames()
