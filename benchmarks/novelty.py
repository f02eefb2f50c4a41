"""Recall, precision and speed of novelty on real near copies, beside datasketch and rensa in one run.

Run: python benchmarks/novelty.py

Truth is the exact Jaccard similarity and containment (of the shorter in the longer) of word
trigrams over all pairs of ../shared/gold/neardup/bbc.jsonl. A pair counts as found if the
method proposes it and its own estimate reaches the threshold. datasketch and rensa get the
same trigrams; their containment is worked out from their Jaccard estimate and the sizes.
"""

import gc
import itertools
import json
import os
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import datasketch
import redis
import rensa

from benchmarks.empty_server import empty_server
from tasks.deduplicate.fingerprints import sketch_of
from tasks.deduplicate.redis_index import RedisIndex
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import Teller, overlap
from tasks.deduplicate.thresholds import SHARES
from tasks.deduplicate.words import words_of
from tests.contracts.newsroom import document, submission

Pair = tuple[int, int]
Shares = dict[Pair, tuple[float, float]]
_GOLD = Path(os.environ.get("COPYDESK_GOLD", Path(__file__).parent.parent.parent / "shared" / "gold"))
_GOALS = (("Jaccard ≥ 0.5", 0, 0.5), ("Jaccard ≥ 0.7", 0, 0.7), ("containment ≥ 0.8", 1, 0.8))
_SPEED_DOCUMENTS = 2_000
_PART = 100
_PERMUTATIONS = 125


@dataclass(frozen=True)
class Text:
    """Be one document with its trigrams."""

    text: str
    trigrams: frozenset[str]


def texts(path: Path) -> list[Text]:
    with path.open(encoding="utf-8") as lines:
        return [
            Text(text, frozenset(_trigrams(text))) for text in (json.loads(line)["text"] for line in lines)
        ]


def _trigrams(text: str) -> Iterator[str]:
    words = words_of(text)
    return (" ".join(triple) for triple in zip(words, words[1:], words[2:], strict=False))


def truth(documents: list[Text]) -> Shares:
    """Compare all pairs that share a trigram."""
    holders = defaultdict(list)
    for number, one in enumerate(documents):
        for trigram in one.trigrams:
            holders[trigram].append(number)
    shared: Counter[Pair] = Counter()
    for numbers in holders.values():
        shared.update(itertools.combinations(numbers, 2))
    sizes = [len(one.trigrams) for one in documents]
    return {
        (a, b): (n / (sizes[a] + sizes[b] - n), n / min(sizes[a], sizes[b])) for (a, b), n in shared.items()
    }


def ours(documents: list[Text]) -> Shares:
    """Propose pairs that share enough fingerprints, as the index does, and estimate by sketch."""
    sketches = [_sketch(number, one) for number, one in enumerate(documents)]
    prints = [frozenset(key for p in sketch.passages for key in p.fingerprints) for sketch in sketches]
    tellers = [Teller.of(sketch, n, len(prints[n]), 0.0) for n, sketch in enumerate(sketches)]
    shared: Counter[Pair] = Counter()
    holders = defaultdict(list)
    for number, keys in enumerate(prints):
        shared.update((other, number) for key in keys for other in holders[key])
        for key in keys:
            holders[key].append(number)
    found = {}
    for (older, newer), count in shared.items():
        if count * SHARES >= min(len(prints[older]), len(prints[newer])):
            estimate = overlap(sketches[newer].elements, sketches[newer].level, tellers[older])
            found[older, newer] = (estimate.jaccard, max(estimate.containment, estimate.contains))
    return found


def _sketch(number: int, one: Text) -> Sketch:
    name = f"document-{number}"
    return sketch_of(submission(name), document(name, one.text))


def by_datasketch(documents: list[Text]) -> Shares:
    """Use 25 bands of 5 rows."""
    lsh = datasketch.MinHashLSH(num_perm=_PERMUTATIONS, params=(25, 5))
    hashes: list[datasketch.MinHash] = []
    found = {}
    for number, one in enumerate(documents):
        hashes.append(_minhash(one))
        for other in lsh.query(hashes[number]):
            jaccard = hashes[number].jaccard(hashes[other])
            found[other, number] = (jaccard, _containment(jaccard, documents[other], one))
        lsh.insert(number, hashes[number])
    return found


def _minhash(one: Text) -> datasketch.MinHash:
    minhash = datasketch.MinHash(num_perm=_PERMUTATIONS)
    minhash.update_batch([trigram.encode() for trigram in one.trigrams])
    return minhash


def by_rensa(documents: list[Text]) -> Shares:
    """Use 32 bands of 4 rows."""
    lsh = rensa.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    hashes: list[rensa.RMinHash] = []
    found = {}
    for number, one in enumerate(documents):
        hashes.append(rensa.RMinHash(num_perm=128, seed=1))
        hashes[number].update(list(one.trigrams))
        for other in lsh.query(hashes[number]):
            jaccard = hashes[number].jaccard(hashes[other])
            found[other, number] = (jaccard, _containment(jaccard, documents[other], one))
        lsh.insert(number, hashes[number])
    return found


def _containment(jaccard: float, one: Text, other: Text) -> float:
    sizes = len(one.trigrams), len(other.trigrams)
    return jaccard / (1 + jaccard) * sum(sizes) / min(sizes)


def accuracy(documents: list[Text]) -> None:
    known = truth(documents)
    print("| method | goal | pairs | recall | precision | seconds |\n|---|---|--:|--:|--:|--:|")
    methods: list[tuple[str, Callable[[list[Text]], Shares]]] = [
        ("copydesk", ours),
        ("datasketch 25×5", by_datasketch),
        ("rensa 32×4", by_rensa),
    ]
    for name, method in methods:
        since = time.perf_counter()
        found = method(documents)
        seconds = time.perf_counter() - since
        for goal, measure, least in _GOALS:
            right = {pair for pair, shares in known.items() if shares[measure] >= least}
            told = {pair for pair, shares in found.items() if shares[measure] >= least}
            hit = len(right & told)
            recall, precision = hit / len(right), hit / max(1, len(told))
            print(f"| {name} | {goal} | {len(right)} | {recall:.3f} | {precision:.3f} | {seconds:.1f} |")


Feed = Callable[[list[tuple[int, Text]]], tuple[float, float]]


def _feed_ours(client: "redis.Redis", _socket: str) -> Feed:
    index = RedisIndex(client)

    def feed(part: list[tuple[int, Text]]) -> tuple[float, float]:
        sketches = [_sketch(number, one) for number, one in part]
        since, work = time.perf_counter(), time.process_time()
        for sketch in sketches:
            index.check_and_claim(sketch)
        return time.perf_counter() - since, time.process_time() - work

    return feed


def _feed_datasketch(_client: "redis.Redis", socket: str) -> Feed:
    storage = {"type": "redis", "basename": b"lsh", "redis": {"unix_socket_path": socket}}
    lsh = datasketch.MinHashLSH(num_perm=_PERMUTATIONS, params=(25, 5), storage_config=storage)

    def feed(part: list[tuple[int, Text]]) -> tuple[float, float]:
        hashes = [(number, _minhash(one)) for number, one in part]
        since, work = time.perf_counter(), time.process_time()
        for number, minhash in hashes:
            lsh.query(minhash)
            lsh.insert(f"document-{number}", minhash)
        return time.perf_counter() - since, time.process_time() - work

    return feed


def speed(documents: list[Text]) -> None:
    """Time check and claim of ready sketches, by turns in small parts, so that both meet the same load."""
    gc.freeze()  # or the collector walks all texts of this benchmark while the clock runs
    rates: dict[str, list[float]] = defaultdict(list)
    work: dict[str, list[float]] = defaultdict(list)
    numbered = list(enumerate(documents[:_SPEED_DOCUMENTS]))
    peer = "datasketch, Redis storage"
    makers = {"copydesk": _feed_ours, peer: _feed_datasketch}
    with ExitStack() as stack:
        sockets = {name: stack.enter_context(empty_server()) for name in makers}
        clients = {n: stack.enter_context(redis.Redis(unix_socket_path=s)) for n, s in sockets.items()}
        feeds = {name: make(clients[name], sockets[name]) for name, make in makers.items()}
        for at in range(0, _SPEED_DOCUMENTS, _PART):
            for name, feed in feeds.items():
                idle = _cpu(clients[name])
                seconds, client_work = feed(numbered[at : at + _PART])
                rates[name].append(_PART / seconds)
                work[name].append((_cpu(clients[name]) - idle + client_work) / _PART * 1_000)
    print("\n| index | documents a second | ratio | CPU ms a document, client and server | ratio |")
    print("|---|--:|--:|--:|--:|")
    for name in makers:
        rate, cost = statistics.median(rates[name]), statistics.median(work[name])
        faster, cheaper = rate / statistics.median(rates[peer]), statistics.median(work[peer]) / cost
        print(f"| {name} | {rate:,.0f} | {faster:.1f} | {cost:.2f} | {cheaper:.1f} |")


def _cpu(client: "redis.Redis") -> float:
    used = dict(client.info("cpu"))
    return float(used["used_cpu_user"]) + float(used["used_cpu_sys"])


def main() -> None:
    path = _GOLD / "neardup" / "bbc.jsonl"
    if not path.exists():
        sys.exit(f"skipped: {path} is absent")
    documents = texts(path)
    accuracy(documents)
    speed(documents)


if __name__ == "__main__":
    main()
