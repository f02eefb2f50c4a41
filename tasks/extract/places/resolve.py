"""Choose which of the sites of a name is meant: parents in the text, neighbours in the document, then fame."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tasks.extract.places.folding import fold
from tasks.extract.places.gazetteer import Kind, Site
from tasks.extract.places.mentions import Candidate, capitalised
from tasks.extract.places.names import sites_of

__all__ = ["resolve"]

_MOST = 40
_EARTH_KM = 6371.0
_NEAR_KM = 100.0

Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class _Name:
    """Gather the mentions of one name: one name has one sense in a document, unless a parent says otherwise."""

    sites: list[Site]
    fame: Floats
    count: int = 0
    chosen: int = 0


def resolve(mentions: Sequence[Candidate]) -> list[Site]:
    """Return the site of each mention of a document."""
    parents = [_parent(mention) for mention in mentions]
    names: dict[tuple[str, str], _Name] = {}
    keys = []
    for mention, parent in zip(mentions, parents, strict=True):
        key = (fold(mention.text), parent[0].name if parent else "")
        if key not in names:
            names[key] = _name(mention, parent)
        names[key].count += 1
        keys.append(key)
    _spread_parents(names)
    _settle(list(names.values()))
    return [names[key].sites[names[key].chosen] for key in keys]


def _name(mention: Candidate, parents: tuple[Site, ...]) -> _Name:
    within = [site for site in mention.sites if any(_inside(site, parent) for parent in parents)]
    scored = sorted(
        ((_fame(site, mention.text), site) for site in within or mention.sites), key=lambda p: -p[0]
    )
    kept = scored[:_MOST]
    return _Name([site for _, site in kept], np.array([score for score, _ in kept]))


def _spread_parents(names: dict[tuple[str, str], _Name]) -> None:
    """Let a name without a parent take the sense of the same name with one."""
    for (text, parent), name in names.items():
        if not parent:
            placed = [other for (t, p), other in names.items() if t == text and p]
            rows = [site for other in placed for site in other.sites[:1]]
            chosen = [site for site in name.sites if site in rows]
            if chosen:
                name.sites, name.fame = chosen, name.fame[: len(chosen)]


def _inside(site: Site, parent: Site) -> bool:
    if parent.kind is Kind.COUNTRY:
        return site.country == parent.country and site.kind is not Kind.COUNTRY
    if parent.kind is Kind.ADMIN1:
        return site.admin1 == parent.row and site.row != parent.row
    if parent.kind is Kind.ADMIN2:
        return site.admin2 == parent.row and site.row != parent.row
    return False


def _parent(mention: Candidate) -> tuple[Site, ...]:
    """Return what may be the region that the text names right after the mention: "Alexandria, La."."""
    doc, at = mention.doc, mention.last + 1
    if at + 1 < len(doc) and doc[at].text in {",", "in", "("}:
        at += 1
        if doc[at].text.lower() in {"in", "the"} and at + 1 < len(doc):
            at += 1
        for width in (4, 3, 2, 1):
            if at + width <= len(doc) and capitalised(doc[at]):
                found = sites_of(doc[at : at + width].text.removesuffix("'s"))
                regions = tuple(s for s in found if s.kind in (Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2))
                if regions:
                    return tuple(r for r in regions if any(_inside(s, r) for s in mention.sites))
    return ()


def _fame(site: Site, text: str) -> float:
    """Weigh a site by itself, in powers of ten of inhabitants or their like."""
    exact = fold(site.name) == fold(text)
    if site.kind in (Kind.COUNTRY, Kind.AREA, Kind.FEATURE):
        return 8.0
    known = math.log10(site.population + 1)
    if site.kind is Kind.CAPITAL:
        return max(known, 5.0) + (1.0 if exact else 0.0)
    if site.kind is Kind.ADMIN1:
        return max(known, 5.0) + (0.5 if exact else -2.0)
    if site.kind is Kind.ADMIN2:
        return known - (0.5 if exact else 2.0)
    return known if exact else known - 0.7


def _settle(names: list[_Name]) -> None:
    """Let the names pull each other together, twice: first all senses, then the chosen ones."""
    for name in names:
        name.chosen = int(np.argmax(name.fame))
    for _ in range(2):
        for name in names:
            if len(name.sites) > 1:
                others = [other for other in names if other is not name]
                name.chosen = int(np.argmax(name.fame + _pull(name, others)))


def _pull(name: _Name, others: list[_Name]) -> Floats:
    total = np.zeros(len(name.sites))
    if not others:
        return total
    anchors = [other.sites[other.chosen] for other in others]
    for index, site in enumerate(name.sites):
        total[index] = _company(site, anchors)
    return total


def _company(site: Site, anchors: list[Site]) -> float:
    """Weigh the other places of the document by how they lie to a site."""
    country = any(a.country == site.country and site.country for a in anchors)
    admin1 = sum(1 for a in anchors if a.admin1 == site.admin1 and site.admin1 >= 0)
    near = sum(
        math.exp(-_distance(site, a) / _NEAR_KM)
        for a in anchors
        if a.kind not in (Kind.COUNTRY, Kind.AREA) and not _inside(site, a)
    )
    return 1.5 * country + 1.5 * min(admin1, 2) + 1.0 * min(near, 2.0)


def _distance(one: Site, other: Site) -> float:
    """Return the great-circle distance in kilometres."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
