"""Tell what a person was on a day, from the offices held."""

from collections.abc import Sequence

from tasks.extract.entities.records import Name, Office

__all__ = ["likeliest", "office_on"]

_PUBLIC = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})


def _holds(office: Office, day: str) -> bool:
    return office.first <= day and (not office.last or day[: len(office.last)] <= office.last)


def office_on(person: Name, day: str | None, told: str | None = None) -> tuple[str, str]:
    """Return the country and sector of a person on a day.

    The office then held counts; after the last public office it is `ELI`, before the first nothing.

    Args:
        person: A person of the gazetteer.
        day: ISO 8601 day, None if the document's day is unknown; then the last public office counts.
        told: Country or body that the text names before the person, if any: its offices count first.
    """
    offices = [office for office in person.offices if office.country == told] or list(person.offices)
    if day is None:
        public = [office for office in offices if office.sector in _PUBLIC] or offices
        return public[-1].country, public[-1].sector
    held = [office for office in offices if _holds(office, day)]
    if held:
        return held[-1].country, held[-1].sector
    ended = [office for office in offices if office.last and office.last < day]
    if not ended:
        return offices[0].country, ""
    return ended[-1].country, "ELI" if ended[-1].sector in _PUBLIC else ended[-1].sector


def likeliest(people: Sequence[Name], day: str | None) -> Name:
    """Return whom a shared name means on a day: who held office then, else who did last before it.

    Args:
        people: Bearers of the name.
        day: ISO 8601 day, None if the document's day is unknown; then the latest bearer counts.
    """
    if day is not None:
        for person in people:
            if any(_holds(office, day) for office in person.offices):
                return person
    known = [p for p in people if day is None or p.offices[0].first <= day] or list(people)
    return max(known, key=lambda person: person.offices[-1].first)
