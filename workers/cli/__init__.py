"""The command line: each command is a module of its own, loaded when it is called."""

import importlib
import sys
from typing import Final, NoReturn

import typer
from redis.exceptions import RedisError
from rich.console import Console
from typer._click.core import Command, Context  # typer carries its own click; no public name for these
from typer.core import TyperGroup
from typer.main import get_command

from schemas.errors import CopydeskError, ServerError

__all__ = ["app", "main"]

COMMANDS: Final = (
    "up",
    "demo",
    "watch",
    "work",
    "submit",
    "process",
    "tail",
    "status",
    "stories",
    "rejected",
    "replay",
    "explain",
    "doctor",
    "schema",
)


class LazyGroup(TyperGroup):
    """Load a command's module only when it is asked for: `status` must not load a parser."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(importlib.import_module(f"workers.cli.{cmd_name}"), cmd_name)
        if isinstance(found, typer.Typer):
            return get_command(found)
        single = typer.Typer(add_completion=False, rich_markup_mode="markdown")
        single.command(cmd_name)(found)
        return get_command(single)


app = typer.Typer(
    cls=LazyGroup,
    name="copydesk",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def copydesk() -> None:
    """Turn news documents into clean text, novelty verdicts, topics and coded events."""


def main() -> None:
    """Run the command line; a known error becomes two lines on standard error and exit code 2."""
    try:
        app()
    except CopydeskError as error:
        _leave(error)
    except RedisError as error:
        _leave(ServerError(f"The server does not answer: {error}"))


def _leave(error: CopydeskError) -> NoReturn:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"copydesk: {error}", style="bold red", markup=False)
    console.print(f"  {error.hint}", markup=False)
    sys.exit(2)
