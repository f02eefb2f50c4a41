"""What people see on a terminal: documents on their way, and events."""

from collections.abc import Iterable
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from workers.demo import Progress

__all__ = ["document_table", "event_table"]

STAGES: Final = {
    "clean": "document",
    "deduplicate": "novelty",
    "classify": "classification",
    "extract": "extraction",
}
QUAD_STYLE: Final = {
    "verbal-cooperation": "green",
    "material-cooperation": "bold green",
    "verbal-conflict": "yellow",
    "material-conflict": "bold red",
}


def document_table(progress: Iterable[Progress]) -> Table:
    """Show how far each document has come and what became of it."""
    table = Table(title="documents", title_justify="left", expand=False)
    table.add_column("document", no_wrap=True)
    for stage in STAGES:
        table.add_column(stage, justify="center")
    for name in ("outcome", "novelty", "topic"):
        table.add_column(name)
    table.add_column("events", justify="right")
    for document in progress:
        table.add_row(*_document_row(document))
    return table


def _document_row(document: Progress) -> list[str | Text]:
    entry = document.entry or {}
    done = [
        "✓" if record in document.records or entry.get("outcome") == "published" else ""
        for record in STAGES.values()
    ]
    verdict = (entry.get("novelty") or {}).get("verdict", "")
    topics = entry.get("topics") or [{"name": ""}]
    events = str(entry["events"]) if entry else ""
    return [Text(document.name), *done, entry.get("outcome", "…"), verdict, topics[0]["name"], events]


def event_table(events: Iterable[dict[str, Any]]) -> Table:
    """Show events one a line: who did what to whom, when, where, with what toll, says who."""
    table = Table(title="events", title_justify="left", expand=True, show_lines=False)
    for name, ratio in (("who", 5), ("did what", 5), ("to whom", 5), ("when", 3), ("where", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("toll", ratio=3, overflow="fold")
    table.add_column("says", ratio=3, overflow="fold")
    table.add_column("in these words", ratio=9, overflow="fold")
    for event in events:
        table.add_row(*_event_row(event))
    return table


def _event_row(event: dict[str, Any]) -> list[Text]:
    act = event["type"] + (f" {event['mode']}" if event["mode"] else "")
    if event["status"] != "actual":
        act += f" ({event['status']})"
    style = QUAD_STYLE[event["quad"]]
    plain = (
        _days(event["date"]),
        (event["place"] or {}).get("name", ""),
        _toll(event["casualties"]),
        _source(event["attribution"]),
        " ".join(event["evidence"]["text"].split()),
    )
    who, whom = (_names(event[role]) for role in ("actors", "recipients"))
    return [Text(who), Text(act, style=style), Text(whom), *(Text(piece) for piece in plain)]


def _names(entities: list[dict[str, Any]]) -> str:
    return ", ".join(_name(entity) for entity in entities)


def _name(entity: dict[str, Any]) -> str:
    codes = " ".join(code for code in (entity["country"], entity["sector"]) if code)
    return f"{entity['name']} ({codes})" if codes else str(entity["name"])


def _days(date: dict[str, Any] | None) -> str:
    if date is None:
        return ""
    return date["first"] if date["first"] == date["last"] else f"{date['first']} – {date['last']}"


def _toll(casualties: dict[str, Any] | None) -> str:
    counted = ("killed", "injured", "missing", "detained", "displaced")
    return ", ".join(
        f"{casualties[kind]} {kind}" for kind in counted if casualties and casualties[kind] is not None
    )


def _source(attribution: dict[str, Any] | None) -> str:
    return "" if attribution is None else attribution["name"] or attribution["text"]
