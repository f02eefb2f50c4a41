"""`copydesk doctor`: what is wrong, and what to do."""

from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.settings import Settings
from workers.checks import Finding, findings

__all__ = ["doctor"]

STYLE = {"ok": "green", "note": "yellow", "wrong": "bold red"}


def doctor(
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check this installation, its folders and its server, and list the settings.

    Exit codes: 0 all well (notes included), 1 something keeps copydesk from working.
    """
    settings = Settings()
    found = list(findings(settings))
    if json_:
        report = {"findings": [finding.model_dump() for finding in found], "settings": _shown(settings)}
        typer.echo(orjson.dumps(report).decode())
    else:
        _print(found, settings)
    raise typer.Exit(1 if any(finding.state == "wrong" for finding in found) else 0)


def _shown(settings: Settings) -> dict[str, str]:
    """Return the settings that were given, secrets hidden."""
    return {name: str(getattr(settings, name)) for name in sorted(settings.model_fields_set)}


def _print(found: list[Finding], settings: Settings) -> None:
    console = Console()
    table = Table(box=None, show_header=False)
    for finding in found:
        what = Text(finding.found)
        if finding.hint:
            what.append(f"\n→ {finding.hint}", style="bold")
        table.add_row(Text(finding.state, style=STYLE[finding.state]), finding.check, what)
    console.print(table)
    given = _shown(settings)
    console.print(f"\n{len(given)} settings differ from their defaults; docs/settings.md lists them all.")
    for name, value in given.items():
        console.print(f"  COPYDESK_{name.upper()}={value}", markup=False, highlight=False)
