"""`copydesk stories`: one line a story, whoever told it."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.settings import Settings
from tasks.connection import connect
from tasks.stories.redis_stories import RedisStories
from tasks.stories.threads import Thread, toll_text

__all__ = ["stories"]


def stories(
    limit: Annotated[int, typer.Option(help="Most stories to list.")] = 50,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object a story.")] = False,
) -> None:
    """List the stories told, the last told first, with the latest toll, first and last telling and sources.

    Exit codes: 0, or 2 if the server cannot be reached.
    """
    settings = Settings()
    threads = RedisStories(connect(settings), settings.namespace, settings.novelty_days).threads(limit)
    if json_:
        for thread in threads:
            typer.echo(orjson.dumps(_facts(thread)).decode())
        return
    table = Table(box=None)
    for name in ("last told", "first told", "told", "toll", "story"):
        table.add_column(name, no_wrap=name != "story")
    table.add_column("sources")
    for thread in threads:
        table.add_row(*_row(thread))
    Console().print(table)


def _facts(thread: Thread) -> dict[str, object]:
    return {**asdict(thread), "first": _iso(thread.first), "last": _iso(thread.last)}


def _row(thread: Thread) -> list[Text]:
    sources = ", ".join(thread.publishers) or thread.first_told_by
    cells = (
        _iso(thread.last)[:16],
        _iso(thread.first)[:16],
        f"{thread.mentions}×",
        toll_text(thread),
        thread.summary,
        sources,
    )
    return [Text(cell) for cell in cells]


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
