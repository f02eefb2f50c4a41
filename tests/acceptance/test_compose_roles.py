"""The services of docker-compose.yml as plain processes: one server, one watcher, three workers, one consumer."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from tests.fleet.fleet import ROOT, Fleet

DOCUMENTS = 36
TOWNS = ("Lima", "Oslo", "Accra", "Hanoi", "Quito", "Sofia")


def command_of(service: str) -> list[str]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return [str(word) for word in services[service]["command"]]


def test_three_workers_share_the_work_and_a_consumer_reads_it(fleet: Fleet, tmp_path: Path) -> None:
    port = (fleet.home / "server" / "port").read_text()
    fleet.environment["COPYDESK_REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
    fleet.environment["COPYDESK_STALL_AFTER"] = "60"
    for number in range(3):
        fleet.start("workers.cli", *command_of("worker"), "--name", f"worker-{number}")
    fleet.start("workers.cli", *command_of("watcher"))
    out = (tmp_path / "events.jsonl").open("w")
    consumer = subprocess.Popen(
        [sys.executable, "-m", "workers.cli", *command_of("consumer")],
        cwd=ROOT,
        env={**os.environ, **fleet.environment},
        stdout=out,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    fleet.processes.append(consumer)
    fleet.wait(lambda: fleet.log().count("worker is up") == 3, 60)
    for number in range(DOCUMENTS):
        town = TOWNS[number % 6]
        fleet.drop(
            f"{number}.txt",
            f"Police in {town} arrested {number + 3} miners of pit {number * 7919} on Friday.",
        )
    fleet.wait_for(DOCUMENTS, 90)
    seen = Counter(re.findall(r"worker=(worker-\d)", fleet.log()))
    assert set(seen) == {"worker-0", "worker-1", "worker-2"}
    assert len(fleet.outcomes()) == DOCUMENTS
    told = len(fleet.stream("events"))
    assert told > 0
    fleet.wait(lambda: len((tmp_path / "events.jsonl").read_text().splitlines()) == told, 20)
    out.close()
