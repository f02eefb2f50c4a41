"""`copydesk tail`: read a stream as it grows."""

import json
import time
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, cast

import typer
from redis import Redis
from redis.exceptions import ConnectionError as ServerGone
from redis.exceptions import RedisError
from rich.console import Console

from schemas.errors import ServerError
from schemas.settings import Settings
from tasks.connection import connect, public_url
from tasks.patience import pauses

__all__ = ["tail"]

BLOCK_MILLISECONDS = 1_000
PAGE = 200


class StreamName(StrEnum):
    """Name a result stream."""

    DOCUMENTS = "documents"
    EVENTS = "events"
    FAILURES = "failures"


def tail(
    stream: Annotated[StreamName, typer.Argument(help="Which stream.")] = StreamName.EVENTS,
    json_: Annotated[bool, typer.Option("--json", help="Print each CloudEvent as a line of JSON.")] = False,
    start: Annotated[str, typer.Option("--from", help="Entry id to read after; 0 is the first.")] = "$",
    follow: Annotated[bool, typer.Option(help="Wait for new entries.")] = True,
) -> None:
    """Print a stream's entries, the new ones as they come; a lost server is waited for.

    Exit codes: 0, or 2 if the server cannot be reached at the start.
    """
    settings = Settings()
    console = Console(soft_wrap=True, highlight=False)
    for event in read(settings, f"{settings.namespace}:{stream.value}", start, follow=follow):
        if json_:
            typer.echo(json.dumps(event, ensure_ascii=False))
        else:
            console.print(line_for(event), markup=False)


def read(settings: Settings, key: str, start: str, *, follow: bool) -> Iterator[dict[str, Any]]:
    """Give the CloudEvents of a stream after an entry."""
    client = connect(settings, timeout=None)
    last = last_entry(client, key, settings) if start == "$" else start
    waits = pauses()
    while True:
        try:
            block = BLOCK_MILLISECONDS if follow else None
            reply = client.xread({key: last}, count=PAGE, block=block)
            waits = pauses()
        except ServerGone:
            if not follow:
                raise
            time.sleep(next(waits))
            continue
        if not reply and not follow:
            return
        for entry_id, fields in entries_of(reply):
            last = entry_id
            yield json.loads(fields["event"])


def entries_of(reply: object) -> list[tuple[str, dict[str, str]]]:
    """Return the entries of one stream's reply: a list of pairs or, in RESP3, a mapping of pages."""
    if isinstance(reply, dict):
        return [entry for pages in reply.values() for page in pages for entry in page]
    pairs = cast("list[tuple[str, list[tuple[str, dict[str, str]]]]]", reply or [])
    return [entry for _, page in pairs for entry in page]


def last_entry(client: Redis, key: str, settings: Settings) -> str:
    """Return the id of the newest entry, so that nothing is missed between two reads.

    Raises:
        ServerError: If the server cannot be reached.
    """
    try:
        newest = cast("list[tuple[str, object]]", client.xrevrange(key, count=1))
    except RedisError as error:
        raise ServerError(f"No server answers at {public_url(settings)}: {error}") from error
    return newest[0][0] if newest else "0"


def line_for(event: dict[str, Any]) -> str:
    """Put a CloudEvent on one line."""
    data = event["data"]
    if event["type"].startswith("copydesk.event"):
        actors, recipients = (
            ", ".join(entity["name"] for entity in data[side]) or "-" for side in ("actors", "recipients")
        )
        return f"{data['type']:<10} {actors} -> {recipients}: {data['evidence']['text']}"
    if event["type"].startswith("copydesk.failure"):
        return f"{data['reason']:<18} {data['name']}: {data['message']} {data['hint']}"
    return f"{data['outcome']:<10} {data['name']}: {data['title'] or ''} ({data['events']} events)"
