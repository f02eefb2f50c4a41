import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.contracts.newsroom import prose
from workers.cli.explain import explain


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    app.command()(explain)
    return app


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, killed in zip(paths, (3, 14), strict=True):
        text = f"{prose('story', 90)}. The flood killed {killed} people in the valley, officials said."
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def test_it_says_what_it_found(command: typer.Typer, files: list[str]) -> None:
    result = CliRunner().invoke(command, files, env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "B is revision of A" in result.output
    assert "killed 3 → 14" in result.output


def test_it_prints_json(command: typer.Typer, files: list[str]) -> None:
    result = CliRunner().invoke(command, [*files, "--json"])
    found = json.loads(result.output)
    assert found["novelty"]["verdict"] == "revision"
    assert found["shared"][0]["containment"] > 0.8
