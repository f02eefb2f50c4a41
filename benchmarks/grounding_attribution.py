"""Measure attributions on PolNeAR's development part: `python -m benchmarks.grounding_attribution [--wrong N]`.

Of the gold attributions whose cue holds a verb of speech, how many are found, how many with a source
whose head lies in the gold source (or, where the gold has none, with none), and how many of what we give
overlaps a gold cue. The gold is read from a folder outside of the repository and skipped if absent.
"""

import argparse
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.document import Passage
from tasks.extract.attribution import AttributionReading, find_attributions
from tasks.extract.attribution.lexicon import lexicon
from tasks.extract.parse import model
from tasks.extract.reading import PassageReading

GOLD = Path(os.environ.get("COPYDESK_GOLD", Path(__file__).resolve().parents[2] / "shared" / "gold"))


@dataclass
class Tally:
    """Count attributions by what was got right of them."""

    gold: int = 0
    with_source: int = 0
    cue: int = 0
    source: int = 0
    given: int = 0
    given_right: int = 0
    given_with_source: int = 0
    given_source_right: int = 0
    content: int = 0
    missed: list[str] = field(default_factory=list)


def covers(parts: list[dict[str, Any]], start: int, end: int) -> bool:
    return any(low < end and start < high for part in parts for low, high in part["spans"])


def is_speech(reading: PassageReading, parts: list[dict[str, Any]]) -> bool:
    """Tell whether a cue holds a verb of speech."""
    for part in parts:
        for low, high in part["spans"]:
            span = reading.span(low, high)
            if span is not None and any(
                t.lemma_.lower() in lexicon().speech and t.pos_ == "VERB" for t in span
            ):
                return True
    return False


def token_span(one: AttributionReading) -> tuple[int, int]:
    return one.cue.idx, one.cue.idx + len(one.cue)


def measure(document: dict[str, Any], reading: PassageReading, tally: Tally) -> None:
    found = find_attributions(reading)
    gold = document["attributions"]
    for one in gold:
        if not one["cue"] or not is_speech(reading, one["cue"]):
            continue
        tally.gold += 1
        tally.with_source += bool(one["source"])
        mine = [a for a in found if covers(one["cue"], *token_span(a))]
        tally.cue += bool(mine)
        sources = [a.source for a in mine if a.source is not None]
        right = any(covers(one["source"], s.idx, s.idx + len(s)) for s in sources)
        tally.source += bool(one["source"]) and right
        if one["source"] and not right:
            tally.missed.append(
                f"{document['id'][:12]} source {one['source'][0]['text']!r} cue {one['cue'][0]['text']!r} "
                f"given {[str(s) for s in sources]} content {one['content'][0]['text'][:70]!r}"
            )
        tally.content += any(
            covers(one["content"], reading.doc[a.start].idx, reading.doc[a.end - 1].idx + 1) for a in mine
        )
    for a in found:
        overlapping = [one for one in gold if covers(one["cue"], *token_span(a))]
        tally.given += 1
        tally.given_right += bool(overlapping)
        if a.source is not None:
            tally.given_with_source += 1
            tally.given_source_right += any(
                covers(one["source"], a.source.idx, a.source.idx + len(a.source)) for one in overlapping
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", type=int, default=0, help="how many of the missed to show")
    options = parser.parse_args()
    path = GOLD / "polnear" / "dev.jsonl"
    if not path.exists():
        print(f"polnear skipped: no gold at {GOLD}")
        return
    tally, seconds = Tally(), 0.0
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        reading = PassageReading(Passage(id="p1", start=0, end=len(text)), model()(text), 0, None)
        begun = time.process_time()
        find_attributions(reading)
        seconds += time.process_time() - begun
        measure(document, reading, tally)
    print(f"gold attributions whose cue is a verb of speech: {tally.gold}, with a source {tally.with_source}")
    print(f"cue found          {tally.cue / tally.gold:.3f}")
    print(f"content overlaps   {tally.content / tally.gold:.3f}")
    print(f"source found       {tally.source / tally.with_source:.3f}")
    print(f"cue precision      {tally.given_right / tally.given:.3f} of {tally.given} given")
    print(
        f"source precision   {tally.given_source_right / tally.given_with_source:.3f} of {tally.given_with_source}"
    )
    print(f"{seconds / tally.given * 1e6:.0f} µs of CPU an attribution, parse not included")
    print("\n".join(tally.missed[: options.wrong]))


if __name__ == "__main__":
    main()
