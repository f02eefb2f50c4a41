"""Measure `classify` on news stories of five topics.

The five map to IPTC Media Topics of the top level. A story counts as right if the best
of our topics is the mapped one; the second column asks only for the best among the five.
"""

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from schemas.classification import Classification
from schemas.document import Document, Passage
from tasks.classify import classify
from tasks.classify.lexicon import topics

MAPPED = {
    "business": "medtop:04000000",
    "entertainment": "medtop:01000000",
    "politics": "medtop:11000000",
    "sport": "medtop:15000000",
    "tech": "medtop:13000000",
}


def gold() -> Path:
    root = os.environ.get("COPYDESK_GOLD") or Path(__file__).parents[1] / ".." / "shared" / "gold"
    return Path(root) / "neardup" / "bbc.jsonl"


def document(record: dict[str, str]) -> Document:
    title, _, text = record["text"].partition("\n")
    text = text.strip()
    return Document(
        id="0" * 32,
        name=record["id"],
        title=title,
        text=text,
        passages=(Passage(id="p1", start=0, end=len(text)),),
    )


def best(found: Classification, among: set[str] | None = None) -> str:
    for topic in found.topics:
        if among is None or topic.id in among:
            return topic.id
    return "none"


def main() -> int:
    if not gold().exists():
        print(f"skipped: no {gold()}")
        return 0
    records = [json.loads(line) for line in gold().read_text().splitlines()]
    topics()
    right: Counter[str] = Counter()
    right_of_five: Counter[str] = Counter()
    present: Counter[str] = Counter()
    total: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    spent = 0.0
    for record in records:
        doc, want = document(record), MAPPED[record["topic"]]
        start = time.perf_counter()
        found = classify(doc)
        spent += time.perf_counter() - start
        total[record["topic"]] += 1
        right[record["topic"]] += best(found) == want
        right_of_five[record["topic"]] += best(found, set(MAPPED.values())) == want
        present[record["topic"]] += want in {topic.id for topic in found.topics}
        if best(found) != want:
            confused[record["topic"], best(found)] += 1
    print(f"{'topic':14} {'stories':>8} {'best of 17':>11} {'best of 5':>10} {'among ours':>11}")
    for topic, count in sorted(total.items()):
        print(
            f"{topic:14} {count:8} {right[topic] / count:11.3f}"
            f" {right_of_five[topic] / count:10.3f} {present[topic] / count:11.3f}"
        )
    count = total.total()
    print(
        f"{'all':14} {count:8} {right.total() / count:11.3f}"
        f" {right_of_five.total() / count:10.3f} {present.total() / count:11.3f}"
    )
    print(f"{1000 * spent / count:.2f} ms a story; most confused: {confused.most_common(6)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
