"""A fleet under fire: processes that are killed and tended, documents, and what became of them."""

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import cast

from redis.exceptions import RedisError

from schemas.errors import CopydeskError
from tests.fleet.fleet import Fleet
from tests.fleet.stages import EVENTS

__all__ = ["Crew", "Plan", "Verdict", "children_of", "run"]

COPY_EVERY = 50
BROKEN_EVERY = 97
DOCUMENT_SECONDS = 0.01


def children_of(pid: int) -> list[int]:
    """Return the child processes of a process (Linux)."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def write_documents(fleet: Fleet, count: int, seconds: float) -> None:
    """Drop documents at once: most are new, some copies, some broken; each takes a while to extract."""
    for number in range(count):
        told = number - 1 if number % COPY_EVERY == COPY_EVERY - 1 else number
        broken = " BROKEN" if number % BROKEN_EVERY == BROKEN_EVERY - 1 else ""
        fleet.drop(f"{number}.txt", f"Report {told}.{broken} SLOW extract {seconds}")


@dataclass(slots=True)
class Verdict:
    """Be what a fault run showed.

    Attributes:
        lost: Documents without an outcome.
        repeated: Stream entries that stand there twice or more.
        torn: Published documents without all their events.
        gap: Longest time without any outcome, in seconds: what it took to recover from the worst fault.
        done: Seconds from the last fault to the last outcome.
    """

    fault: str
    documents: int
    faults: int = 0
    lost: int = 0
    repeated: int = 0
    torn: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    gap: float = 0.0
    done: float = 0.0
    note: str = ""


class Crew:
    """Keep a watcher and workers running, as a supervisor would, and hurt them on order."""

    def __init__(self, fleet: Fleet, seed: int, workers: int = 2, **environment: str) -> None:
        self.fleet = fleet
        self.random = random.Random(seed)
        self.environment = environment
        self.watcher = fleet.watch()
        self.workers = [fleet.work(f"w{n}", **environment) for n in range(workers)]
        self.faults = 0

    def tend(self) -> None:
        """Restart what is dead."""
        if self.watcher.poll() is not None:
            self.watcher = self.fleet.watch()
        for place, worker in enumerate(self.workers):
            if worker.poll() is not None:
                self.workers[place] = self.fleet.work(f"w{place}", **self.environment)
        if not self.fleet.server.is_running():
            try:
                self.fleet.server.start()
            except (CopydeskError, OSError):
                time.sleep(0.2)

    def settled(self) -> int:
        """Count the documents that have an outcome; -1 while the server is away."""
        try:
            with self.fleet.connect() as client:
                return client.xlen(f"{self.fleet.settings.namespace}:documents")
        except RedisError:
            return -1

    def kill_one(self, pid: int | None, number: int = signal.SIGKILL) -> None:
        """Send a signal to a process, if it is there."""
        if pid is None:
            return
        try:
            os.kill(pid, number)
            self.faults += 1
        except ProcessLookupError:
            return

    def a_worker(self) -> subprocess.Popen[bytes]:
        """Pick a worker."""
        return self.random.choice(self.workers)

    def pause(self, least: float, most: float) -> None:
        """Let a random time pass while tending what is dead."""
        until = time.monotonic() + self.random.uniform(least, most)
        while time.monotonic() < until:
            self.tend()
            time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Plan:
    """Say what a run is to do.

    Attributes:
        fault: Its name in the table.
        documents: How many.
        seed: Of the random moments.
        times: How often harm is done; less if all documents are settled before.
        limit: Longest wait for the last outcome, in seconds.
        environment: Of the workers.
        settings: Of the fleet.
    """

    fault: str
    documents: int
    seed: int
    times: int
    limit: float = 150.0
    environment: dict[str, str] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)


def run(plan: Plan, home: Path, hurt: Callable[[Crew], None]) -> Verdict:
    """Drop documents, hurt the crew while they are in flight, leave it to `tend` to repair, and count."""
    with Fleet(home, **{"max_in_flight": 2_000, "stall_after": 5.0, **plan.settings}) as fleet:
        write_documents(fleet, plan.documents, DOCUMENT_SECONDS)
        crew = Crew(fleet, plan.seed, **plan.environment)
        fleet.wait(lambda: crew.settled() > 0, 60)
        for _ in range(plan.times):
            crew.pause(0.2, 1.5)
            if crew.settled() >= plan.documents:
                break
            hurt(crew)
        return settle(crew, Verdict(plan.fault, plan.documents, crew.faults), plan.limit)


def settle(crew: Crew, verdict: Verdict, limit: float) -> Verdict:
    """Wait until all documents have an outcome, then count."""
    hurt_at = time.monotonic()
    while time.monotonic() < hurt_at + limit:
        crew.tend()
        if crew.settled() >= verdict.documents and is_quiet(crew):
            break
        time.sleep(0.1)
    verdict.done = time.monotonic() - hurt_at
    return judge(crew.fleet, verdict)


def is_quiet(crew: Crew) -> bool:
    """Tell whether nothing is unsettled and the spool is empty."""
    try:
        with crew.fleet.connect() as client:
            unsettled = client.zcard(f"{crew.fleet.settings.namespace}:ledger")
    except RedisError:
        return False
    return unsettled == 0 and not any((crew.fleet.home / "spool").iterdir())


def judge(fleet: Fleet, verdict: Verdict) -> Verdict:
    """Count outcomes, repeats and torn documents."""
    documents, events = fleet.stream("documents"), fleet.stream("events")
    told = Counter(event["subject"] for event in {event["id"]: event for event in events}.values())
    names = {event["data"]["name"] for event in documents}
    verdict.lost = verdict.documents - len(names)
    verdict.repeated = sum(count - 1 for count in fleet.repeats().values())
    verdict.outcomes = Counter(event["data"]["outcome"] for event in documents)
    verdict.torn = sum(
        told[event["subject"]] != EVENTS for event in documents if event["data"]["outcome"] == "published"
    )
    verdict.gap = longest_gap(fleet)
    return verdict


def longest_gap(fleet: Fleet) -> float:
    """Return the longest time between two outcomes, in seconds of the server's clock."""
    with fleet.connect() as client:
        entries = cast("list[tuple[str, object]]", client.xrange(f"{fleet.settings.namespace}:documents"))
    times = sorted(int(entry.split("-")[0]) for entry, _ in entries)
    return max((after - before for before, after in pairwise(times)), default=0) / 1000
