"""`copydesk process`: the pure chain in this process, one JSON object a document."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer

from schemas.errors import Reason, Rejection
from schemas.process import ProcessError, ProcessLine
from schemas.settings import Settings
from tasks.inline import InlineDesk, Source, failure

__all__ = ["process"]


def process(
    files: Annotated[list[str], typer.Argument(help="Files, or - for standard input.", metavar="FILE…|-")],
    date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day that documents without a date are read as of."),
    ] = None,
) -> None:
    """Print one JSON object a document on standard output, in input order.

    Needs no server; novelty is decided among the documents of this call. A document that
    cannot be processed gives `{"name", "error": {"code", "message"}}`, and the command ends with 1.
    """
    settings = Settings()
    desk = InlineDesk(settings.limits, date.date().isoformat() if date else None)
    failed = False
    for name in files:
        for line in _lines(desk, name):
            failed |= isinstance(line, ProcessError)
            _print(line)
    raise typer.Exit(1 if failed else 0)


def _lines(desk: InlineDesk, name: str) -> Iterator[ProcessLine | ProcessError]:
    try:
        source = _standard_input() if name == "-" else _file(Path(name), desk.limits.max_file_bytes)
    except Rejection as rejection:
        yield failure(Path(name).name, rejection)
        return
    yield from desk.process(source)


def _standard_input() -> Source:
    return Source(name="-", content=sys.stdin.buffer.read())


def _file(path: Path, most: int) -> Source:
    if not path.exists():
        raise Rejection(Reason.UNREADABLE, f"{path}: there is no such file")
    if not path.is_file():
        raise Rejection(Reason.NOT_A_FILE, f"{path}: not a regular file")
    status = path.stat()
    if status.st_size > most:
        raise Rejection(Reason.TOO_LARGE, f"{path}: {status.st_size:,} bytes, more than {most:,}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Rejection(Reason.UNREADABLE, f"{path}: {error.strerror}") from error
    return Source(path.name, content, datetime.fromtimestamp(status.st_mtime, UTC))


def _print(line: ProcessLine | ProcessError) -> None:
    payload = line.payload() if isinstance(line, ProcessLine) else line.model_dump(mode="json")
    sys.stdout.buffer.write(orjson.dumps(payload) + b"\n")
    sys.stdout.buffer.flush()
