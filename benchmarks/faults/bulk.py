"""Twenty thousand files at once, by the three ways of dropping them that lose file events."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.faults.crew import Verdict
from tests.fleet.fleet import Fleet

__all__ = ["BULK"]

FILES = 20_000
FOLDERS = 300
ARGUMENTS = 5_000
"""Names in one command line."""


def bulk(way: str) -> Callable[[Path, int, int], Verdict]:
    """Make a scenario: `cp`, `mv`, or `cp -r` of 300 folders into a watched inbox."""

    def scenario(home: Path, documents: int, seed: int) -> Verdict:
        del documents, seed
        source = home / "source"
        for number in range(FILES):
            place = source / f"d{number % FOLDERS}" if way == "cp -r" else source
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{number}.txt").write_text(f"news {number}")
        with Fleet(home, max_in_flight=10 * FILES, stall_after=600.0) as fleet:
            fleet.watch()
            fleet.wait(lambda: "watching" in fleet.log(), 30)
            started = time.monotonic()
            drop(way, source, fleet.inbox)
            verdict = Verdict(f"{FILES:,} files by {way}", FILES, 1)
            verdict.lost = FILES - taken(fleet)
            verdict.done = time.monotonic() - started
            return verdict

    return scenario


def drop(way: str, source: Path, inbox: Path) -> None:
    """Run the command."""
    names = sorted(str(path) for path in source.iterdir())
    for start in range(0, len(names), ARGUMENTS):
        subprocess.run(
            [
                "/bin/" + way.split(maxsplit=1)[0],
                *way.split()[1:],
                *names[start : start + ARGUMENTS],
                str(inbox),
            ],
            check=True,
        )


def taken(fleet: Fleet, limit: float = 240.0) -> int:
    """Wait until all files are in the ledger; return how many are."""
    give_up = time.monotonic() + limit
    with fleet.connect() as client:
        key = f"{fleet.settings.namespace}:ledger"
        while client.zcard(key) < FILES and time.monotonic() < give_up:
            time.sleep(0.5)
        return client.zcard(key)


BULK = {"bulk-cp": bulk("cp"), "bulk-mv": bulk("mv"), "bulk-cp-r": bulk("cp -r")}
