"""`copydesk explain A B`: why two documents were or were not taken as copies."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from schemas.document import Document
from schemas.errors import ConfigurationError
from schemas.settings import Settings
from schemas.submission import Submission
from tasks.clean import clean
from tasks.connection import connect
from tasks.deduplicate.explain import Explanation, explain_pair
from tasks.dossier import RedisDossier

__all__ = ["explain"]


def explain(
    first: Annotated[
        str, typer.Argument(help="The older document: a file, or a document's id.", metavar="A")
    ],
    second: Annotated[str, typer.Argument(help="The newer document: likewise.", metavar="B")],
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show how B relates to A: the verdict, what it rests on, shared text side by side, figures that differ.

    Files need no server. A document's id is looked up in its dossier, which is kept for a day or
    as long as COPYDESK_DOSSIER_SECONDS says.

    Exit codes: 0, or 2 if a document cannot be found or read.
    """
    settings = Settings()
    explanation = explain_pair(_find(settings, first), _find(settings, second))
    if json_:
        typer.echo(explanation.model_dump_json())
    else:
        _show(Console(), explanation)


def _find(settings: Settings, name: str) -> tuple[Submission, Document]:
    path = Path(name)
    return _read(settings, path) if path.is_file() else _recall(settings, name)


def _read(settings: Settings, path: Path) -> tuple[Submission, Document]:
    content = path.read_bytes()
    submission = Submission(
        id=hashlib.sha256(str(path).encode(errors="replace")).hexdigest()[:24],
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        received=datetime.now(UTC),
    )
    return submission, clean(submission, content, settings.limits)


def _recall(settings: Settings, document_id: str) -> tuple[Submission, Document]:
    dossier = RedisDossier(connect(settings), settings.namespace)
    submission = dossier.get(document_id, "submission", Submission)
    document = dossier.get(document_id, "document", Document)
    if submission is None or document is None:
        raise ConfigurationError(
            f"{document_id} is neither a file nor a document whose dossier is kept",
            hint="Give the file itself; archived originals lie in COPYDESK_HOME/archive.",
        )
    return submission, document


def _show(console: Console, explanation: Explanation) -> None:
    novelty = explanation.novelty
    console.print(f"B is [bold]{novelty.verdict}[/bold]" + (" of A" if novelty.of else ""))
    if novelty.syndicated:
        console.print("A syndicated copy: another publisher's.")
    conditions = Table("asked", "found", "")
    for condition in explanation.conditions:
        conditions.add_row(condition.asked, Text(condition.found), "✓" if condition.met else "–")
    console.print(conditions)
    shared = Table("A", "B", "shared", show_lines=True)
    for pair in explanation.shared:
        other = f"{pair.other_passage}: {pair.other_text}" if pair.other_text else "–"
        shared.add_row(Text(other), Text(f"{pair.passage}: {pair.text}"), f"{pair.containment:.0%}")
    console.print(shared)
    for figure in explanation.figures:
        console.print(Text(f"{figure.label} {figure.before or '–'} → {figure.after}"))
