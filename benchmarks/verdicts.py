"""Measure the statistical model alone on sentences with one PLOVER type each.

`python benchmarks/verdicts.py [even|odd] [--errors]`: the halves are split by the hash of
the id; errors are shown for the even half only. CONCEDE and RETREAT count as one (YIELD).
"""

import hashlib
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from tasks.extract.model import judge_sentence
from tasks.extract.parse import model

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def gold() -> Path:
    root = os.environ.get("COPYDESK_GOLD") or Path(__file__).parents[1] / ".." / "shared" / "gold"
    return Path(root) / "plover_plv" / "plv_train.jsonl"


def half(identifier: str) -> str:
    return ("even", "odd")[int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2]


def best(verdicts: list[dict[str, float]]) -> str:
    sums: Counter[str] = Counter()
    for verdict in verdicts:
        for label, share in verdict.items():
            if label != "none":
                sums[MERGED.get(label, label)] += share
    return max(sums, key=sums.__getitem__)


def f1(pairs: list[tuple[str, str]], label: str) -> float:
    right = sum(want == got == label for want, got in pairs)
    return 2 * right / max(1, sum(want == label for want, _ in pairs) + sum(got == label for _, got in pairs))


def main(which: str, errors: bool) -> int:
    if not gold().exists():
        print(f"skipped: no {gold()}")
        return 0
    records = [json.loads(line) for line in gold().read_text().splitlines()]
    records = [record for record in records if half(record["id"]) == which]
    docs = list(model().pipe(record["sentence"] for record in records))
    best([judge_sentence(sentence) for sentence in docs[0].sents])
    start = time.perf_counter()
    guesses = [best([judge_sentence(sentence) for sentence in doc.sents]) for doc in docs]
    spent = time.perf_counter() - start
    pairs = [(record["gold_root"], guess) for record, guess in zip(records, guesses, strict=True)]
    for record, guess in zip(records, guesses, strict=True):
        if errors and which == "even" and guess != record["gold_root"]:
            print(f"{record['gold_root']:9} {guess:9} {record['sentence'][:200]}")
    scores = {label: f1(pairs, label) for label in sorted({want for want, _ in pairs})}
    print(" ".join(f"{label} {score:.2f}" for label, score in scores.items()))
    accuracy = sum(want == got for want, got in pairs) / len(pairs)
    macro = sum(scores.values()) / len(scores)
    words = sum(len(doc) for doc in docs)
    print(f"{which} half: {len(pairs)} sentences, accuracy {accuracy:.3f}, macro-F1 {macro:.3f}")
    print(f"{words / spent:.0f} words a second for the model alone, all verbs and nouns judged")
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main("odd" if "odd" in arguments else "even", "--errors" in arguments))
