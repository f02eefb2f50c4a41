"""`copydesk replay`: publish archived documents again, through the extraction of today."""

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from schemas.novelty import Novelty
from schemas.settings import Settings
from schemas.submission import Submission
from tasks.app import CeleryCourier, make_app
from tasks.chain import batches
from tasks.desk import Office, open_office
from tasks.spool import Spool
from tasks.spool.deposit import link_or_copy
from tasks.spool.spool import read_submission

__all__ = ["replay"]


def replay(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Which documents; all archived ones without.")
    ] = None,
    since: Annotated[
        str, typer.Option(help="Only documents received on this day (YYYY-MM-DD) or later.")
    ] = "",
    label: Annotated[str, typer.Option(help="Name of the extraction version; copydesk's own without.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object a document.")] = False,
) -> None:
    """Publish archived documents again; entries say which document they replay.

    Verdicts of novelty stay as they were. A document is replayed once for each label: to repeat the
    command is harmless. Documents are kept in the archive only if COPYDESK_AFTER_PUBLISH is `archive`.

    Exit codes: 0, or 2 if the server cannot be reached.
    """
    settings = Settings()
    office = open_office(settings, CeleryCourier(make_app(settings)))
    suffix = "".join(c for c in (label or version("copydesk")).lower() if c.isascii() and c.isalnum())
    made = [
        replayed.id
        for submission, folder in archived(office.spool, set(ids or ()), since)
        for replayed in prepare(office, submission, folder, f"{submission.id}-r{suffix}")
    ]
    entered = office.ledger.register(made)
    for batch in batches(entered, office.ledger.in_flight(), settings.batch):
        office.courier.send("clean", batch)
    for document_id in entered:
        typer.echo(json.dumps({"id": document_id}) if json_ else f"replaying as {document_id}")


def archived(spool: Spool, ids: set[str], since: str) -> Iterator[tuple[Submission, Path]]:
    """Give archived documents, the oldest first; no containers and no replays."""
    for day in sorted(spool.archive.iterdir()):
        if day.name < since:
            continue
        for folder in sorted(day.iterdir()):
            submission = read_submission(folder)
            is_document = submission is not None and (folder / "receipt.json").exists()
            if submission is None or not is_document or submission.replay_of is not None:
                continue
            if not ids or submission.id in ids:
                yield submission, folder


def prepare(office: Office, submission: Submission, folder: Path, new_id: str) -> Iterator[Submission]:
    """Put a second link to an archived original into the spool, unless that was done before."""
    if office.spool.find_settled(new_id) is not None or office.spool.folder(new_id).exists():
        return
    again = submission.model_copy(update={"id": new_id, "replay_of": submission.id})
    target = office.spool.open(again)
    link_or_copy(folder / target.name, target)
    office.dossier.put(new_id, "novelty", verdict_in(folder))
    yield again


def verdict_in(folder: Path) -> Novelty:
    """Return the verdict that a document got; `new` if it is not known."""
    file = folder / "novelty.json"
    return Novelty.model_validate_json(file.read_bytes()) if file.exists() else Novelty(verdict="new")
