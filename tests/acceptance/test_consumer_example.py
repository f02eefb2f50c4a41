"""The consumer of docs/examples, as it stands there."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from redis import Redis

from tests.fleet.fleet import ROOT, Fleet

EXAMPLE = ROOT / "docs" / "examples" / "consumer.py"
STREAM = "copydesk:events"


class Reader:
    """Run the example and collect what it prints."""

    def __init__(self, fleet: Fleet, folder: Path, name: str) -> None:
        self.output = folder / f"{name}-{time.monotonic_ns()}.jsonl"
        url = f"unix://{fleet.server.socket}"
        environment = {**os.environ, "CONSUMER": name, "STALE_MS": "500", "GROUP": "desk"}
        with self.output.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(EXAMPLE), url, STREAM],
                env=environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        fleet.processes.append(self.process)

    def ids(self) -> list[str]:
        return [json.loads(line)["id"] for line in self.output.read_text().splitlines() if line[:1] == "{"]


def put(client: Redis, *names: str) -> None:
    for name in names:
        client.xadd(STREAM, {"id": name, "type": "t", "subject": "s", "event": json.dumps({"id": name})})


def test_entries_are_read_from_the_first_and_acknowledged(fleet: Fleet, tmp_path: Path) -> None:
    with fleet.connect() as client:
        put(client, "a", "b")
        reader = Reader(fleet, tmp_path, "one")
        fleet.wait(lambda: reader.ids() == ["a", "b"], 10)
        put(client, "c")
        fleet.wait(lambda: reader.ids() == ["a", "b", "c"], 10)
        fleet.wait(lambda: client.xpending(STREAM, "desk")["pending"] == 0, 10)


def test_a_dead_reader_s_entries_go_to_another(fleet: Fleet, tmp_path: Path) -> None:
    with fleet.connect() as client:
        client.xgroup_create(STREAM, "desk", id="0", mkstream=True)
        put(client, "a", "b")
        client.xreadgroup("desk", "dead", {STREAM: ">"})
        reader = Reader(fleet, tmp_path, "living")
        fleet.wait(lambda: reader.ids() == ["a", "b"], 10)


def test_an_entry_that_always_fails_becomes_a_dead_letter(fleet: Fleet, tmp_path: Path) -> None:
    with fleet.connect() as client:
        client.xadd(STREAM, {"id": "bad", "event": "no JSON"})
        put(client, "good")
        reader = Reader(fleet, tmp_path, "one")
        fleet.wait(lambda: client.xlen(f"{STREAM}:dead") == 1, 20)
        ((_, letter),) = client.xrange(f"{STREAM}:dead")
        assert (letter["id"], letter["group"], letter["event"]) == ("bad", "desk", "no JSON")
        assert client.xpending(STREAM, "desk")["pending"] == 0
        assert reader.ids() == ["good"]


def test_a_lost_group_and_trimmed_entries_do_not_stop_it(fleet: Fleet, tmp_path: Path) -> None:
    with fleet.connect() as client:
        client.xgroup_create(STREAM, "desk", id="0", mkstream=True)
        put(client, "trimmed", "kept")
        client.xreadgroup("desk", "dead", {STREAM: ">"})
        client.xtrim(STREAM, maxlen=1, approximate=False)
        reader = Reader(fleet, tmp_path, "one")
        fleet.wait(lambda: reader.ids() == ["kept"], 10)
        client.flushall()
        put(client, "after")
        fleet.wait(lambda: reader.ids()[-1] == "after", 15)
        fleet.server.stop()
        time.sleep(0.5)
        fleet.server.start()
        put(fleet.connect(), "later")
        fleet.wait(lambda: reader.ids()[-1] == "later", 15)
        os.kill(reader.process.pid, signal.SIGTERM)
        reader.process.wait(10)


def test_the_example_is_short() -> None:
    lines = [
        line
        for line in EXAMPLE.read_text().splitlines()
        if line and not line.startswith(("import", "from", '"""'))
    ]
    assert len(lines) <= 45
