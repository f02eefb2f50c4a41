"""Read the region that the text itself puts a place in: "Alexandria, La.", "Shebekino in Russia's Belgorod region"."""

from collections.abc import Iterator

from spacy.tokens import Doc

from tasks.extract.places.gazetteer import Kind, Site
from tasks.extract.places.mentions import Candidate, capitalised
from tasks.extract.places.names import sites_of

__all__ = ["inside", "parents_of"]

_REGIONS = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2})
_LINKS = frozenset({",", "in", "(", "/"})
_WIDEST = 4


def inside(site: Site, region: Site) -> bool:
    """Tell whether a site lies in a region, by the gazetteer's own hierarchy."""
    if region.kind is Kind.COUNTRY:
        return site.country == region.country and site.kind is not Kind.COUNTRY
    if region.kind is Kind.ADMIN1:
        return site.admin1 == region.row and site.row != region.row
    return region.kind is Kind.ADMIN2 and site.admin2 == region.row and site.row != region.row


def parents_of(mention: Candidate) -> tuple[Site, ...]:
    """Return the regions named right after, or as a possessive right before, a mention, that hold a sense of it."""
    for text in (*_texts_after(mention.doc, mention.last + 1), *_text_before(mention.doc, mention.first)):
        regions = [site for site in sites_of(text) if site.kind in _REGIONS]
        holding = tuple(r for r in regions if not mention.sites or any(inside(s, r) for s in mention.sites))
        if holding:
            return holding
    return ()


def _texts_after(doc: Doc, at: int) -> Iterator[str]:
    if at + 1 >= len(doc) or doc[at].lower_ not in _LINKS:
        return
    at += 1
    while (
        at + 1 < len(doc)
        and not capitalised(doc[at])
        and doc[at].lower_ in {"in", "the", "southern", "northern"}
    ):
        at += 1
    if capitalised(doc[at]):
        for width in range(min(_WIDEST, len(doc) - at), 0, -1):
            yield doc[at : at + width].text.removesuffix("'s").removesuffix("’s")


def _text_before(doc: Doc, first: int) -> Iterator[str]:
    if first > 1 and doc[first - 1].text in {"'s", "’s"} and capitalised(doc[first - 2]):
        yield doc[first - 2].text
