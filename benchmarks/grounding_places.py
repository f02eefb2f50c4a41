"""Measure the places room on GeoVirus and LGL: `python -m benchmarks.grounding_places [--misses N] [--documents N]`.

Mention precision, recall and F1 (exact and overlapping spans); of the gold mentions found, how many lie
in the right country and within 161 km (100 miles, as in the literature) of the gold coordinates.
"""

import argparse
import json
import math
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from schemas.document import Document, Passage
from schemas.event import Place
from tasks.extract.parse import parse
from tasks.extract.places.find import find_places
from tasks.extract.places.gazetteer import BUILT, gazetteer

GOLD = Path(os.environ.get("COPYDESK_GOLD", Path(__file__).resolve().parents[2] / "shared" / "gold"))
WITHIN_KM = 161.0


@dataclass
class Tally:
    """Count what was found and how well it was resolved."""

    gold: int = 0
    given: int = 0
    exact: int = 0
    overlapping: int = 0
    resolved: int = 0
    near: int = 0
    with_country: int = 0
    same_country: int = 0
    spurious: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    misplaced: Counter[str] = field(default_factory=Counter)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


class Borders:
    """Tell the country of a point as that of the nearest town of the gazetteer."""

    def __init__(self) -> None:
        """Project all sites onto the unit sphere."""
        sites = np.load(BUILT / "sites.npy", mmap_mode="r")
        self._rows = np.flatnonzero(sites["kind"] >= 3)
        self._points = self._sphere(sites["lat"][self._rows], sites["lon"][self._rows])

    @staticmethod
    def _sphere(lat: npt.ArrayLike, lon: npt.ArrayLike) -> npt.NDArray[np.float64]:
        north, east = np.radians(lat), np.radians(lon)
        return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], -1)

    def country(self, lat: float, lon: float) -> str | None:
        """Return the alpha-3 code of the nearest town within about 300 km."""
        closeness = self._points @ self._sphere(lat, lon)
        best = int(np.argmax(closeness))
        if closeness[best] < math.cos(300 / 6371):
            return None
        return gazetteer().site(int(self._rows[best])).country


def score(tally: Tally, gold: list[dict[str, Any]], found: list[Place], borders: Borders) -> None:
    """Add one document to the tally."""
    tally.gold += len(gold)
    tally.given += len(found)
    spans = {(p.start, p.end) for p in found}
    tally.exact += sum((g["start"], g["end"]) in spans for g in gold)
    hit: set[int] = set()
    for mention in gold:
        over = [i for i, p in enumerate(found) if p.start < mention["end"] and mention["start"] < p.end]
        if not over:
            tally.missed[mention["phrase"]] += 1
            continue
        tally.overlapping += 1
        hit.update(over)
        place = max(
            (found[i] for i in over), key=lambda p: (p.start == mention["start"]) + (p.end == mention["end"])
        )
        if mention.get("lat") and place.lat is not None and place.lon is not None:
            compare(tally, mention, place, borders)
    for i, place in enumerate(found):
        if i not in hit:
            tally.spurious[place.text] += 1


def compare(tally: Tally, mention: dict[str, Any], place: Place, borders: Borders) -> None:
    """Compare a found mention's coordinates and country with the gold's."""
    lat, lon = float(mention["lat"]), float(mention["lon"])
    assert place.lat is not None
    assert place.lon is not None
    off = kilometres(lat, lon, place.lat, place.lon)
    tally.resolved += 1
    tally.near += off <= WITHIN_KM
    country = borders.country(lat, lon)
    if country is not None and place.country is not None:
        tally.with_country += 1
        tally.same_country += country == place.country
    if off > WITHIN_KM:
        gold = f"{mention.get('admin1') or ''}/{country}"
        tally.misplaced[f"{place.text} → {place.name}/{place.country} {off:.0f} km from {gold}"] += 1


def measure(path: Path, borders: Borders, documents: int | None) -> tuple[Tally, float, float, int]:
    """Run over a file; return the tally, the seconds of parser and of places, and the words."""
    tally, parsing, placing, words = Tally(), 0.0, 0.0, 0
    for number, line in enumerate(path.read_text(encoding="utf-8").strip().split("\n")[:documents]):
        row = json.loads(line)
        text = row["text"]
        document = Document(
            id=f"benchmark-{number}",
            name=path.name,
            text=text,
            passages=(Passage(id="p1", start=0, end=len(text)),),
        )
        started = time.process_time()
        reading = parse(document)
        parsed = time.process_time()
        found = find_places(reading)
        placing += time.process_time() - parsed
        parsing += parsed - started
        words += sum(len(passage.doc) for passage in reading)
        score(tally, row["toponyms"], found, borders)
    return tally, parsing, placing, words


def f1(hits: int, given: int, gold: int) -> str:
    """Return precision, recall and F1 as text."""
    p, r = hits / max(given, 1), hits / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def report(name: str, result: tuple[Tally, float, float, int], misses: int) -> None:
    """Print the table of one corpus."""
    tally, parsing, placing, words = result
    hits = tally.given - sum(tally.spurious.values())
    precision, recall = hits / max(tally.given, 1), tally.overlapping / max(tally.gold, 1)
    print(f"{name}: {tally.gold} gold mentions, {tally.given} found")
    print(f"  exact       {f1(tally.exact, tally.given, tally.gold)}")
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"  overlapping P {precision:.3f} R {recall:.3f} F1 {both:.3f}")
    print(f"  country     {tally.same_country / max(tally.with_country, 1):.3f} of {tally.with_country}")
    print(f"  ≤ 161 km    {tally.near / max(tally.resolved, 1):.3f} of {tally.resolved} found")
    print(
        f"  speed       {1e6 * placing / words:.1f} µs a word, {100 * placing / parsing:.1f} % of the parser's time"
    )
    for title, counter in (
        ("spurious", tally.spurious),
        ("missed", tally.missed),
        ("misplaced", tally.misplaced),
    ):
        for text, count in counter.most_common(misses):
            print(f"    {title:10} {count:3} {text}")


def cost() -> None:
    """Print what the gazetteer costs: opening it, one look-up that no cache answers, memory."""
    resident = resident_megabytes()
    started = time.process_time()
    book = gazetteer()
    opened = time.process_time() - started
    names = [book.site(row).name for row in range(60_000, 70_000)]
    started = time.process_time()
    for name in names:
        book.lookup.__wrapped__(name)
    each = (time.process_time() - started) / len(names)
    print(f"gazetteer: {len(book)} sites, {book.names} names; opened in {1e3 * opened:.0f} ms")
    print(
        f"  a look-up {1e6 * each:.0f} µs; {resident_megabytes() - resident:.0f} MB more after 10,000 of them"
    )


def resident_megabytes() -> float:
    """Return the process's resident memory, shared file pages included."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", type=int, default=0, help="errors of each kind to print")
    parser.add_argument("--documents", type=int, default=None, help="documents of each corpus to run")
    parser.add_argument("--corpus", choices=("geovirus", "lgl"), default=None)
    arguments = parser.parse_args()
    if not (GOLD / "toponyms").is_dir():
        print(f"skipped: no gold data in {GOLD}; set COPYDESK_GOLD")
        return
    cost()
    borders = Borders()
    for name in ("geovirus", "lgl") if arguments.corpus is None else (arguments.corpus,):
        result = measure(GOLD / "toponyms" / f"{name}.jsonl", borders, arguments.documents)
        report(name, result, arguments.misses)


if __name__ == "__main__":
    main()
