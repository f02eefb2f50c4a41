"""Tell a person's sector on a day, from the offices held."""

from tasks.extract.entities.records import Name, Office

__all__ = ["sector_on"]


def _holds(office: Office, day: str) -> bool:
    return office.first <= day and (not office.last or day <= office.last)


def sector_on(person: Name, day: str | None) -> str:
    """Return the sector of a person on a day: of the office then held, `ELI` after the last.

    Args:
        person: A person of the gazetteer.
        day: ISO 8601 day, None if the document's day is unknown; then the last office counts.
    """
    if not person.offices:
        return person.sector
    if day is None:
        return person.offices[-1].sector
    held = [office for office in person.offices if _holds(office, day)]
    if held:
        return held[-1].sector
    ended = [office for office in person.offices if office.last and office.last < day]
    if not ended:
        return ""
    return "ELI" if ended[-1].sector == "GOV" else ended[-1].sector
