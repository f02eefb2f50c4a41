"""Choose which of the sites of a name is meant.

A region that the text names with the place decides. Else each sense of each name is weighed by its own
fame and by the company it finds: senses of the document's other names that lie in the same county, state
or country, or near by. One name has one sense in a document, unless a region is named with it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tasks.extract.places.folding import fold
from tasks.extract.places.gazetteer import Kind, Site
from tasks.extract.places.mentions import Candidate
from tasks.extract.places.parents import inside, parents_of

__all__ = ["resolve"]

#: Too wide, or too often named for a government, to be near anything.
_WIDE = frozenset({Kind.COUNTRY, Kind.AREA, Kind.ADMIN1, Kind.CAPITAL})

Floats = npt.NDArray[np.float64]

#: Bounds on the senses weighed together, which cost their number squared.
_MOST_SENSES, _MOST_OF_A_NAME, _LEAST_OF_A_NAME = 900, 40, 5
_EARTH_KM = 6371.0
_NEAR_KM = 80.0
#: Weights of company, in powers of ten of inhabitants; hand-set, checked on the benchmark.
_COUNTRY, _NAMED, _ADMIN1, _ADMIN2, _NEAR = 0.7, 0.4, 1.0, 2.0, 1.5
#: How much an unlikely sense of a neighbour counts less, and how each further neighbour does.
_DEFICIT, _DECAY = 0.6, 0.75
#: A town with this share of the people of a region of its name is what the bare name means, American states apart.
_SEAT_SHARE, _SEAT_AHEAD, _STATES = 0.1, 0.3, "USA"


@dataclass(slots=True)
class _Name:
    sites: list[Site]
    fame: list[float]
    chosen: int = 0


def resolve(mentions: Sequence[Candidate], beside: Iterable[tuple[str, tuple[Site, ...]]] = ()) -> list[Site]:
    """Return the site of each mention of a document.

    Args:
        mentions: Accepted candidates, each with at least one site.
        beside: Names outside the text, each with its sites, that keep the mentions company.
    """
    names: dict[tuple[str, str], _Name] = {}
    keys = []
    for mention in mentions:
        parents = parents_of(mention)
        region = parents[0].name if parents else ""
        key = (_one_name(mention.text, mention.sites), region)
        keys.append(key)
        if key not in names:
            names[key] = _name(mention, parents)
    for text, sites in beside:
        names.setdefault((_one_name(text, sites), ""), _ranked(text, sites))
    _share_senses(names)
    _settle(list(names.values()))
    return [names[key].sites[names[key].chosen] for key in keys]


def _one_name(text: str, sites: tuple[Site, ...]) -> str:
    """Return what the mentions of a name share: the site, so that "U.S." and "America" are one, or the spelling."""
    return f"={sites[0].name}" if len(sites) == 1 else fold(text)


def _name(mention: Candidate, parents: tuple[Site, ...]) -> _Name:
    within = [site for site in mention.sites if any(inside(site, parent) for parent in parents)]
    return _ranked(mention.text, within or mention.sites)


def _ranked(text: str, sites: Iterable[Site]) -> _Name:
    fame = {site: _fame(site, text) for site in sites}
    for region in [site for site in fame if site.kind in (Kind.ADMIN1, Kind.ADMIN2)]:
        seats = [site for site in fame if _is_seat(site, region)]
        fame[region] = min([fame[region], *(fame[seat] - _SEAT_AHEAD for seat in seats)])
    kept = sorted(fame.items(), key=lambda pair: -pair[1])[:_MOST_OF_A_NAME]
    return _Name([site for site, _ in kept], [score for _, score in kept])


def _is_seat(site: Site, region: Site) -> bool:
    town = site.kind in (Kind.CITY, Kind.CAPITAL) and region.country != _STATES and inside(site, region)
    return town and site.population >= _SEAT_SHARE * region.population


def _share_senses(names: dict[tuple[str, str], _Name]) -> None:
    """Let a name that stands alone take the sense of the same name with a region."""
    for (text, region), name in names.items():
        if region:
            continue
        placed = {other.sites[0] for (t, r), other in names.items() if t == text and r}
        common = [place for place, site in enumerate(name.sites) if site in placed]
        if common:
            name.sites = [name.sites[place] for place in common]
            name.fame = [name.fame[place] for place in common]


def _fame(site: Site, text: str) -> float:
    """Weigh a site by itself, in powers of ten of inhabitants or their like."""
    exact = fold(site.name) == fold(text)
    known = math.log10(site.population + 1)
    if site.kind in (Kind.COUNTRY, Kind.AREA, Kind.FEATURE):
        return 8.0
    if site.kind is Kind.CAPITAL:
        return max(known, 5.0) + (1.5 if exact else 0.0)
    if site.kind is Kind.ADMIN1:
        return max(known, 5.0) + (0.5 if exact else -2.0)
    if site.kind is Kind.ADMIN2:
        return known - (0.5 if exact else 2.0)
    return known if exact else known - 0.7


def _settle(names: list[_Name]) -> None:
    """Choose a sense for each name, first weighing all senses of the others, then only the chosen ones."""
    most = max(_LEAST_OF_A_NAME, _MOST_SENSES // max(len(names), 1))
    senses = [site for name in names for site in name.sites[:most]]
    fame = np.array([score for name in names for score in name.fame[:most]])
    sizes = np.array([len(name.sites[:most]) for name in names])
    if len(names) < 2 or len(senses) == len(names):
        return
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    owner = np.repeat(np.arange(len(names)), sizes)
    company = _company(senses)
    best = np.maximum.reduceat(fame, starts)
    pulls = np.maximum(company - _DEFICIT * (best[owner] - fame), 0.0)
    chosen = _best(fame + _total(np.maximum.reduceat(pulls, starts, axis=1), owner), starts, sizes)
    chosen = _best(fame + _total(pulls[:, chosen], owner), starts, sizes)
    for name, at, start in zip(names, chosen, starts, strict=True):
        name.chosen = int(at - start)


def _best(
    score: Floats, starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return the position of the best sense of each name."""
    return np.array([s + int(np.argmax(score[s : s + n])) for s, n in zip(starts, sizes, strict=True)])


def _total(pulls: Floats, owner: npt.NDArray[np.int64]) -> Floats:
    """Add up what each other name gives a sense, the strongest first, each further one less."""
    pulls = pulls.copy()
    pulls[np.arange(len(owner)), owner] = 0.0
    strongest = -np.sort(-pulls, axis=1)[:, :12]
    return strongest @ _DECAY ** np.arange(strongest.shape[1])


def _company(senses: list[Site]) -> Floats:
    """Return how well each pair of senses goes together."""
    countries = {code: number for number, code in enumerate({site.country for site in senses} - {None})}
    country = np.array([countries.get(site.country, -1) for site in senses])
    admin1 = np.array([site.admin1 for site in senses])
    admin2 = np.array([site.admin2 for site in senses])
    small = np.array([site.kind not in _WIDE for site in senses])
    named = np.array([site.kind is Kind.COUNTRY for site in senses])
    company = (_COUNTRY + _NAMED * named) * _same(country) + _ADMIN1 * _same(admin1) + _ADMIN2 * _same(admin2)
    near = np.exp(-_distances(senses) / _NEAR_KM)
    total: Floats = company + _NEAR * near * small[:, None] * small[None, :]
    return total


def _same(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    same: npt.NDArray[np.bool_] = (codes[:, None] == codes[None, :]) & (codes >= 0)[:, None]
    return same


def _distances(senses: list[Site]) -> Floats:
    """Return great-circle distances in kilometres."""
    lat = np.radians([site.lat for site in senses])
    lon = np.radians([site.lon for site in senses])
    half = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    distances: Floats = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return distances
