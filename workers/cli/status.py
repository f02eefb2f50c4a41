"""`copydesk status`: what waits, what runs, what became of the rest."""

import json
from typing import Annotated, Any

import typer
from redis.exceptions import RedisError
from rich.console import Console
from rich.table import Table

from schemas.errors import ServerError
from schemas.settings import Settings
from tasks.connection import connect, public_url
from tasks.ledger import Ledger
from tasks.publish import Publisher
from workers.health import living
from workers.watcher.inbox import scan

__all__ = ["status"]


def status(
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the server's URL (without its password) and the counts.

    Exit codes: 0, or 2 if the server cannot be reached.
    """
    settings = Settings()
    facts = gather(settings)
    if json_:
        typer.echo(json.dumps(facts))
        return
    table = Table(show_header=False, box=None)
    for name, value in facts.items():
        table.add_row(name.replace("_", " "), str(value))
    Console().print(table)


def gather(settings: Settings) -> dict[str, Any]:
    """Collect what `status` tells.

    Raises:
        ServerError: If the server cannot be reached.
    """
    client = connect(settings)
    try:
        counters = Publisher(client, settings.namespace, 0).counters()
        in_flight = Ledger(client, settings.namespace).in_flight()
    except RedisError as error:
        hint = None if settings.redis_url else "Start it with `copydesk up`."
        raise ServerError(f"No server answers at {public_url(settings)}: {error}", hint=hint) from error
    return {
        "url": public_url(settings),
        "inbox": str(settings.inbox.absolute()),
        "home": str(settings.home.absolute()),
        "waiting": sum(1 for _ in scan(settings.inbox.absolute())),
        "in_flight": in_flight,
        **counters,
        "watchers": living(settings, "watch"),
        "workers": living(settings, "work"),
        "streams": {name: f"{settings.namespace}:{name}" for name in ("documents", "events", "failures")},
    }
