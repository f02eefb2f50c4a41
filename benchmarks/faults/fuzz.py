"""Malformed files: real ones of every format, mutated with a fixed seed, read by real workers."""

import random
import time
from pathlib import Path

from benchmarks.faults.crew import Verdict, children_of
from tests.fleet.fleet import ROOT, Fleet

__all__ = ["fuzz", "mutate"]

FILES = 300
MAGIC = (b"\x00", b"\xff\xfe", b"%PDF-1.7", b"PK\x03\x04", b"<html>", b"\r\n\r\n", b"{", b"]]>", b"\xf0\x9f")


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Damage a file: flip, cut, repeat, move and insert pieces of it."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        if not damaged:
            break
        at = chance.randrange(len(damaged))
        length = chance.randint(1, max(1, len(damaged) // 8))
        kind = chance.randrange(5)
        if kind == 0:
            damaged[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del damaged[at : at + length]
        elif kind == 2:
            damaged[at:at] = damaged[at : at + length] * chance.randint(1, 4)
        elif kind == 3:
            damaged[at:at] = chance.choice(MAGIC)
        else:
            damaged[at : at + length] = chance.randbytes(length)
    return bytes(damaged)


def fuzz(home: Path, documents: int, seed: int) -> Verdict:
    """Drop mutated seeds and watch that no worker child dies and every file gets an outcome."""
    del documents
    chance = random.Random(seed)
    originals = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix != ".py")
    with Fleet(home, stall_after=60.0, visibility_timeout=600, working_seconds=15) as fleet:
        worker = fleet.start("workers.cli", "work")
        fleet.start("workers.cli", "watch")
        fleet.wait(lambda: len(children_of(worker.pid)) == 1, 60)
        before = children_of(worker.pid)
        for number in range(FILES):
            original = chance.choice(originals)
            fleet.drop(f"{number}-{original.name}", mutate(original.read_bytes(), chance))
        started = time.monotonic()
        names: set[str] = set()
        while time.monotonic() < started + 300 and len(names) < FILES:
            time.sleep(1.0)
            told = fleet.stream("documents")
            parents = {event["subject"].split("-")[0] for event in told}
            names = parents | containers(fleet)
        verdict = Verdict("malformed files", FILES, FILES, lost=FILES - len(names))
        verdict.outcomes.update(event["data"]["outcome"] for event in told)
        verdict.repeated = sum(count - 1 for count in fleet.repeats().values())
        verdict.done = time.monotonic() - started
        verdict.note = "no worker child died" if children_of(worker.pid) == before else "a worker child died"
        return verdict


def containers(fleet: Fleet) -> set[str]:
    """Return the ids of containers that were unpacked: their members have the outcomes."""
    return {
        path.parent.name
        for path in (fleet.home / "archive").rglob("submission.json")
        if "-" not in path.parent.name
    }
