"""Measure the recognition of actors: marked parties, perpetrators in capitals, speed, load and memory.

Run `python benchmarks/actors.py`. Data is looked for in COPYDESK_GOLD, else in `../shared/gold`;
without it the benchmark says so and ends. Of the sentences only the even half (by hash of the id) is read.
"""

import hashlib
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from schemas.document import Document, Passage
from schemas.event import Entity
from tasks.extract.entities import recognise
from tasks.extract.entities.matching import match
from tasks.extract.parse import model, parse
from tasks.extract.places import find_places
from tasks.extract.reading import Reading


def gold_folder() -> Path | None:
    """Return where the measuring data lies, None if it is absent."""
    beside = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
    folder = Path(os.environ.get("COPYDESK_GOLD", beside))
    return folder if folder.is_dir() else None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def read(text: str) -> Reading:
    """Parse a text as a document of one passage."""
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    return parse(
        Document(id=name, name=name, text=text, passages=(Passage(id="p1", start=0, end=len(text)),))
    )


def told(found: tuple[Entity, ...]) -> str:
    """Return how much is known of the actors that a phrase denotes."""
    if not found:
        return "nobody"
    if any(e.country for e in found):
        return "country and sector" if any(e.country and e.sector for e in found) else "country"
    return "sector" if any(e.sector for e in found) else "name only"


def denoted(reading: Reading, start: int, end: int) -> str:
    """Return how much is known of the actors at a stretch of a text."""
    passage = reading.passages[0]
    span = passage.span(start, end)
    return (
        "nobody"
        if span is None
        else told(recognise(reading, find_places(reading)).actors_of(passage, span.root))
    )


def sentences(gold: Path) -> None:
    """Print what is known of marked sources and targets, on the even half."""
    counts: dict[str, Counter[str]] = {"source": Counter(), "target": Counter()}
    for row in rows(gold / "plover_plv" / "plv_train.jsonl"):
        odd = int(hashlib.sha256(str(row["id"]).encode()).hexdigest(), 16) % 2
        if odd:
            continue
        reading = read(row["sentence"])
        for role, count in counts.items():
            at = row["sentence"].find(row[role])
            if at >= 0:
                count[denoted(reading, at, at + len(row[role]))] += 1
    for role, count in counts.items():
        print(
            f"sentences, {role}: " + ", ".join(f"{k} {v / count.total():.3f}" for k, v in count.most_common())
        )


def stories(gold: Path) -> None:
    """Print what is known of perpetrators and victims in wire stories in capitals."""
    roles = ("perp_individual", "perp_org", "hum_target_desc", "hum_target_name")
    counts: dict[str, Counter[str]] = {role: Counter() for role in roles}
    for number, row in enumerate(rows(gold / "muc4" / "tst1.jsonl")):
        if number % 2 or not row["templates"]:
            continue
        reading = read(row["text"])
        for template in row["templates"]:
            for role in roles:
                for filler in template[role]:
                    at = row["text"].find(filler["strings"][0])
                    if at >= 0:
                        counts[role][denoted(reading, at, at + len(filler["strings"][0]))] += 1
    for role, count in counts.items():
        print(
            f"stories, {role}: " + ", ".join(f"{k} {v / count.total():.3f}" for k, v in count.most_common())
        )


def speed(gold: Path) -> None:
    """Print the cost of recognition beside that of the parse, in processor time."""
    texts = [row["sentence"] for row in rows(gold / "plover_plv" / "plv_train.jsonl")][:300]
    readings = [read(text) for text in texts]
    recognise(readings[0])
    words = sum(len(reading.passages[0].doc) for reading in readings)
    start = time.process_time()
    for reading in readings:
        recognise(reading)
    cost = time.process_time() - start
    start = time.process_time()
    for text in texts:
        model()(text)
    parsing = time.process_time() - start
    print(f"speed: {words / cost:,.0f} words a second; {cost / parsing:.1%} of the parse")


def load() -> None:
    """Print what the tables cost a process."""
    doc = model()("Nobody.")
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    match(doc, None)
    seconds = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"load: {seconds * 1000:.0f} ms, {memory:.1f} MB")


def main() -> None:
    """Run all measurements."""
    load()
    gold = gold_folder()
    if gold is None:
        print("no gold data: set COPYDESK_GOLD")
        return
    speed(gold)
    sentences(gold)
    stories(gold)


if __name__ == "__main__":
    main()
