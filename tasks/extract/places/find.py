"""Find all places of a document."""

from schemas.event import Place
from tasks.extract.places.evidence import THRESHOLD, weight
from tasks.extract.places.mentions import Candidate, candidates, shouted
from tasks.extract.places.persons import people
from tasks.extract.places.resolve import resolve
from tasks.extract.reading import Reading

__all__ = ["find_places"]


def find_places(reading: Reading) -> list[Place]:
    """Return every mention of a place in a document, resolved, in the order of the text.

    Args:
        reading: The parsed passages.

    Returns:
        Mentions with document offsets; places named as governments count, adjectives do not.
    """
    known = people(passage.doc for passage in reading)
    found: list[tuple[int, Candidate]] = []
    for passage in reading:
        loud = shouted(passage.doc)
        accepted = [c for c in candidates(passage.doc) if weight(c, known, loud=loud) >= THRESHOLD]
        found.extend((passage.offset, candidate) for candidate in accepted)
    sites = resolve([candidate for _, candidate in found])
    return [
        Place(
            text=candidate.text,
            start=offset + candidate.start,
            end=offset + candidate.end,
            name=site.name,
            country=site.country,
            lat=site.lat,
            lon=site.lon,
            geonames_id=site.geonames_id,
        )
        for (offset, candidate), site in zip(found, sites, strict=True)
    ]
