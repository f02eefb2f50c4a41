"""Measure dates: `python -m benchmarks.grounding_dates [--wrong N]`.

Two sets: WikiWars (2,659 expressions of war histories, of which the gold is read from a folder outside of
the repository and skipped if absent), and our own news expressions with anchors (`relative_dates.tsv`).
A mention counts if it overlaps a gold extent; its value if it is equal. Strict also wants the same extent.
"""

import argparse
import csv
import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.event import DateMention
from tasks.extract.dates import find_dates

GOLD = Path(os.environ.get("COPYDESK_GOLD", Path(__file__).resolve().parents[2] / "shared" / "gold"))
RUNS = 5
WORDS_EACH = 43
OWN = Path(__file__).with_name("relative_dates.tsv")


@dataclass
class Tally:
    """Count how many were found, and how many of those have the right value."""

    gold: int = 0
    given: int = 0
    found: int = 0
    right: int = 0
    strict: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * hits / (self.gold + self.given) if self.gold + self.given else 0.0

    def row(self, name: str) -> str:
        """Return a line of the table."""
        return (
            f"{name:<10} gold {self.gold:>5}  given {self.given:>5}  extent F1 {self.f1(self.found):.3f}  "
            f"value F1 {self.f1(self.right):.3f}  strict {self.f1(self.strict):.3f}  "
            f"value accuracy of found {self.right / max(1, self.found):.3f}"
        )


def compare(text: str, gold: list[dict[str, Any]], given: list[DateMention], tally: Tally) -> None:
    used: set[int] = set()
    for one in gold:
        near = [
            i for i, m in enumerate(given) if i not in used and m.start < one["end"] and m.end > one["start"]
        ]
        if not near:
            tally.wrong.append(f"missed {one['text']!r} {one['value']}")
            continue
        best = min(near, key=lambda i: (given[i].value != one["value"], given[i].start))
        used.add(best)
        tally.found += 1
        right = given[best].value == one["value"]
        tally.right += right
        tally.strict += right and (given[best].start, given[best].end) == (one["start"], one["end"])
        if not right:
            tally.wrong.append(f"{given[best].text!r} {given[best].value} but {one['value']}")
    tally.gold += len(gold)
    tally.given += len(given)


def microseconds(texts: list[tuple[str, str | None]]) -> float:
    """Return the CPU time of an expression, the reading of its text included, as the best of several runs."""
    best, count = float("inf"), 1
    for _ in range(RUNS):
        begun = time.process_time()
        count = sum(len(find_dates(text, anchor)) for text, anchor in texts)
        best = min(best, time.process_time() - begun)
    return best / max(1, count) * 1e6


def wikiwars() -> tuple[Tally, list[tuple[str, str | None]]]:
    """Return the tally and the texts."""
    tally, texts = Tally(), []
    for line in (GOLD / "timex" / "wikiwars.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        given = find_dates(document["text"], document["dct"])
        texts.append((document["text"], document["dct"]))
        compare(document["text"], [t for t in document["timex"] if not t["nested"]], given, tally)
    return tally, texts


def bracketed(marked: str, values: str) -> tuple[str, list[dict[str, Any]]]:
    """Take the brackets out of a sentence and return what stood in them."""
    text, gold = "", []
    for index, piece in enumerate(re.split(r"[\[\]]", marked)):
        if index % 2:
            gold.append({"text": piece, "start": len(text), "end": len(text) + len(piece)})
        text += piece
    for one, value in zip(gold, values.split(";"), strict=True):
        one["value"] = None if value == "null" else value
    return text, gold


def own() -> tuple[int, int, list[str], list[tuple[str, str | None]]]:
    """Return how many expressions there are, how many have the right value, the others, and the texts."""
    right, wrong, texts = 0, [], []
    with OWN.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    total = 0
    for row in rows:
        text, gold = bracketed(row["text"], row["values"])
        anchor = None if row["anchor"] == "-" else row["anchor"]
        given = find_dates(text, anchor)
        texts.append((text, anchor))
        for one in gold:
            total += 1
            found = next((m for m in given if m.start < one["end"] and m.end > one["start"]), None)
            if found is not None and found.value == one["value"]:
                right += 1
            else:
                wrong.append(f"{row['anchor']} {row['text']} {one['value']} but {found and found.value}")
    return total, right, wrong, texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", type=int, default=0, help="how many of the wrong to show")
    options = parser.parse_args()
    total, right, wrong, texts = own()
    print(
        f"own set    {total} relative expressions, {right / total:.3f} right, {microseconds(texts):.0f} µs each"
    )
    print("\n".join(wrong[: options.wrong]))
    if not (GOLD / "timex" / "wikiwars.jsonl").exists():
        print(f"wikiwars   skipped: no gold at {GOLD}")
        return
    tally, texts = wikiwars()
    print(tally.row("wikiwars"))
    print(
        f"wikiwars   {microseconds(texts):.0f} µs an expression, with the {WORDS_EACH} words of text that come with it"
    )
    print("\n".join(tally.wrong[: options.wrong]))


if __name__ == "__main__":
    main()
