"""Measure event coding: types and parties on single sentences, recall and false alarms on documents.

Run `python benchmarks/coding.py [plv|own|documents|all] [--half even|odd] [--show errors|none]
[--using both|lexicon|model] [--set says --round 1]`.
Data is looked for in COPYDESK_GOLD, else in `../shared/gold`; without it the benchmark says so and ends.
Of the sentences only the even half (by hash of the id) may ever be read; the odd half is scored only.
`own` are sentences that we wrote before looking at what the coder makes of them, in rounds: the first
figure of a round is an honest one, the later ones are mended on it (`benchmarks/coding_own/README.md`).
"""

import argparse
import csv
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import tasks.extract as coder
import tasks.extract.model as room
from schemas.document import Document, Passage
from schemas.event import Entity, Event
from tasks.extract import extract
from tasks.extract.parse import parse

OWN = Path(__file__).resolve().parent / "coding_own"
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def gold_folder() -> Path | None:
    """Return where the measuring data lies, None if it is absent."""
    beside = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
    folder = Path(os.environ.get("COPYDESK_GOLD", beside))
    return folder if folder.is_dir() else None


def in_half(name: str, half: str) -> bool:
    """Tell whether an id belongs to a half of the data."""
    odd = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2
    return odd == (half == "odd")


def document(name: str, text: str, date: str | None = None) -> Document:
    """Make a document of one passage."""
    return Document(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        name=name,
        text=text,
        passages=(Passage(id="p1", start=0, end=len(text), timestamp=date),),
    )


@dataclass
class Score:
    """Add up the answers of one run."""

    gold: list[str] = field(default_factory=list)
    top: list[str] = field(default_factory=list)
    paired: list[str] = field(default_factory=list)
    manual: int = 0
    sources: int = 0
    targets: int = 0
    pairs: int = 0
    targeted: int = 0
    events: int = 0
    bins: list[list[int]] = field(default_factory=lambda: [[] for _ in range(10)])

    def accuracy(self, answers: list[str]) -> float:
        """Return the share of right answers."""
        return sum(a == g for a, g in zip(answers, self.gold, strict=True)) / max(len(self.gold), 1)

    def macro_f1(self, answers: list[str]) -> float:
        """Return the mean of the types' F1."""
        return sum(f1(answers, self.gold, kind) for kind in set(self.gold)) / max(len(set(self.gold)), 1)


def f1(answers: list[str], gold: list[str], kind: str) -> float:
    """Return the F1 of one type."""
    right = sum(a == g == kind for a, g in zip(answers, gold, strict=True))
    return 2 * right / max(answers.count(kind) + gold.count(kind), 1)


def overlaps(entities: Iterable[Entity], text: str, sentence: str) -> bool:
    """Tell whether an entity's mention overlaps a marked stretch."""
    spans = list(_places_of(text.strip(), sentence))
    return any(e.start < end and start < e.end for e in entities for start, end in spans)


def _places_of(text: str, sentence: str) -> Iterator[tuple[int, int]]:
    start = sentence.find(text)
    while start >= 0 and text:
        yield start, start + len(text)
        start = sentence.find(text, start + 1)


def parties(event: Event) -> tuple[Entity, ...]:
    """Return everybody in an event."""
    return event.actors + event.recipients


def involves(event: Event, row: dict[str, Any]) -> bool:
    """Tell whether an event touches the marked source and target."""
    source = overlaps(parties(event), row["source"], row["sentence"])
    if row["target"] == "a recipient":
        return source
    return source and overlaps(parties(event), row["target"], row["sentence"])


def best(events: list[Event]) -> str:
    """Return the type of the surest event, merged as the gold merges."""
    if not events:
        return "none"
    kind = max(events, key=lambda e: e.confidence).type
    return MERGED.get(kind, kind)


def by_the_manual(gold: str, event: Event | None) -> bool:
    """Tell whether an answer is right where the sentences follow an older draft than manual 2.0.

    Four differences: a future retreat is AGREE there (CONCEDE in section 3.4.2), a conviction ACCUSE
    (SANCTION, table 3.8), international sanctions COERCE (SANCTION, table 3.8), and blockades and
    cyberattacks ASSAULT (COERCE, table 3.10).
    """
    if event is None:
        return False
    if MERGED.get(event.type, event.type) == gold:
        return True
    future = event.type == "CONCEDE" and event.status == "planned"
    return (
        (gold == "AGREE" and future)
        or (gold == "ACCUSE" and (event.type, event.mode) == ("SANCTION", "convict"))
        or (gold == "COERCE" and (event.type, event.mode) == ("SANCTION", "discontinue"))
        or (gold == "ASSAULT" and event.type == "COERCE" and event.mode in ("cyber", "restrict"))
    )


def score_row(score: Score, row: dict[str, Any], events: list[Event]) -> None:
    """Add one sentence."""
    score.gold.append(row["gold_root"])
    score.top.append(best(events))
    with_pair = [e for e in events if involves(e, row)]
    near = [e for e in events if overlaps(parties(e), row["source"], row["sentence"])]
    score.paired.append(best(with_pair or near or events))
    score.manual += by_the_manual(row["gold_root"], max(events, key=lambda e: e.confidence, default=None))
    score.events += len(events)
    everybody = [e for event in events for e in parties(event)]
    score.sources += overlaps(everybody, row["source"], row["sentence"])
    if row["target"] != "a recipient":
        score.targeted += 1
        score.targets += overlaps(everybody, row["target"], row["sentence"])
        score.pairs += bool(with_pair)
    if events:
        surest = max(events, key=lambda e: e.confidence)
        score.bins[min(int(surest.confidence * 10), 9)].append(best(events) == row["gold_root"])


def sentences(folder: Path, half: str) -> list[dict[str, Any]]:
    """Read one half of the sentences."""
    lines = (folder / "plover_plv" / "plv_train.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if in_half(row["id"], half)]


def own_sentences(name: str, number: str) -> list[dict[str, Any]]:
    """Read the sentences that we wrote: of one set and round, or of all."""
    rows: list[dict[str, Any]] = []
    for path in sorted(OWN.glob(f"{name or '*'}.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if number in ("", row["round"]):
                    kind = MERGED.get(row["type"], row["type"])
                    rows.append(row | {"id": row["sentence"], "gold_root": kind, "marked": row["sentence"]})
    return rows


def measure_sentences(rows: list[dict[str, Any]], title: str, *, show: bool) -> None:
    score = Score()
    began, words = time.process_time(), 0
    for row in rows:
        events = list(extract(document(row["id"], row["sentence"])).events)
        words += len(row["sentence"].split())
        score_row(score, row, events)
        if show:
            print_error(row, events, score)
    took = time.process_time() - began
    report(score, title, words / took)


def print_error(row: dict[str, Any], events: list[Event], score: Score) -> None:
    wrong = score.top[-1] != row["gold_root"]
    missed = row["target"] != "a recipient" and not any(involves(e, row) for e in events)
    if not wrong and not missed:
        return
    print(f"{'TYPE ' + score.top[-1] if wrong else ''}{' PAIR' if missed else ''} gold={row['gold_root']}")
    print("   ", row["marked"])
    for e in sorted(events, key=lambda e: -e.confidence):
        names = [x.text for x in e.actors], [x.text for x in e.recipients]
        print(
            f"      {e.type}/{e.mode} {e.trigger.text!r} {names[0]} -> {names[1]} {e.status} {e.confidence}"
        )


def report(score: Score, title: str, speed: float) -> None:
    count = len(score.gold)
    print(f"{title}, n={count}")
    print(f"  no pair used : top-1 {score.accuracy(score.top):.3f}  macro-F1 {score.macro_f1(score.top):.3f}")
    print(
        f"  pair marked  : top-1 {score.accuracy(score.paired):.3f}  macro-F1 {score.macro_f1(score.paired):.3f}"
    )
    print(f"  by manual 2.0: top-1 {score.manual / count:.3f} with no pair used")
    print(
        f"  recall       : source {score.sources / count:.3f}  target {score.targets / max(score.targeted, 1):.3f}",
        end="",
    )
    print(f"  pair {score.pairs / max(score.targeted, 1):.3f}")
    print(f"  events a sentence {score.events / count:.2f}; {speed:.0f} words a second of one core")
    print(
        "  F1 by type   :",
        "  ".join(f"{k} {f1(score.top, score.gold, k):.2f}" for k in sorted(set(score.gold))),
    )
    for number, answers in enumerate(score.bins):
        if answers:
            print(f"  confidence .{number}-: n={len(answers)} right={sum(answers) / len(answers):.2f}")
    confusion = Counter((g, t) for g, t in zip(score.gold, score.top, strict=True) if g != t)
    print("  confusions   :", ", ".join(f"{g}>{t} {n}" for (g, t), n in confusion.most_common(25)))


WIKI = {
    "Conflict.Attack": "attack",
    "Justice.ArrestJailDetain": "arrest",
    "Life.Die": "attack",
    "Life.Injure": "attack",
}


def kind_of(event: Event) -> str | None:
    """Return which of the documents' acts an event would be."""
    if event.type == "ASSAULT":
        return "abduction" if event.mode == "abduct" else "attack"
    if event.type == "COERCE" and event.mode == "arrest":
        return "arrest"
    return None


def measure_wire(folder: Path) -> None:
    """Measure MUC-4: is a document's act found, and what is found where there is none."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    alarms = documents = quiet = 0
    for name in ("tst1", "tst2"):
        for line in (folder / "muc4" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            kinds = {kind_of(e) for e in extract(document(row["id"], row["text"], row["dct"])).events}
            templates = [t for t in row["templates"] if not t["optional"]]
            if not row["templates"]:
                documents += 1
                alarms += bool(kinds & {"attack", "abduction"})
                quiet += not kinds & {"attack", "abduction"}
            for template in templates:
                wanted = "abduction" if template["type"] == "KIDNAPPING" else "attack"
                total[wanted] += 1
                found[wanted] += wanted in kinds
    print("muc4 tst1 and tst2, acts by document")
    for wanted in sorted(total):
        print(f"  {wanted}: found {found[wanted]}/{total[wanted]} = {found[wanted] / total[wanted]:.2f}")
    print(f"  documents without a template: {documents}, with a false alarm {alarms}, quiet {quiet}")


def measure_reports(folder: Path) -> None:
    """Measure WikiEvents: is there an event of the kind in the sentence of each gold trigger."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (folder / "wikievents" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = " ".join(sentence[1] for sentence in row["sentences"])
        starts, position = [], 0
        for sentence in row["sentences"]:
            starts.append(position)
            position += len(sentence[1]) + 1
        events = extract(document(row["doc_id"], text)).events
        for mention in row["event_mentions"]:
            wanted = next((v for k, v in WIKI.items() if mention["event_type"].startswith(k)), None)
            if wanted is None:
                continue
            start = starts[mention["trigger"]["sent_idx"]]
            end = start + len(row["sentences"][mention["trigger"]["sent_idx"]][1])
            total[wanted] += 1
            found[wanted] += any(kind_of(e) == wanted and start <= e.trigger.start < end for e in events)
    print("wikievents dev, acts by sentence")
    for wanted in sorted(total):
        print(f"  {wanted}: found {found[wanted]}/{total[wanted]} = {found[wanted] / total[wanted]:.2f}")


def measure_model(folder: Path, half: str) -> None:
    """Measure the statistical model alone: the verdict on each sentence's surest predicate."""
    rows = sentences(folder, half)
    readings = [parse(document(row["id"], row["sentence"])) for row in rows]
    score = Score(gold=[row["gold_root"] for row in rows])
    for reading in readings:
        verdict = Counter[str]()
        for sentence in reading.passages[0].doc.sents:
            told = room.judge_sentence(sentence)
            verdict |= Counter({kind: p for kind, p in told.items() if kind != "none"})
        kind = verdict.most_common(1)[0][0] if verdict else "none"
        score.top.append(MERGED.get(kind, kind))
    print(
        f"model alone, {half} half: top-1 {score.accuracy(score.top):.3f}  macro-F1 {score.macro_f1(score.top):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=("plv", "own", "documents", "all"))
    parser.add_argument("--half", default="even", choices=("even", "odd"))
    parser.add_argument("--show", default="none", choices=("errors", "none"))
    parser.add_argument("--using", default="both", choices=("both", "lexicon", "model"))
    parser.add_argument("--set", default="", help="of our own sentences, only this file")
    parser.add_argument("--round", default="", help="of our own sentences, only this round")
    options = parser.parse_args()
    if options.using == "lexicon":
        setattr(coder, "model", None)  # noqa: B010 - the coder runs without its model
    if options.what == "own":
        rows = own_sentences(options.set, options.round)
        measure_sentences(rows, "our own sentences", show=options.show == "errors")
        return
    folder = gold_folder()
    if folder is None:
        print("skipped: no measuring data in COPYDESK_GOLD or ../shared/gold")
        return
    if options.using == "model":
        measure_model(folder, options.half)
        return
    if options.what in ("plv", "all"):
        shown = options.show == "errors" and options.half == "even"
        rows = sentences(folder, options.half)
        measure_sentences(rows, f"plover sentences, {options.half} half", show=shown)
    if options.what in ("documents", "all"):
        measure_wire(folder)
        measure_reports(folder)


if __name__ == "__main__":
    main()
