"""`copydesk submit FILE…`: hand documents over and wait for their outcomes."""

import json
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from schemas.errors import ConfigurationError
from schemas.settings import Settings
from tasks.app import CeleryCourier, make_app
from tasks.desk import Office, open_office
from tasks.publish.publisher import Settlement
from tasks.spool.deposit import deposit
from tasks.spool.names import member_id

__all__ = ["submit"]

POLL_SECONDS = 0.1


def submit(
    files: Annotated[list[Path], typer.Argument(help="Files to hand over; they stay where they are.")],
    collection: Annotated[str, typer.Option(help="Collection that they belong to.")] = "",
    wait: Annotated[float, typer.Option(help="Seconds to wait for the outcomes; 0 does not wait.")] = 600.0,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object a document.")] = False,
) -> None:
    """Hand copies of files over and wait for their outcomes.

    Exit codes: 0 all published or duplicate, 1 some rejected or not done in time, 2 nothing handed over.
    """
    settings = Settings()
    for file in files:
        if not file.is_file():
            raise ConfigurationError(f"{file} is not a file", hint="Name regular files.")
    office = open_office(settings, CeleryCourier(make_app(settings)))
    submissions = [deposit(file, office.spool, collection) for file in files]
    for submission in submissions:
        office.ledger.register([submission.id])
        office.courier.send("clean", [submission.id])
    names = {submission.id: submission.name for submission in submissions}
    outcomes = await_outcomes(office, names, wait) if wait else {}
    report(names, outcomes, json_=json_)
    if wait and any(is_bad(outcomes.get(document_id)) for document_id in names):
        raise typer.Exit(1)


def await_outcomes(office: Office, names: dict[str, str], wait: float) -> dict[str, Settlement]:
    """Collect the settlements of documents until all are there or the time is up.

    Args:
        office: Where to ask.
        names: The documents' names by id; the members of containers are added as they become known.
        wait: Seconds.
    """
    outcomes: dict[str, Settlement] = {}
    give_up = time.monotonic() + wait
    with Console(stderr=True).status("waiting for the outcomes") as spinner:
        while len(outcomes) < len(names) and time.monotonic() < give_up:
            for document_id in [each for each in names if each not in outcomes]:
                found = office.publisher.settlement(document_id)
                if found is not None:
                    outcomes[document_id] = found
                    names |= members_of(document_id, names[document_id], found)
            spinner.update(f"{len(outcomes)} of {len(names)} done")
            time.sleep(POLL_SECONDS)
    return outcomes


def members_of(document_id: str, name: str, settlement: Settlement) -> dict[str, str]:
    """Name the members of a container; none for a document."""
    places = range(1, settlement.members + 1)
    return {member_id(document_id, place): f"{name}#{place}" for place in places}


def is_bad(settlement: Settlement | None) -> bool:
    """Tell whether a document was rejected or not done in time."""
    return settlement is None or settlement.outcome == "rejected"


def report(names: dict[str, str], outcomes: dict[str, Settlement], *, json_: bool) -> None:
    """Print one line a document."""
    console = Console(soft_wrap=True, highlight=False)
    for document_id, name in names.items():
        settlement = outcomes.get(document_id)
        failure = settlement.failure if settlement else None
        facts = {
            "id": document_id,
            "name": name,
            "outcome": word_for(settlement),
            "reason": failure.reason if failure else None,
            "message": failure.message if failure else None,
        }
        if json_:
            typer.echo(json.dumps(facts))
        else:
            tail = f"  {failure.reason}: {failure.message}" if failure else ""
            console.print(f"{facts['outcome']:<10} {document_id} {name}{tail}", markup=False)


def word_for(settlement: Settlement | None) -> str:
    """Say what became of a document."""
    if settlement is None:
        return "pending"
    return settlement.outcome or f"container of {settlement.members}"
