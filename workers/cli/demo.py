"""`copydesk demo`: see it work on the sample documents."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.live import Live

from schemas.settings import Settings
from tasks.connection import public_url
from workers.demo import Demonstration, Progress, samples
from workers.tables import document_table, event_table

__all__ = ["demo"]

KEEP_SECONDS = 3600.0


def demo(
    keep: Annotated[bool, typer.Option("--keep", help="Stay up until Ctrl-C.")] = False,
    seeds: Annotated[Path, typer.Option(help="Folder of the sample documents.")] = Path("seeds"),
) -> None:
    """Start everything in a fresh folder, drop the sample documents, show what comes out, and leave.

    Touches no server and no folder of yours. Exit codes: 0, or 2 if something did not start or finish.
    """
    console = Console() if Console().is_terminal else Console(width=200)
    files = samples(seeds)
    stage = Demonstration(Settings())
    console.print("Starting the server, the watcher and a worker …", highlight=False)
    with stage.running():
        console.print(f"Dropping {len(files)} documents into {stage.settings.inbox}", highlight=False)
        stage.drop(files)
        _show_progress(stage, console)
        console.print(event_table(stage.events()))
        if keep:
            _stay(stage, console)


def _show_progress(stage: Demonstration, console: Console) -> None:
    last: list[Progress] = []
    if console.is_terminal:
        with Live(console=console, refresh_per_second=8) as live:
            for last in stage.watch():
                live.update(document_table(last))
        return
    seen: dict[str, str] = {}
    for last in stage.watch():
        for document in last:
            _say_step(document, seen, console)
    console.print(document_table(last))


def _say_step(document: Progress, seen: dict[str, str], console: Console) -> None:
    step = (
        document.entry["outcome"] if document.entry else "+".join(sorted(document.records - {"submission"}))
    )
    if step and seen.get(document.id) != step:
        seen[document.id] = step
        console.print(f"  {document.name}: {step}", highlight=False, markup=False)


def _stay(stage: Demonstration, console: Console) -> None:
    settings = stage.settings
    console.print(
        f"\nIt stays up. Drop files into {settings.inbox}\n"
        "In another terminal, in this folder:\n"
        f"  export COPYDESK_HOME={settings.home} COPYDESK_INBOX={settings.inbox}\n"
        "  .venv/bin/copydesk tail events\n"
        "  .venv/bin/copydesk status\n"
        f"  redis-cli -u {public_url(settings)} XREAD STREAMS copydesk:events 0\n"
        "Ctrl-C ends it.",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    try:
        while True:
            time.sleep(KEEP_SECONDS)
    except KeyboardInterrupt:
        console.print("Stopping …")
