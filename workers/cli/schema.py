"""`copydesk schema`: the contracts, as JSON Schema and AsyncAPI."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from schemas.catalogue import RECORDS, asyncapi, json_schema, settings_page
from schemas.errors import ConfigurationError

__all__ = ["schema"]


def schema(
    record: Annotated[str | None, typer.Argument(help="Record's name; all names are listed without.")] = None,
    write: Annotated[Path | None, typer.Option(help="Write every schema into this folder.")] = None,
) -> None:
    """Print the JSON Schema of a record (or `asyncapi`), or write them all."""
    if write is not None:
        _write_all(write)
    elif record is None:
        typer.echo("\n".join((*RECORDS, "asyncapi")))
    else:
        sys.stdout.write(_text(_one(record)))


def _one(record: str) -> dict[str, Any]:
    if record == "asyncapi":
        return asyncapi()
    if record not in RECORDS:
        raise ConfigurationError(f"there is no record {record!r}", hint=f"One of: {', '.join(RECORDS)}.")
    return json_schema(record)


def _write_all(folder: Path) -> None:
    (folder / "schemas").mkdir(parents=True, exist_ok=True)
    for name in RECORDS:
        (folder / "schemas" / f"{name}.json").write_text(_text(json_schema(name)), encoding="utf-8")
    (folder / "settings.md").write_text(settings_page(), encoding="utf-8")
    (folder / "asyncapi.json").write_text(_text(asyncapi()), encoding="utf-8")


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
