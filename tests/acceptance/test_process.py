"""`copydesk process` as a script would use it: the real command, real files, its output read back."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas.process import ProcessLine

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


def run(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None
) -> tuple[int, list[dict[str, Any]], str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "workers.cli", "process", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd or ROOT,
        env=environment,
        timeout=100,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, lines, done.stderr.decode()


@pytest.fixture(scope="module")
def seeds() -> tuple[int, list[dict[str, Any]], str]:
    names = (
        "wire-story.txt",
        "wire-story-copy.txt",
        "wire-story-revised.txt",
        "live-blog.txt",
        "round-up.txt",
        "page.html",
        "briefing.pdf",
        "letter.eml",
        "feed.jsonl",
    )
    return run(*(str(SEEDS / name) for name in names))


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Go through everything that claims to quote the document's text."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys() and "passages" not in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_one_line_a_document_in_input_order(seeds: tuple[int, list[dict[str, Any]], str]) -> None:
    code, lines, _ = seeds
    assert code == 0
    assert [line["name"] for line in lines] == [
        "wire-story.txt",
        "wire-story-copy.txt",
        "wire-story-revised.txt",
        "live-blog.txt",
        "round-up.txt",
        "page.html",
        "briefing.pdf",
        "letter.eml",
        "hn-2024-0207-1",
        "hn-2024-0207-2",
        "hn-2024-0207-3",
    ]


def test_every_line_keeps_the_contract(seeds: tuple[int, list[dict[str, Any]], str]) -> None:
    for line in seeds[1]:
        whole = {**line, "document": {"id": line["id"], "name": line["name"], **line["document"]}}
        Draft202012Validator(ProcessLine.model_json_schema(mode="serialization")).validate(whole)


def test_every_quotation_is_in_the_text(seeds: tuple[int, list[dict[str, Any]], str]) -> None:
    for line in seeds[1]:
        text = line["document"]["text"]
        for part in ("events", "mentions"):
            for span in spans(line[part]):
                assert text[span["start"] : span["end"]] == span["text"]


def test_every_event_lies_in_its_passage(seeds: tuple[int, list[dict[str, Any]], str]) -> None:
    for line in seeds[1]:
        passages = {passage["id"]: passage for passage in line["document"]["passages"]}
        for event in line["events"]:
            passage = passages[event["evidence"]["passage"]]
            assert passage["start"] <= event["evidence"]["start"]
            assert event["evidence"]["end"] <= passage["end"]
            assert event["evidence"]["start"] <= event["trigger"]["start"]
            assert event["trigger"]["end"] <= event["evidence"]["end"]


def test_copies_and_revisions_are_told_apart(seeds: tuple[int, list[dict[str, Any]], str]) -> None:
    first, copy, revised = seeds[1][:3]
    assert first["novelty"]["verdict"] == "new"
    assert copy["novelty"]["verdict"] == "exact"
    assert copy["novelty"]["of"] == first["id"]
    assert copy["events"] == []
    assert revised["novelty"]["verdict"] == "revision"
    assert revised["events"] != []


def test_every_new_document_of_ours_has_events(seeds: tuple[int, list[dict[str, Any]], str]) -> None:
    silent = [line["name"] for line in seeds[1] if not line["events"]]
    assert silent == ["wire-story-copy.txt"]


def test_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "good.txt").write_text("Rebels attacked the town of Goma on Tuesday.\n", encoding="utf-8")
    with (tmp_path / "vast.txt").open("wb") as vast:
        vast.truncate(200_000_000)
    names = ("empty.txt", "noise.bin", "broken.pdf", "folder.txt", "missing.txt", "vast.txt", "good.txt")
    code, lines, errors = run(*names, cwd=tmp_path)
    assert code == 1
    assert "Traceback" not in errors
    assert [line["name"] for line in lines] == list(names)
    assert [line["error"]["code"] for line in lines[:-1]] == [
        "empty",
        "unsupported",
        "broken",
        "not_a_file",
        "unreadable",
        "too_large",
    ]
    assert lines[-1]["events"][0]["type"] == "ASSAULT"


def test_a_given_date_anchors_an_undated_document() -> None:
    story = b"Rebels attacked the town of Goma on Tuesday, residents said."
    code, lines, _ = run("-", "--date", "2024-05-02", stdin=story)
    assert code == 0
    assert lines[0]["events"][0]["date"] == {
        "text": "Tuesday",
        "first": "2024-04-30",
        "last": "2024-04-30",
    }


def test_without_a_date_nothing_is_guessed() -> None:
    code, lines, _ = run("-", stdin=b"Rebels attacked the town of Goma on Tuesday, residents said.")
    assert code == 0
    assert lines[0]["events"][0]["date"] is None


def test_a_bad_record_of_a_feed_is_named(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(
        '{"id": "a", "text": "Police arrested two men in Lagos."}\n'
        '{"id": "b", "text": 7}\n'
        "not json at all\n"
        '{"id": "d", "text": "The minister met his counterpart from Chad."}\n',
        encoding="utf-8",
    )
    code, lines, _ = run(str(feed))
    assert code == 1
    assert [line["name"] for line in lines if "error" not in line] == ["a", "d"]
    assert [line["error"]["code"] for line in lines if "error" in line] == ["bad_record", "bad_record"]
