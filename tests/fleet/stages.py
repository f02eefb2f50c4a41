"""Stages that are quick, and misbehave when a document's text says so.

A document that contains one of these words: `CRASH` kills its worker, `CRASH-ONCE` does so the first
time only, `SLOW n` takes n seconds, `HUGE` asks for all memory, `DEFECT` raises an ordinary error.
"""

import os
import re
import signal
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from redis import Redis

from schemas.classification import Classification, Topic
from schemas.document import Document, Passage
from schemas.errors import Reason, Rejection
from schemas.event import Event, Evidence, Extraction, Trigger
from schemas.novelty import Novelty
from schemas.settings import Limits, Settings
from schemas.submission import Submission
from tasks.clean.members import Member
from tasks.stages import Stages

EVENTS = 2


def misbehave(stage: str, text: str) -> None:
    """Do what the text asks for in this stage."""
    if f"CRASH {stage}" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    once = re.search(rf"CRASH-ONCE {stage} (\S+)", text)
    if once is not None:
        flag = Path(once[1])
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    slow = re.search(rf"SLOW {stage} (\d+(?:\.\d+)?)", text)
    if slow is not None:
        time.sleep(float(slow[1]))
    if f"HUGE {stage}" in text:
        bytearray(1 << 40)
    if f"DEFECT {stage}" in text:
        raise ValueError("as ordered")


def clean(submission: Submission, content: bytes, _limits: Limits, _lines: object) -> Document:
    text = content.decode(errors="replace")
    misbehave("clean", text)
    if "BROKEN" in text:
        raise Rejection(Reason.BROKEN, f"{submission.name} is broken.")
    passage = Passage(id="p1", start=0, end=len(text))
    return Document(id=submission.id, name=submission.name, language="en", text=text, passages=(passage,))


def split(submission: Submission, content: bytes, _limits: Limits) -> Iterator[Member] | None:
    if not submission.name.endswith(".jsonl"):
        return None
    lines = content.decode().splitlines()
    return (Member(f"line-{number}", line.encode(), "txt") for number, line in enumerate(lines, 1))


class FakeIndex:
    """Call exact copies duplicates; the claim is one SET NX."""

    def __init__(self, client: Redis, namespace: str) -> None:
        self._client = client
        self._prefix = f"{namespace}:novelty:"

    def check(self, document_id: str, text: str) -> Novelty:
        key = self._prefix + sha256(text.encode()).hexdigest()
        self._client.set(key, document_id, nx=True)
        owner = str(self._client.get(key))
        if owner == document_id:
            return Novelty(verdict="new", new_passages=("p1",))
        return Novelty(verdict="exact", of=owner, jaccard=1, containment=1, contains=1)

    def commit(self, document_id: str) -> None:
        del document_id

    def withdraw(self, document_id: str) -> tuple[str, ...]:
        del document_id
        return ()


def deduplicate(submission: Submission, document: Document, index: FakeIndex) -> Novelty:
    misbehave("deduplicate", document.text)
    return index.check(submission.id, document.text)


def classify(document: Document) -> Classification:
    misbehave("classify", document.text)
    return Classification(topics=(Topic(id="medtop:16000000", name="conflict, war and peace", score=1.0),))


def extract(document: Document, _passages: frozenset[str] | None) -> Extraction:
    misbehave("extract", document.text)
    word = document.text[:5]
    span = {"text": word, "start": 0, "end": len(word)}
    return Extraction(
        events=tuple(
            Event(
                id=f"{document.id}-e{number}",
                type="ASSAULT",
                quad="material-conflict",
                score=-9.0,
                trigger=Trigger(**span),
                evidence=Evidence(**span, passage="p1"),
                confidence=0.9,
                story=document.id,
            )
            for number in range(EVENTS)
        )
    )


def open_index(client: Redis, settings: Settings) -> FakeIndex:
    return FakeIndex(client, settings.namespace)


def fake_stages() -> Stages:
    return Stages(
        clean=clean,
        split=split,
        deduplicate=deduplicate,
        classify=classify,
        extract=extract,
        tell=lambda _submission, document, _events, _stories: misbehave("publish", document.text) or (),
        open_index=open_index,
        open_lines=lambda _client, _settings: None,
        open_stories=lambda _client, _settings: None,
    )
