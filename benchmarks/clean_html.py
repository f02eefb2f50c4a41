"""Measure how well and how fast `clean` finds the article of a news page.

Usage: python -m benchmarks.clean_html [--pages N] [--worst N]

The score is that of the benchmark's publishers (scrapinghub/article-extraction-benchmark, MIT):
over the multisets of the text's runs of four words, precision and recall are taken page by page
and averaged, and F1 is that of the averages.
"""

import argparse
import gzip
import json
import os
import re
import statistics
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from schemas.errors import Rejection
from schemas.settings import Limits
from schemas.submission import Submission
from tasks.clean import clean

GOLD = Path(os.environ.get("COPYDESK_GOLD", Path(__file__).parents[1] / ".." / "shared" / "gold"))
_TOKEN = re.compile(r"\w+", re.UNICODE)


def shingles(text: str, length: int = 4) -> Counter[tuple[str, ...]]:
    """Count the runs of words of a text, as the publishers' `evaluate.py` does."""
    words = _TOKEN.findall(text or "")
    count = max(len(words) - length + 1, 1) if words else 0
    return Counter(tuple(words[i : i + length]) for i in range(count))


def rates(truth: str, found: str) -> tuple[float, float]:
    """Return precision and recall of one page."""
    true, predicted = shingles(truth), shingles(found)
    hits = sum((true & predicted).values())
    false = sum(predicted.values()) - hits
    missed = sum(true.values()) - hits
    precision = hits / (hits + false) if hits + false else 1.0 if not missed else 0.0
    recall = hits / (hits + missed) if hits + missed else 1.0 if not false else 0.0
    return precision, recall


def text_of(name: str, page: bytes) -> str:
    """Clean one page; a page that is rejected has no text."""
    submission = Submission(id=name[:16], name=name, sha256=name, size=len(page), received=datetime.now(UTC))
    try:
        return clean(submission, page, Limits()).text
    except Rejection as rejection:
        print(f"{name[:8]}: {rejection.reason}: {rejection}")
        return ""


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--pages", type=int, help="only the first N pages")
    arguments.add_argument("--worst", type=int, default=0, help="list the N worst pages")
    options = arguments.parse_args()
    folder = GOLD / "html_scrapinghub"
    if not folder.is_dir():
        print(f"skipped: {folder} is absent")
        return 0
    truth = json.loads((folder / "ground-truth.json").read_text())
    names = sorted(truth)[: options.pages]
    pages = [gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in names]
    text_of(names[0], pages[0])
    started = time.process_time()
    texts = [text_of(name, page) for name, page in zip(names, pages, strict=True)]
    spent = time.process_time() - started
    scores = [rates(truth[name]["articleBody"], text) for name, text in zip(names, texts, strict=True)]
    precision, recall = (statistics.mean(column) for column in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"pages {len(names)}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.4f}  {len(names) / spent:.1f} pages/s of one core"
    )
    for (p, r), name in sorted(zip(scores, names, strict=True), key=lambda pair: sum(pair[0]))[
        : options.worst
    ]:
        print(f"  {name[:8]} precision {p:.2f} recall {r:.2f}  {truth[name]['url']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
