"""The promises, with workers played by this process: what was interrupted where, is healed how."""

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from schemas.document import Document
from schemas.event import Extraction
from schemas.novelty import Novelty
from tasks.chain import Stage
from tasks.desk import Desk, Office
from tasks.publish.publisher import Settlement
from tasks.spool.unpack import lay_out
from tasks.work import run
from tests.fleet.stages import split
from tests.integration.office import STEPS, Memo, make_desk, make_office, outcomes, take, work_off
from workers.sweeper import Sweeper


@pytest.fixture
def place(tmp_path: Path, redis_url: str) -> tuple[Office, Memo, Desk]:
    office, memo = make_office(tmp_path, redis_url, stall_after=0.05)
    return office, memo, make_desk(office)


def sweep(office: Office, desk: Desk) -> None:
    """Do what a sweeper does when it starts."""
    Sweeper(office, desk.index, Event()).sweep()


def enter(office: Office, memo: Memo, *ids: str) -> None:
    office.ledger.register(ids)
    memo.send("clean", ids)


def test_a_document_goes_through_the_chain(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    document_id = take(office, "a.txt", "news")
    enter(office, memo, document_id)
    work_off(desk, memo)
    assert outcomes(office) == {"a.txt": "published"}
    assert office.client.xlen("copydesk:events") == 2
    assert office.ledger.in_flight() == 0
    assert list(office.spool.ids()) == []
    assert (next(office.spool.archive.iterdir()) / document_id / "receipt.json").exists()


def test_every_link_delivered_twice_tells_once(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    ids = [take(office, f"{n}.txt", f"news {n}") for n in range(3)]
    enter(office, memo, *ids)

    class Twice(Memo):
        def send(self, stage: Stage, ids: Sequence[str]) -> None:
            memo.sent += [(stage, tuple(ids)), (stage, tuple(ids))]

    work_off(replace(desk, office=replace(office, courier=Twice())), memo)
    assert outcomes(office) == dict.fromkeys(("0.txt", "1.txt", "2.txt"), "published")
    assert office.client.xlen("copydesk:events") == 6


def test_what_was_claimed_but_not_entered_is_found(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    take(office, "a.txt", "news")
    sweep(office, desk)
    work_off(desk, memo)
    assert outcomes(office) == {"a.txt": "published"}


def test_an_empty_server_is_filled_from_the_spool(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    ids = [take(office, f"{n}.txt", f"news {n}") for n in range(5)]
    enter(office, memo, *ids)
    memo.sent.clear()
    office.client.flushall()
    sweep(office, desk)
    work_off(desk, memo)
    assert len(outcomes(office)) == 5


def test_an_entry_whose_file_is_nowhere_is_struck(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    document_id = take(office, "a.txt", "news")
    enter(office, memo, document_id)
    shutil.rmtree(office.spool.folder(document_id))
    work_off(desk, memo)
    assert office.ledger.in_flight() == 0
    assert outcomes(office) == {}


def settle_only(office: Office, document_id: str) -> Settlement:
    """Tell a document's outcome and then die."""
    return office.publisher.settle(document_id, "published", [])[0]


def test_a_crash_between_telling_and_archiving_is_healed(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    document_id = take(office, "a.txt", "news")
    enter(office, memo, document_id)
    settle_only(office, document_id)
    memo.sent.clear()
    sweep(office, desk)
    assert list(office.spool.ids()) == []
    assert office.spool.find_settled(document_id) is not None
    assert office.client.xlen("copydesk:documents") == 0


def test_a_redelivered_link_heals_it_too(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    document_id = take(office, "a.txt", "news")
    enter(office, memo, document_id)
    settle_only(office, document_id)
    work_off(desk, memo)
    assert office.spool.find_settled(document_id) is not None


def test_an_outcome_that_the_server_lost_is_told_again(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    ids = [take(office, f"{n}.txt", f"news {n}") for n in range(3)]
    enter(office, memo, *ids)
    work_off(desk, memo)
    lost = ids[1]
    office.client.delete(f"copydesk:settled:{lost}", "copydesk:documents", "copydesk:events")
    sweep(office, desk)
    work_off(desk, memo)
    assert outcomes(office) == {"1.txt": "published"}
    assert office.spool.find_settled(lost) is not None


def test_a_server_that_was_emptied_on_purpose_is_not_told_the_archive(
    place: tuple[Office, Memo, Desk],
) -> None:
    office, memo, desk = place
    enter(office, memo, take(office, "a.txt", "news"))
    work_off(desk, memo)
    office.client.flushall()
    sweep(office, desk)
    assert memo.sent == []


def test_an_entry_whose_file_is_settled_but_whose_outcome_is_lost_is_told_again(
    place: tuple[Office, Memo, Desk],
) -> None:
    office, memo, desk = place
    document_id = take(office, "a.txt", "news")
    enter(office, memo, document_id)
    work_off(desk, memo)
    office.client.flushall()
    office.client.zadd("copydesk:ledger", {document_id: 1})
    sweep(office, desk)
    work_off(desk, memo)
    assert outcomes(office) == {"a.txt": "published"}


def test_lost_records_are_made_again(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    document_id = take(office, "a.txt", "news")
    office.ledger.register([document_id])
    memo.send("publish", [document_id])
    work_off(desk, memo)
    assert outcomes(office) == {"a.txt": "published"}


def test_a_batch_goes_on_alone_after_a_death(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    ids = [take(office, f"{n}.txt", f"news {n}") for n in range(4)]
    office.ledger.register(ids)
    office.ledger.begin(ids[2], "clean", "elsewhere.1:1:9:dead", 3)
    office.ledger.declare_dead("elsewhere.1:1:9:dead")
    memo.send("clean", ids)
    stage, batch = memo.sent.pop()
    run(desk, stage, batch, STEPS[stage])
    assert memo.sent == [("clean", (document_id,)) for document_id in ids]
    work_off(desk, memo)
    assert len(outcomes(office)) == 4


def test_the_third_crash_rejects(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    document_id = take(office, "poison.txt", "news")
    office.ledger.register([document_id])
    for death in range(3):
        owner = f"elsewhere.1:1:{death}:dead"
        office.ledger.begin(document_id, "extract", owner, 3)
        office.ledger.declare_dead(owner)
    memo.send("extract", [document_id])
    work_off(desk, memo)
    ((_, fields),) = office.client.xrange("copydesk:failures")
    assert '"reason":"crashed"' in fields["event"]
    assert (office.spool.rejected / document_id / "reason.json").exists()


def test_a_defect_rejects_one_document_of_a_batch(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    texts = ("news 0", "DEFECT classify", "news 2", "BROKEN", "HUGE clean")
    enter(office, memo, *(take(office, f"{n}.txt", text) for n, text in enumerate(texts)))
    work_off(desk, memo)
    assert outcomes(office) == {
        "0.txt": "published",
        "1.txt": "rejected",
        "2.txt": "published",
        "3.txt": "rejected",
        "4.txt": "rejected",
    }


def test_slow_reading_is_cut_short(tmp_path: Path, redis_url: str) -> None:
    office, memo = make_office(tmp_path, redis_url, reading_seconds=0.2)
    enter(office, memo, take(office, "slow.txt", "SLOW clean 30"))
    work_off(make_desk(office), memo)
    ((_, fields),) = office.client.xrange("copydesk:failures")
    assert '"reason":"reading_too_slow"' in fields["event"]


def test_a_container_becomes_documents_of_its_own(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    enter(office, memo, take(office, "feed.jsonl", "one\ntwo\none\n"))
    work_off(desk, memo)
    assert outcomes(office) == {"line-1": "published", "line-2": "published", "line-3": "duplicate"}
    assert office.publisher.counters() == {"published": 2, "duplicate": 1, "rejected": 0}
    assert list(office.spool.ids()) == []


def test_a_container_that_was_unpacked_is_not_split_again(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    document_id = take(office, "feed.jsonl", "one\ntwo\n")
    submission = office.spool.submission(document_id)
    assert submission is not None
    members = split(submission, b"one\ntwo\n", office.settings.limits)
    assert members is not None
    lay_out(office.spool, submission, members, 4)
    first = f"{document_id}-00001"
    (office.spool.folder(document_id) / "ready" / first).rename(office.spool.folder(first))
    enter(office, memo, document_id)
    sweep(office, desk)
    work_off(desk, memo)
    assert outcomes(office) == {"line-1": "published", "line-2": "published"}


def test_an_empty_container_is_rejected(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    nothing = replace(desk.stages, split=lambda _s, _c, _l: iter(()))
    enter(office, memo, take(office, "feed.jsonl", "[]"))
    work_off(replace(desk, stages=nothing), memo)
    assert outcomes(office) == {"feed.jsonl": "rejected"}


def test_containers_do_not_nest_for_ever(tmp_path: Path, redis_url: str) -> None:
    office, memo = make_office(tmp_path, redis_url, max_nesting=1)
    document_id = take(office, "outer.jsonl", "one\n")
    enter(office, memo, document_id)
    desk = make_desk(office)
    inner = replace(
        desk.stages, split=lambda s, c, _l: split(s.model_copy(update={"name": "x.jsonl"}), c, _l)
    )
    work_off(replace(desk, stages=inner), memo)
    ((_, fields),) = office.client.xrange("copydesk:failures")
    assert '"reason":"nested_too_deep"' in fields["event"]


def test_who_leaned_on_a_rejected_document_is_judged_anew(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    owner, copy = take(office, "owner.txt", "news"), take(office, "copy.txt", "news")
    enter(office, memo, owner, copy)
    verdicts = {owner: Novelty(verdict="new"), copy: Novelty(verdict="exact", of=owner)}
    withdrawn: list[str] = []

    class Index:
        def commit(self, document_id: str) -> None:
            del document_id

        def withdraw(self, document_id: str) -> tuple[str, ...]:
            withdrawn.append(document_id)
            verdicts[copy] = Novelty(verdict="new")
            return (copy,)

    def broken(document: Document, _passages: frozenset[str] | None) -> Extraction:
        if document.id == owner:
            raise ValueError("a defect")
        return make_desk(office).stages.extract(document, None)

    stages = replace(
        desk.stages, deduplicate=lambda submission, _d, _i: verdicts[submission.id], extract=broken
    )
    work_off(replace(desk, stages=stages, index=Index()), memo)
    assert withdrawn == [owner]
    assert outcomes(office) == {"owner.txt": "rejected", "copy.txt": "published"}


def test_deleting_after_publishing_goes_by_way_of_the_trash(tmp_path: Path, redis_url: str) -> None:
    office, memo = make_office(tmp_path, redis_url, after_publish="delete")
    document_id = take(office, "a.txt", "news")
    enter(office, memo, document_id)
    work_off(make_desk(office), memo)
    assert (office.spool.trash / document_id).exists()
    assert list(office.spool.archive.iterdir()) == []


def test_a_failure_says_where_the_original_lies(place: tuple[Office, Memo, Desk]) -> None:
    office, memo, desk = place
    enter(office, memo, take(office, "bad\n.txt", "BROKEN"))
    work_off(desk, memo)
    ((_, fields),) = office.client.xrange("copydesk:failures")
    assert Path(json.loads(fields["event"])["data"]["kept"]).read_text() == "BROKEN"


def test_a_stage_that_does_not_end_is_ended(tmp_path: Path, redis_url: str) -> None:
    office, memo = make_office(tmp_path, redis_url, working_seconds=0.2)
    enter(office, memo, take(office, "endless.txt", "SLOW extract 30"))
    work_off(make_desk(office), memo)
    ((_, fields),) = office.client.xrange("copydesk:failures")
    assert '"reason":"working_too_slow"' in fields["event"]


def test_a_claim_that_was_cut_short_before_it_named_its_file_is_swept_away(
    place: tuple[Office, Memo, Desk],
) -> None:
    office, _, desk = place
    left = office.spool.folder("01m80r3qg5sscwn35qn11c2zhw")
    left.mkdir(parents=True)
    Sweeper(office, desk.index, Event()).reconcile(young=0.0)
    assert left.exists(), "another watcher may be about to name its file"
    time.sleep(0.05)
    Sweeper(office, desk.index, Event()).reconcile(young=0.01)
    assert not left.exists()


def test_a_folder_with_a_file_of_unknown_name_is_never_swept(place: tuple[Office, Memo, Desk]) -> None:
    office, _, desk = place
    kept = office.spool.folder("01m80r3qg5sscwn35qn11c2zhw")
    kept.mkdir(parents=True)
    (kept / "story.txt").write_text("news")
    (kept / "other.txt").write_text("news")
    time.sleep(0.05)
    Sweeper(office, desk.index, Event()).reconcile(young=0.01)
    assert (kept / "story.txt").exists()
