"""`copydesk stories`: one line a story, with its latest toll, first and last telling, and sources."""

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
    limit: Annotated[int, typer.Option(min=1, help="How many stories to show.")] = 50,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object a story.")] = False,
) -> None:
    """List the stories of the last COPYDESK_NOVELTY_DAYS days, the one told last first.

    Exit codes: 0, or 2 if the server cannot be reached.
    """
    settings = Settings()
    kept = RedisStories(connect(settings), settings.namespace, settings.novelty_days)
    threads = kept.threads(limit)
    if json_:
        for thread in threads:
            typer.echo(orjson.dumps(_payload(thread)))
        return
    table = Table("story", "told", "first", "last", "toll", "sources")
    for thread in threads:
        first, last = _instant(thread.first), _instant(thread.last)
        sources = ", ".join(thread.publishers) or thread.first_told_by
        row = (thread.summary, str(thread.mentions), first[:16], last[:16], toll_text(thread), sources)
        table.add_row(*map(Text, row))
    Console().print(table if threads else "No story has been told yet.")


def _payload(thread: Thread) -> dict[str, object]:
    return {**asdict(thread), "first": _instant(thread.first), "last": _instant(thread.last)}


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
