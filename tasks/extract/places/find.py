"""Find all places of a document."""

import re
from collections.abc import Iterator

from schemas.document import Document
from schemas.event import Place
from tasks.extract.places.evidence import THRESHOLD, weight
from tasks.extract.places.gazetteer import Site
from tasks.extract.places.mentions import Candidate, candidates, shouted
from tasks.extract.places.names import sites_of
from tasks.extract.places.parents import parents_of
from tasks.extract.places.persons import people
from tasks.extract.places.resolve import resolve
from tasks.extract.places.unlisted import unlisted
from tasks.extract.places.words import given_names, ordinary_words, surnames, words
from tasks.extract.reading import PassageReading, Reading

__all__ = ["find_places"]

_NAME = re.compile(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*")


def find_places(reading: Reading) -> list[Place]:
    """Return every mention of a place in a document, resolved, in the order of the text.

    Args:
        reading: The parsed passages.

    Returns:
        Mentions with document offsets. Places named as governments count, adjectives do not; a place that
        no gazetteer lists has a name and at most a country.
    """
    known = people(passage.doc for passage in reading)
    found = [(passage, candidate) for passage in reading for candidate in _mentions(passage, known)]
    listed = [candidate for _, candidate in found if candidate.sites]
    sites = iter(resolve(listed, _beside(reading.document)))
    text = reading.document.text
    return [_place(passage, c, text, next(sites) if c.sites else None) for passage, c in found]


def _mentions(passage: PassageReading, known: frozenset[str]) -> list[Candidate]:
    """Return what the gazetteer knows and the words around confirm, and what only the words around say."""
    loud = shouted(passage.doc)
    names = list(candidates(passage.doc))
    accepted = [name for name in names if weight(name, known, loud=loud) >= THRESHOLD]
    if not loud:
        taken = frozenset(at for name in names for at in range(name.first, name.last + 1))
        accepted.extend(unlisted(passage.doc, taken))
    return sorted(accepted, key=lambda name: name.first)


def _beside(document: Document) -> Iterator[tuple[str, tuple[Site, ...]]]:
    """Yield names in the title and the publisher's name, which tell where a document is at home."""
    for text in (document.title or "", document.publisher or ""):
        for name in _NAME.findall(text):
            for part in {name, *name.split()}:
                if not _is_common(part) and sites_of(part):
                    yield part, sites_of(part)


def _is_common(word: str) -> bool:
    lists = (given_names(), surnames(), words().never)
    return word.lower() in ordinary_words() or any(word in one for one in lists)


def _place(passage: PassageReading, mention: Candidate, text: str, site: Site | None) -> Place:
    start, end = passage.offset + mention.start, passage.offset + mention.end
    if site is None:
        countries = {region.country for region in parents_of(mention)}
        return Place(
            text=text[start:end],
            start=start,
            end=end,
            name=mention.text,
            country=countries.pop() if len(countries) == 1 else None,
        )
    return Place(
        text=text[start:end],
        start=start,
        end=end,
        name=site.name,
        country=site.country,
        lat=site.lat,
        lon=site.lon,
        geonames_id=site.geonames_id,
    )
