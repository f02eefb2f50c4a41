"""`copydesk up` as a user runs it: real stages, real files, a consumer group at the other end."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from benchmarks.faults.crew import children_of
from tests.fleet.fleet import ROOT, Fleet

SEEDS = ("wire-story.txt", "wire-story-copy.txt", "live-blog.txt", "round-up.txt", "page.html", "feed.jsonl")


class Desk(Fleet):
    """Be a home on which `copydesk up` runs."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, max_file_bytes=2_000_000, stall_after=20.0, rescan_seconds=1.0)
        self.up = self.start("workers.cli", "up")

    def copydesk(self, *words: str, code: int = 0) -> str:
        """Run a command and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "workers.cli", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stderr + self.log()
        return done.stdout

    def status(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(self.copydesk("status", "--json"))
        return facts

    def give(self, name: str, content: bytes, seconds: float = 40.0) -> dict[str, Any]:
        """Drop a file and return the entry of its outcome."""
        self.drop(name, content)
        return self.outcome(name, seconds)

    def outcome(self, name: str, seconds: float = 40.0) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        def look() -> bool:
            found[:] = [e["data"] for e in self.stream("documents") if e["data"]["name"] == name]
            return bool(found)

        self.wait(look, seconds, name)
        return found[-1]

    def pid_of(self, word: str) -> int:
        """Return the child of `up` whose command line holds a word."""
        for pid in children_of(self.up.pid):
            if word in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                return pid
        raise AssertionError(f"{word} does not run")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    started = Desk(tmp_path_factory.mktemp("up"))
    try:
        started.wait(started.server.answers, 20)
        yield started
    finally:
        started.__exit__(*sys.exc_info())


def test_dropped_documents_reach_a_consumer_group(desk: Desk) -> None:
    for name in SEEDS:
        desk.drop(name, (ROOT / "seeds" / name).read_bytes())
    url = desk.status()["url"]
    assert url.startswith("redis://127.0.0.1:")
    client = Redis.from_url(url, decode_responses=True, protocol=2)
    client.xgroup_create("copydesk:events", "desk", id="0", mkstream=True)
    client.xgroup_create("copydesk:documents", "desk", id="0", mkstream=True)
    documents: list[dict[str, Any]] = []
    give_up = time.monotonic() + 60
    while len(documents) < len(SEEDS) - 1 + 3 and time.monotonic() < give_up:
        documents += read(client, "copydesk:documents")
    events = read(client, "copydesk:events")
    assert sorted(d["outcome"] for d in documents) == ["duplicate", *["published"] * 7]
    assert len(events) == sum(document["events"] for document in documents) > 20
    ids = {document["id"]: document["name"] for document in documents}
    for event in events:
        assert ids[event["document"]["id"]] == event["document"]["name"]
        assert event["evidence"]["text"]
    assert client.xpending("copydesk:events", "desk")["pending"] == 0


def read(client: Redis, stream: str) -> list[dict[str, Any]]:
    """Read and acknowledge what a group was not given yet."""
    reply: Any = client.xreadgroup("desk", "reader", {stream: ">"}, count=1_000, block=500)
    entries = reply[0][1] if reply else []
    if entries:
        client.xack(stream, "desk", *(entry for entry, _ in entries))
    return [json.loads(fields["event"])["data"] for _, fields in entries]


def test_bad_input_is_kept_with_one_clear_reason(desk: Desk) -> None:
    chance = random.Random(3)
    bad = {
        "empty.txt": (b"", "empty"),
        "noise.bin": (chance.randbytes(4_000), None),
        "large.txt": (b"news " * 500_000, "too_large"),
        "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<<", None),
        "new\nline \U0001f4f0.txt": (b"", "empty"),
    }
    for name, (content, _) in bad.items():
        desk.drop(name, content)
    (desk.inbox / "passwd").symlink_to("/etc/passwd")
    os.mkfifo(desk.inbox / "pipe.txt")
    (desk.inbox / "x.txt").mkdir()
    expected = {
        **{name: reason for name, (_, reason) in bad.items()},
        "passwd": "not_a_file",
        "pipe.txt": "not_a_file",
    }
    for name, reason in expected.items():
        told = desk.outcome(name.replace("\n", "\\n"))
        assert told["outcome"] == "rejected", told
        assert reason in {None, told["reason"]}
    failures = {event["data"]["name"]: event["data"] for event in desk.stream("failures")}
    assert len(failures) == len(expected)
    for failure in failures.values():
        assert os.path.lexists(failure["kept"])
        assert failure["hint"]
        assert "\n" not in failure["message"]
    assert desk.status()["in_flight"] == 0
    assert (desk.inbox / "x.txt").is_dir()
    desk.wait(lambda: "x.txt is a folder" in desk.log())  # folders are looked at with the next full scan
    assert desk.log().count("x.txt is a folder, not a file") == 1


def test_a_rejected_document_can_be_shown_and_tried_again(desk: Desk) -> None:
    desk.give("retry.txt", b"")
    listed = [json.loads(line) for line in desk.copydesk("rejected", "list", "--json").splitlines()]
    failure = next(each for each in listed if each["name"] == "retry.txt")
    assert json.loads(desk.copydesk("rejected", "show", failure["id"], "--json")) == failure
    Path(failure["kept"]).write_text("The prime minister of Peru met striking miners in Lima on Monday.")
    again = json.loads(desk.copydesk("rejected", "retry", failure["id"], "--json"))
    desk.wait(lambda: desk.outcome("retry.txt")["outcome"] == "published")
    assert desk.outcome("retry.txt")["id"] == again["id"]
    desk.copydesk("rejected", "show", failure["id"], code=2)


def test_submitting_waits_for_the_outcome(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Police in Nairobi arrested five students on Friday.")
    bad.touch()
    lines = [json.loads(x) for x in desk.copydesk("submit", str(good), "--json").splitlines()]
    assert [line["outcome"] for line in lines] == ["published"]
    (line,) = (json.loads(x) for x in desk.copydesk("submit", str(bad), "--json", code=1).splitlines())
    assert (line["outcome"], line["reason"]) == ("rejected", "empty")
    assert good.exists()
    desk.copydesk("submit", str(tmp_path), code=2)
    feed = tmp_path / "two.jsonl"
    feed.write_text('{"text": "Miners in Potosi struck on Friday."}\n{"text": ""}\n')
    lines = [json.loads(x) for x in desk.copydesk("submit", str(feed), "--json", code=1).splitlines()]
    assert [line["outcome"] for line in lines] == ["container of 2", "published", "rejected"]


def test_tail_prints_what_is_there(desk: Desk) -> None:
    lines = desk.copydesk("tail", "documents", "--from", "0", "--no-follow", "--json").splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"copydesk.document.v1"}
    assert "rejected" in desk.copydesk("tail", "documents", "--from", "0", "--no-follow")
    assert "empty" in desk.copydesk("tail", "failures", "--from", "0", "--no-follow")


def test_an_archived_document_can_be_replayed_once_a_label(desk: Desk) -> None:
    told = desk.give("replay.txt", b"Troops in Mali attacked a rebel camp near Gao on Tuesday.")
    new_id = json.loads(desk.copydesk("replay", told["id"], "--label", "v2", "--json"))["id"]
    desk.wait(lambda: desk.outcome("replay.txt")["id"] == new_id)
    again = desk.outcome("replay.txt")
    assert (again["replay_of"], again["outcome"], again["novelty"]["verdict"]) == (
        told["id"],
        "published",
        "new",
    )
    assert desk.copydesk("replay", told["id"], "--label", "v2") == ""


def test_what_dies_is_restarted(desk: Desk) -> None:
    for part in ("valkey-server", "workers.cli watch", "workers.cli work"):
        before = desk.pid_of(part)
        os.kill(before, signal.SIGKILL)

        def is_back(part: str = part, before: int = before) -> bool:
            try:
                return desk.pid_of(part) != before
            except (AssertionError, FileNotFoundError):
                return False

        desk.wait(is_back, 20, part)
    assert desk.give("after.txt", b"Ministers met in Vienna.", 60)["outcome"] == "published"
    assert "killed by SIGKILL" in desk.log()


def test_no_redis_on_the_usual_port_is_touched(desk: Desk) -> None:
    assert not desk.status()["url"].endswith(":6379/0")


def test_a_second_up_on_one_home_is_refused(desk: Desk) -> None:
    desk.copydesk("up", code=2)
    assert desk.status()["workers"] >= 1


def test_term_ends_everything_and_the_next_start_goes_on(desk: Desk) -> None:
    children = children_of(desk.up.pid)
    desk.up.terminate()
    desk.drop("later.txt", b"Envoys left Geneva on Sunday.")
    assert desk.up.wait(30) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    desk.copydesk("status", code=2)
    desk.up = desk.start("workers.cli", "up")
    desk.wait(desk.server.answers, 20)
    assert desk.outcome("later.txt", 60)["outcome"] == "published"
    assert desk.outcome("wire-story.txt")["name"] == "wire-story.txt"


def test_a_second_term_ends_at_once_and_loses_nothing(desk: Desk) -> None:
    for number in range(20):
        desk.drop(f"at-once-{number}.txt", f"Envoys left Geneva in car {number * 7919} on Sunday.")
    desk.up.terminate()
    time.sleep(0.3)
    desk.up.terminate()
    desk.up.wait(10)
    desk.up = desk.start("workers.cli", "up")
    desk.wait(desk.server.answers, 20)
    for number in range(20):
        desk.outcome(f"at-once-{number}.txt", 60)
    assert desk.repeats() == {}


def test_a_settled_home_has_an_empty_spool(desk: Desk) -> None:
    desk.wait(lambda: not any((desk.home / "spool").iterdir()))
    client = desk.connect()
    assert client.zcard("copydesk:ledger") == 0
