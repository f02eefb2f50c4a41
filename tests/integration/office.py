"""An office on a real server, whose courier only remembers."""

import json
from collections.abc import Sequence
from pathlib import Path

from schemas.settings import Settings
from schemas.submission import Submission
from tasks.chain import Stage
from tasks.classify.task import classify_step
from tasks.clean.task import clean_step
from tasks.deduplicate.task import deduplicate_step
from tasks.desk import Desk, Office, open_desk, open_office
from tasks.extract.task import extract_step
from tasks.publish.task import publish_step
from tasks.spool import claim
from tasks.work import Step, run
from tests.fleet.stages import fake_stages

STEPS: dict[Stage, Step] = {
    "clean": clean_step,
    "deduplicate": deduplicate_step,
    "classify": classify_step,
    "extract": extract_step,
    "publish": publish_step,
}


class Memo:
    """Be a courier that writes down what it was given."""

    def __init__(self) -> None:
        self.sent: list[tuple[Stage, tuple[str, ...]]] = []

    def send(self, stage: Stage, ids: Sequence[str]) -> None:
        self.sent.append((stage, tuple(ids)))


def make_office(home: Path, url: str, **settings: object) -> tuple[Office, Memo]:
    memo = Memo()
    values = {"home": home / "home", "inbox": home / "inbox", "redis_url": url, **settings}
    office = open_office(Settings(**values), memo)  # type: ignore[arg-type]
    office.settings.inbox.mkdir(exist_ok=True)
    return office, memo


def make_desk(office: Office, owner: str = "elsewhere.1:1:2:x") -> Desk:
    return open_desk(office, fake_stages(), owner)


def work_off(desk: Desk, memo: Memo, most: int = 1_000) -> None:
    """Do what the courier was given, as workers would, until nothing is left."""
    for _ in range(most):
        if not memo.sent:
            return
        stage, ids = memo.sent.pop(0)
        run(desk, stage, ids, STEPS[stage])
    raise AssertionError("the chain does not end")


def outcomes(office: Office) -> dict[str, str]:
    """Return each document's outcome by name."""
    entries = office.client.xrange("copydesk:documents")
    data = [json.loads(fields["event"])["data"] for _, fields in entries]
    assert len({each["id"] for each in data}) == len(data), "a document was told twice"
    return {each["name"]: each["outcome"] for each in data}


def take(office: Office, name: str, content: str) -> str:
    """Drop a file into the inbox and claim it, without entering it anywhere."""
    path = office.settings.inbox / name
    path.write_text(content)
    taken = claim(path, office.settings.inbox, office.spool, 1 << 20)
    assert isinstance(taken, Submission)
    return taken.id
