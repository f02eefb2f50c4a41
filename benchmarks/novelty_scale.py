"""Fill the novelty index with synthetic documents; print bytes, rate and latency as it grows.

Run: python benchmarks/novelty_scale.py --documents 100000
     python benchmarks/novelty_scale.py --documents 1000000   (alone: minutes, 1 GB)

The first documents go through the index itself, from two processes at once; that gives the
rate. The rest are clones of these: the same bytes under other fingerprints and ids, written by
novelty_clone.lua on the server, for a million documents would take an hour else. At each step
single checks are timed through the index.

Lengths are drawn from the real ones of ../shared/gold/neardup/bbc.jsonl (or from a log-normal
of the same mean and spread where that is absent); words are drawn by Zipf's law, so stock
phrases recur. Texts are made as hashes at once, which spares the time of hashing, not the index's.
"""

import argparse
import json
import os
import statistics
import time
from multiprocessing import Process
from pathlib import Path
from typing import Any

import numpy as np
import redis
from numpy.typing import NDArray

from benchmarks.empty_server import empty_server
from tasks.deduplicate.fingerprints import WINDOW
from tasks.deduplicate.question import Question, bucket_of, identity_key, remainder_of
from tasks.deduplicate.redis_index import RedisIndex
from tasks.deduplicate.sketch import Figure, PassageSketch, Sketch
from tasks.deduplicate.words import key_of, winnowed

Words = NDArray[np.uint64]
_ROOT = Path(__file__).parent.parent
_GOLD = Path(os.environ.get("COPYDESK_GOLD", _ROOT.parent / "shared" / "gold"))
_VOCABULARY = 60_000
_PARAGRAPH = 32
_FEEDS = 2
_CHECKPOINTS = (100_000,)
_JUDGED = 5_000
_TEMPLATES = 2_000
_CLONES = 100
_PREFIX = "{copydesk:novelty}:"
_PROBES = 1_000


class Newsroom:
    """Make sketches of synthetic documents."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = np.random.default_rng(seed)
        self.lengths = _lengths(self.chance)
        weights = 1 / np.arange(1, _VOCABULARY + 1)
        self.cumulative = np.cumsum(weights / weights.sum())

    def words(self, number: int) -> Words:
        """Draw the document of this number; the same one each time."""
        self.chance = np.random.default_rng((self.seed, number))
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


def _name(seed: int, number: int) -> str:
    return f"2023-{seed:04x}-{number:010x}-wire"


def _used(client: "redis.Redis") -> int:
    memory: dict[str, Any] = client.info("memory")
    return int(memory["used_memory"])


def _cpu(client: "redis.Redis") -> float:
    """Return seconds of processor time that the server and this process have used."""
    used: dict[str, Any] = client.info("cpu")
    return float(used["used_cpu_user"]) + float(used["used_cpu_sys"]) + time.process_time()


def _probe(client: "redis.Redis", fed: Newsroom) -> tuple[list[float], list[float]]:
    """Time single checks, every fourth a near copy, the rest fresh.

    Returns:
        Milliseconds by the clock and of processor time (server and client together, less what
        asking for it takes), each ascending.
    """
    index, fresh = RedisIndex(client), Newsroom(fed.seed + 1_000_000)
    asking = statistics.median(_cpu(client) - _cpu(client) for _ in range(200))
    clock, work = [], []
    for number in range(_PROBES):
        copy = number % 4 == 0
        words = fed.words(number)[:-4] if copy else fresh.words(number)
        sketch = fresh.sketch(f"probe-{fed.seed}-{number:08d}", words)
        idle, start = _cpu(client), time.perf_counter()
        verdict = index.check_and_claim(sketch).verdict
        clock.append((time.perf_counter() - start) * 1_000)
        work.append((_cpu(client) - idle + asking) * 1_000)
        index.withdraw(sketch.document)
        assert not copy or verdict != "new"
    return sorted(clock), sorted(work)


def _report(client: "redis.Redis", fed: Newsroom, row: tuple[int, int, float]) -> None:
    documents, empty, rate = row
    per_document = (_used(client) - empty) / documents
    columns = [f"{documents:,}", f"{per_document:.0f}", f"{rate:,.0f}"]
    for taken in _probe(client, fed):
        columns += [f"{taken[len(taken) // 2]:.2f}", f"{taken[len(taken) * 99 // 100]:.2f}"]
    print("| " + " | ".join(columns) + " |", flush=True)


def _feed(socket: str, seed: int, documents: int) -> None:
    """Send so many documents of one stream of chance."""
    newsroom = Newsroom(seed)
    with redis.Redis(unix_socket_path=socket) as client:
        index = RedisIndex(client)
        for number in range(documents):
            words = newsroom.words(number)
            index.check_and_claim(newsroom.sketch(_name(seed, number), words))


def _judge_all(socket: str, documents: int) -> float:
    """Send documents through the index from several processes; return how many a second."""
    since = time.perf_counter()
    feeds = [Process(target=_feed, args=(socket, n, documents // _FEEDS)) for n in range(_FEEDS)]
    for feed in feeds:
        feed.start()
    for feed in feeds:
        feed.join()
    return documents / (time.perf_counter() - since)


def _clone_until(client: "redis.Redis", documents: int) -> None:
    """Clone the documents of the first feed in turn until the index holds so many."""
    script = client.register_script(Path(__file__).with_name("novelty_clone.lua").read_text())
    window, records = f"{_PREFIX}windows", f"{_PREFIX}1:records"
    expiry: Any = client.pexpiretime(records)
    newsroom = Newsroom(0)
    for template in range(documents):
        held = int(str(client.hget(window, "count"), "ascii"))
        if held >= documents:
            return
        sketch = newsroom.sketch("template-only", newsroom.words(template % _TEMPLATES))
        prints = Question(sketch).fingerprints
        packed = b"".join(key.to_bytes(4, "big") for key in prints)
        clones = min(_CLONES, documents - held)
        number = _number_of(client, newsroom, template % _TEMPLATES)
        script([window, records], [f"{_PREFIX}1:", number, clones, expiry, packed, template])


def _number_of(client: "redis.Redis", newsroom: Newsroom, template: int) -> int:
    """Return the number under which the index filed a document of the first feed."""
    key = identity_key(_name(newsroom.seed, template))
    content: Any = client.get(f"{_PREFIX}1:{bucket_of(key):x}")
    postings = [content[at : at + 5] for at in range(0, len(content), 5)]
    return next(int.from_bytes(p[2:], "big") for p in postings if p[:2] == remainder_of(key))


def _fill(socket: str, documents: int) -> None:
    print(
        "| documents | bytes a document | documents a second | check p50 ms | p99 ms | CPU p50 ms | p99 ms |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|")
    with redis.Redis(unix_socket_path=socket) as client:
        RedisIndex(client).commit("warm-up-only")
        empty = _used(client)
        rate = _judge_all(socket, _JUDGED)
        for checkpoint in sorted({_JUDGED, *(n for n in _CHECKPOINTS if n < documents), documents}):
            _clone_until(client, checkpoint)
            _report(client, Newsroom(0), (checkpoint, empty, rate))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    wanted = parser.parse_args().documents
    with empty_server() as socket:
        _fill(socket, wanted)


if __name__ == "__main__":
    main()
