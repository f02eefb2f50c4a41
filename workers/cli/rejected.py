"""`copydesk rejected list|show|retry`: what could not be processed, why, and another try."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from schemas.errors import ConfigurationError
from schemas.receipt import FailureEntry
from schemas.settings import Settings
from schemas.submission import Submission
from tasks.app import CeleryCourier, make_app
from tasks.desk import Office, open_office
from tasks.spool import Spool
from tasks.spool.names import new_id
from tasks.spool.spool import read_submission

__all__ = ["rejected"]

rejected = typer.Typer(
    name="rejected", no_args_is_help=True, help="Show rejected documents, or try them again."
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a document.")]


@rejected.command("list")
def list_(json_: Json = False) -> None:
    """List rejected documents, the oldest first."""
    failures = list(all_failures(Spool(Settings().home)))
    if json_:
        for failure in failures:
            typer.echo(failure.model_dump_json())
        return
    table = Table()
    table.add_column("id", no_wrap=True, overflow="fold", min_width=26)  # it is what `show` and `retry` take
    for name in ("name", "reason", "message"):
        table.add_column(name, overflow="fold")
    for failure in failures:
        table.add_row(failure.id, failure.name, failure.reason.value, failure.message)
    Console().print(table if failures else "Nothing was rejected.")


@rejected.command()
def show(document_id: Annotated[str, typer.Argument(help="The document's id.")], json_: Json = False) -> None:
    """Show why a document was rejected, what to do, and where its original lies.

    Exit codes: 0, or 2 if there is no such document.
    """
    failure = failure_in(folder_of(Spool(Settings().home), document_id))
    if json_:
        typer.echo(failure.model_dump_json())
        return
    table = Table(show_header=False, box=None)
    for name, value in failure.model_dump(mode="json").items():
        table.add_row(name, str(value))
    Console().print(table)


@rejected.command()
def retry(
    ids: Annotated[list[str] | None, typer.Argument(help="Which documents.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every rejected document.")] = False,
    reason: Annotated[str, typer.Option(help="Every document that was rejected for this reason.")] = "",
    json_: Json = False,
) -> None:
    """Hand rejected documents over again, each under a new id.

    Exit codes: 0, or 2 if there is no such document.
    """
    settings = Settings()
    office = open_office(settings, CeleryCourier(make_app(settings)))
    wanted = [folder_of(office.spool, document_id) for document_id in ids or []]
    if all_ or reason:
        failures = list(all_failures(office.spool))
        wanted += [office.spool.rejected / f.id for f in failures if all_ or f.reason.value == reason]
    if not wanted and not (all_ or reason):
        raise ConfigurationError("no document was named", hint="Give ids, --reason or --all.")
    for folder in wanted:
        old, new = folder.name, hand_over(office, folder)
        typer.echo(json.dumps({"id": new, "was": old}) if json_ else f"{old} goes on as {new}")


def hand_over(office: Office, folder: Path) -> str:
    """Move a rejected original back into the spool under a new id, and send it on its way."""
    before = read_submission(folder)
    if before is None:
        raise ConfigurationError(f"{folder} holds no document", hint="Drop the file into the inbox.")
    again = Submission.model_validate({**before.model_dump(), "id": new_id(), "parent": None})
    target = office.spool.open(again)
    (folder / target.name).rename(target)
    shutil.rmtree(folder)
    office.ledger.register([again.id])
    office.courier.send("clean", [again.id])
    return again.id


def folder_of(spool: Spool, document_id: str) -> Path:
    """Return the folder of a rejected document.

    Raises:
        ConfigurationError: If there is none.
    """
    folder = spool.rejected / document_id
    if folder.parent != spool.rejected or not (folder / "reason.json").exists():
        raise ConfigurationError(
            f"no document {document_id} was rejected", hint="See `copydesk rejected list`."
        )
    return folder


def failure_in(folder: Path) -> FailureEntry:
    """Read the reason file of a folder."""
    return FailureEntry.model_validate_json((folder / "reason.json").read_bytes())


def all_failures(spool: Spool) -> Iterator[FailureEntry]:
    """Give the reasons of all rejected documents, the oldest first."""
    for folder in sorted(spool.rejected.iterdir()):
        if (folder / "reason.json").exists():
            yield failure_in(folder)
