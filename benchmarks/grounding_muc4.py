"""Measure tolls and dates on MUC-4's upper-case stories: `python -m benchmarks.grounding_muc4 [--wrong N]`.

For each figure of dead or injured in a template: does a toll of the story give that number? For each exact
date of a template: does a date mention resolve to it? And of the tolls we give, how many are a template's
figure, or a sum of a template's figures. The gold is read from outside of the repository, skipped if absent.
"""

import argparse
import json
import os
import re
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from schemas.document import Passage
from tasks.extract.dates import passage_dates
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading
from tasks.extract.toll import Toll, find_tolls

GOLD = Path(os.environ.get("COPYDESK_GOLD", Path(__file__).resolve().parents[2] / "shared" / "gold"))
KINDS = {"DEATH": "killed", "INJURY": "injured"}


@dataclass
class Tally:
    """Count what was right."""

    figures: int = 0
    told: int = 0
    many: int = 0
    many_told: int = 0
    dates: int = 0
    dated: int = 0
    given: int = 0
    given_right: int = 0
    wrong: list[str] = field(default_factory=list)


def figures(template: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the kinds and numbers of a template's dead and injured."""
    effects = {e.split(": ", 1)[1]: e.split(":")[0] for e in template["hum_effect"] if ": " in e}
    found = []
    for entry in template["hum_target_number"]:
        number, _, name = entry.partition(": ")
        kind = KINDS.get(effects.get(name, ""))
        if kind is not None and number.isdecimal():
            found.append((kind, int(number)))
    return found


def sums(known: list[tuple[str, int]], kind: str) -> set[int]:
    numbers = [n for k, n in known if k == kind][:6]
    return {sum(some) for size in range(1, len(numbers) + 1) for some in combinations(numbers, size)}


def measure(document: dict[str, Any], tolls: list[Toll], dates: set[str], tally: Tally) -> None:
    told = [(kind, number) for toll in tolls for kind, number in toll.counts.items()]
    known = [figure for template in document["templates"] for figure in figures(template)]
    for template in document["templates"]:
        for kind, number in figures(template):
            right = (kind, number) in told
            tally.figures += 1
            tally.told += right
            tally.many += number > 1
            tally.many_told += number > 1 and right
            if not right:
                tally.wrong.append(f"{document['id']} {kind} {number} not in {told}")
        for date in template["date"]:
            if date["kind"] == "exact":
                tally.dates += 1
                tally.dated += date["date"] in dates
    if known:
        right_sums = {kind: sums(known, kind) for kind in KINDS.values()}
        for kind, number in told:
            if kind in right_sums and number:
                tally.given += 1
                tally.given_right += number in right_sums[kind]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", type=int, default=0, help="how many of the missed figures to show")
    options = parser.parse_args()
    paths = [GOLD / "muc4" / name for name in ("tst1.jsonl", "tst2.jsonl")]
    if not all(path.exists() for path in paths):
        print(f"muc4 skipped: no gold at {GOLD}")
        return
    tally = Tally()
    for line in (line for path in paths for line in path.read_text(encoding="utf-8").splitlines()):
        document = json.loads(line)
        if not document["templates"]:
            continue
        text = re.sub(r"(?<!\n)\n(?!\n)", " ", document["text"])
        reading = PassageReading(Passage(id="p1", start=0, end=len(text)), model()(text), 0, document["dct"])
        dates = {d.first for d in passage_dates(reading) if d.first and d.first == d.last}
        measure(document, find_tolls(reading), dates, tally)
    print(f"figures of dead and injured told   {tally.told / tally.figures:.3f} of {tally.figures}")
    print(f"  of those above one               {tally.many_told / tally.many:.3f} of {tally.many}")
    print(f"tolls that are a template's figure {tally.given_right / tally.given:.3f} of {tally.given}")
    print(f"exact dates resolved               {tally.dated / tally.dates:.3f} of {tally.dates}")
    print("\n".join(tally.wrong[: options.wrong]))


if __name__ == "__main__":
    main()
