"""Measure documents a second, in process and end to end, and the time from drop to stream.

Run `python benchmarks/throughput.py [--documents 200] [--workers 1 2]`. Documents are made from the
sample documents, each with a sentence of its own so that none is a copy.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.fleet.fleet import ROOT, Fleet

TOWNS = ("Kisumu", "Arequipa", "Plovdiv", "Multan", "Tampere", "Cebu", "Oran", "Sucre", "Turku", "Gomel")
PEOPLE = ("fishermen", "teachers", "nurses", "miners", "students", "drivers", "farmers", "dockers")
ACTS = (
    "marched against",
    "met",
    "praised",
    "sued",
    "accused",
    "threatened",
    "rejected",
    "asked for talks with",
)


def made(number: int) -> str:
    """Make a short report that resembles no other."""
    words = []
    for sentence in range(12):
        seed = number * 7919 + sentence * 104_729
        town, people = TOWNS[seed % 10], PEOPLE[seed // 10 % 8]
        words.append(
            f"In {town}, {seed % 89 + 2} {people} of ward {seed % 997} {ACTS[seed // 80 % 8]} the council "
            f"over plan {seed % 7919} on {('Monday', 'Tuesday', 'Friday')[seed % 3]}, said clerk {seed % 4409}."
        )
    return f"LOCAL, May {number % 28 + 1} 2024 - " + " ".join(words) + "\n"


def in_process(folder: Path, count: int) -> float:
    """Return documents a second of `copydesk process`, without its start."""
    files = sorted(folder.iterdir())[:count]
    command = [sys.executable, "-m", "workers.cli", "process", *map(str, files)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        started = time.monotonic()
        lines = sum(1 for _ in run.stdout)
        return lines / (time.monotonic() - started)


def end_to_end(folder: Path, count: int, workers: int, home: Path) -> float:
    """Return documents a second from inbox to stream, with all files there at once."""
    with Fleet(home, max_in_flight=1_000, stall_after=120.0, visibility_timeout=600) as fleet:
        start_workers(fleet, workers)
        fleet.start("workers.cli", "watch")
        for file in sorted(folder.iterdir())[:count]:
            fleet.drop(file.name, file.read_text())
        fleet.wait_for(1, 120)
        started, before = time.monotonic(), len(fleet.stream("documents"))
        fleet.wait_for(count, 600)
        return (count - before) / (time.monotonic() - started)


def start_workers(fleet: Fleet, workers: int) -> None:
    """Start workers of one process each and wait until they are up, by one document."""
    for number in range(workers):
        fleet.start("workers.cli", "work", "--name", f"w{number}")
    time.sleep(6.0 + 2.0 * workers)


def latencies(count: int, workers: int, home: Path) -> list[float]:
    """Return the seconds from drop to stream of documents that come one by one."""
    seen: list[float] = []
    with Fleet(home, settle_seconds=0.5, stall_after=120.0, visibility_timeout=600) as fleet:
        start_workers(fleet, workers)
        fleet.start("workers.cli", "watch")
        fleet.drop("warm.txt", made(999_999))
        fleet.wait_for(1, 120)
        with fleet.connect() as client:
            for number in range(count):
                dropped = time.monotonic()
                fleet.drop(f"{number}.txt", made(500_000 + number))
                while client.xlen("copydesk:documents") < number + 2:
                    time.sleep(0.002)
                seen.append(time.monotonic() - dropped)
    return sorted(seen)


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="copydesk-speed-") as place:
        folder = Path(place, "documents")
        folder.mkdir()
        for number in range(chosen.documents):
            (folder / f"{number:05}.txt").write_text(made(number))
        print("| workers | in process documents/s | end to end | ratio | drop to stream p50 s | p99 s |")
        print("|---|---|---|---|---|---|", flush=True)
        for workers in chosen.workers:
            alone = in_process(folder, chosen.documents)  # next to each row: a shared machine's speed varies
            rate = end_to_end(folder, chosen.documents, workers, Path(place, f"rate-{workers}"))
            waits = latencies(min(chosen.documents, 60), workers, Path(place, f"wait-{workers}"))
            p50, p99 = statistics.median(waits), waits[int(len(waits) * 0.99) - 1]
            print(
                f"| {workers} | {alone:.1f} | {rate:.1f} | {rate / alone:.2f} | {p50:.2f} | {p99:.2f} |",
                flush=True,
            )
    print(json.dumps({"cores": os.cpu_count(), "load": os.getloadavg()}))


if __name__ == "__main__":
    main()
