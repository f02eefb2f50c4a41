"""The rules of the house that a machine can check."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[3]
ROOMS = ("schemas", "tasks", "workers")


def modules() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_room_is_too_large_to_live_in() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()
    }
    assert median(lengths.values()) <= 100
    assert {path: lines for path, lines in lengths.items() if lines > 450} == {}


def test_functions_are_short() -> None:
    lengths = [length(node) for path in modules() for node in functions(path)]
    assert median(lengths) <= 10
    assert sum(lines > 40 for lines in lengths) <= len(lengths) / 50


def test_a_celery_wrapper_is_thin() -> None:
    for path in (ROOT / "tasks").glob("*/task.py"):
        for node in functions(path):
            assert length(node) <= 15, f"{path}: {node.name}"


def test_settings_are_read_at_the_edge_only() -> None:
    readers = [
        path.relative_to(ROOT)
        for path in modules()
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv(" in path.read_text(encoding="utf-8")
    ]
    assert [path for path in readers if path.parts[0] != "workers"] == []
