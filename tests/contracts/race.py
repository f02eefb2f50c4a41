"""Let many processes submit the same documents at once, and check that they agree."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import redis

from schemas.novelty import Novelty
from tasks.deduplicate.fingerprints import sketch_of
from tasks.deduplicate.memory import MemoryIndex
from tasks.deduplicate.redis_index import RedisIndex
from tasks.deduplicate.sketch import Sketch
from tests.contracts.newsroom import document, prose, submission

__all__ = ["families", "race"]

# Where a record's id begins, after its length: see check.lua.
_ID = 37


def families(seed: int, documents: int) -> list[Sketch]:
    """Return three variants of each document: itself, an exact and a near copy, at random times."""
    chance = random.Random(seed)
    sketches = []
    for number in range(documents):
        story = prose(f"{seed} {number}", chance.randint(80, 300))
        variants = (story, story.upper(), f"{story} {prose(chance.random(), 4)}")
        for variant, text in enumerate(variants):
            name = f"document-{number:04d}-{variant}"
            sketches.append(
                sketch_of(submission(name, received=chance.randint(0, 999)), document(name, text))
            )
    return sketches


def race(socket: str, sketches: Sequence[Sketch], *, processes: int, seed: int) -> Counter[str]:
    """Submit all sketches from every process at once, each in an order of its own.

    Args:
        socket: Path of an empty server's socket.
        sketches: As `families` gives them.
        processes: How many.
        seed: Of their orders.

    Returns:
        How many documents got which verdict.

    Raises:
        AssertionError: If two processes got different answers for a document, if a document has
            other than one owner, or if the answers differ from those given in the same order by
            one process alone.
    """
    context = get_context("fork")
    barrier, results = context.Barrier(processes), context.SimpleQueue()
    workers = [
        context.Process(target=_work, args=(socket, sketches, seed * 100 + n, barrier, results.put))
        for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    answers: list[dict[str, Novelty]] = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    assert all(answer == answers[0] for answer in answers), "two processes got different answers"
    owners = Counter(name[:13] for name, novelty in answers[0].items() if novelty.verdict == "new")
    assert set(owners.values()) == {1}, "a document has several owners"
    assert len(owners) == len(sketches) // 3, "a document has no owner"
    assert _alone(socket, sketches) == answers[0], "one process alone would answer otherwise"
    return Counter(novelty.verdict for novelty in answers[0].values())


def _work(
    socket: str,
    sketches: Sequence[Sketch],
    seed: int,
    barrier: Barrier,
    put: Callable[[dict[str, Novelty]], None],
) -> None:
    in_order = list(sketches)
    random.Random(seed).shuffle(in_order)
    with redis.Redis(unix_socket_path=socket) as client:
        index = RedisIndex(client)
        client.ping()
        barrier.wait()
        put({sketch.document: index.check_and_claim(sketch) for sketch in in_order})


def _alone(socket: str, sketches: Sequence[Sketch]) -> dict[str, Novelty]:
    """Judge in the order of the claims, which the numbers of the records tell, by the index in memory."""
    by_name = {sketch.document.encode(): sketch for sketch in sketches}
    with redis.Redis(unix_socket_path=socket) as client:
        records = client.hgetall("{copydesk:novelty}:1:records")
    in_order = [records[number] for number in sorted(records, key=int)]
    claimed = [by_name[record[_ID : _ID + record[_ID - 1]]] for record in in_order]
    index = MemoryIndex()
    return {sketch.document: index.check_and_claim(sketch) for sketch in claimed}
