"""Run the fault campaign and print its table.

Run `python -m benchmarks.faults [NAME …] [--documents 1000] [--seed 7]`; without names, all faults.
Some need root (a small disk is mounted) or a C compiler (the clock is set forward for the processes
of the run only, by a preloaded library); they are left out with a reason where these are missing.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.faults.bulk import BULK
from benchmarks.faults.crew import Verdict
from benchmarks.faults.fuzz import fuzz
from benchmarks.faults.scenarios import SCENARIOS

HEADER = "| fault | times | documents | published | duplicate | rejected | lost | torn | repeated | longest pause s | all done s |"

ALL = {**SCENARIOS, **BULK, "fuzz": fuzz}


def missing(name: str) -> str | None:
    """Say what a fault needs that this machine has not."""
    if name.endswith("-full") and (os.getuid() != 0 or shutil.which("mount") is None):
        return "needs root to mount a small disk"
    if name == "clock" and (sys.platform != "linux" or shutil.which("cc") is None):
        return "needs a C compiler on Linux"
    return None


def row(verdict: Verdict) -> str:
    """Make a row of the table."""
    counts = [verdict.outcomes[name] for name in ("published", "duplicate", "rejected")]
    cells = [
        verdict.fault,
        verdict.faults,
        verdict.documents,
        *counts,
        verdict.lost,
        verdict.torn,
        verdict.repeated,
        f"{verdict.gap:.1f}",
        f"{verdict.done:.1f}",
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Run the faults that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALL, []])
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    print(HEADER)
    print("|---" * HEADER.count(" | ") + "|---|", flush=True)
    bad = 0
    for name in chosen.names or ALL:
        reason = missing(name)
        if reason is not None:
            print(f"| {name} | left out: {reason} |")
            continue
        home = Path(tempfile.mkdtemp(prefix=f"copydesk-{name}-"))
        started = time.monotonic()
        verdict = ALL[name](home, chosen.documents, chosen.seed)
        print(row(verdict), flush=True)
        print(f"{name}: {time.monotonic() - started:.0f} s {verdict.note}", file=sys.stderr)
        bad += verdict.lost + verdict.torn
        if not verdict.lost + verdict.torn:
            shutil.rmtree(home, ignore_errors=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
