"""Workers that die, with the quick stages of the fleet, over real queues."""

import os
import signal
import time
from pathlib import Path

from benchmarks.faults.crew import children_of
from tests.fleet.fleet import Fleet


def test_a_deadly_document_is_rejected_and_its_batch_goes_on(fleet: Fleet) -> None:
    for number in range(60):
        fleet.drop(f"{number}.txt", "CRASH extract" if number == 17 else f"news {number}")
    fleet.watch(COPYDESK_BATCH="8")
    fleet.work()
    fleet.wait_for(60, 60)
    outcomes = fleet.outcomes()
    assert outcomes.pop("17.txt") == "rejected"
    assert set(outcomes.values()) == {"published"}
    (failure,) = fleet.stream("failures")
    assert (failure["data"]["reason"], failure["data"]["stage"]) == ("crashed", "extract")
    assert failure["data"]["attempts"] == 3
    assert fleet.repeats() == {}


def test_one_crash_is_forgiven(fleet: Fleet, tmp_path: Path) -> None:
    fleet.watch()
    fleet.work()
    fleet.drop("once.txt", f"news CRASH-ONCE clean {tmp_path}/a CRASH-ONCE publish {tmp_path}/b")
    fleet.wait_for(1, 40)
    assert fleet.outcomes() == {"once.txt": "published"}


def test_a_worker_that_ignores_its_time_is_ended_and_another_lives(fleet: Fleet) -> None:
    fleet.watch()
    fleet.work(COPYDESK_READING_SECONDS="0.5")
    fleet.drop("slow.txt", "SLOW clean 60")
    fleet.drop("huge.txt", "HUGE clean")
    fleet.drop("good.txt", "news")
    fleet.wait_for(3, 40)
    assert fleet.outcomes() == {"slow.txt": "rejected", "huge.txt": "rejected", "good.txt": "published"}
    reasons = {event["data"]["name"]: event["data"]["reason"] for event in fleet.stream("failures")}
    assert reasons == {"slow.txt": "reading_too_slow", "huge.txt": "reading_too_big"}


def test_a_message_that_a_stopped_worker_swallowed_is_sent_again(fleet: Fleet) -> None:
    fleet.watch()
    worker = fleet.work()
    fleet.drop("first.txt", "news 1")
    fleet.wait_for(1)
    os.kill(worker.pid, signal.SIGSTOP)
    fleet.drop("second.txt", "news 2")
    time.sleep(1.0)
    fleet.kill(worker)
    fleet.work()
    fleet.wait_for(2, 40)
    assert fleet.repeats() == {}


def test_term_drains_and_puts_the_rest_back(fleet: Fleet) -> None:
    fleet.watch()
    worker = fleet.work(COPYDESK_GRACE_SECONDS="4")
    for number in range(6):
        fleet.drop(f"{number}.txt", f"news {number} SLOW extract 1.0")
    fleet.wait_for(1)
    started = time.monotonic()
    worker.terminate()
    assert worker.wait(15) == 0
    assert time.monotonic() - started < 10
    done = len(fleet.outcomes())
    assert 1 <= done < 6
    fleet.work()
    fleet.wait_for(6, 40)
    assert set(fleet.outcomes().values()) == {"published"}
    assert fleet.repeats() == {}
    with fleet.connect() as client:
        assert client.hgetall("copydesk:attempts") == {}


def test_a_long_document_is_not_taken_for_a_crash(fleet: Fleet) -> None:
    fleet.watch(COPYDESK_STALL_AFTER="1")
    fleet.work("w1", COPYDESK_VISIBILITY_TIMEOUT="10")
    fleet.work("w2", COPYDESK_VISIBILITY_TIMEOUT="10")
    fleet.drop("long.txt", "news SLOW extract 12")
    fleet.wait_for(1, 40)
    assert fleet.outcomes() == {"long.txt": "published"}
    with fleet.connect() as client:
        assert client.hgetall("copydesk:attempts") == {}


def test_a_killed_worker_and_its_killed_child_tell_nothing_twice(fleet: Fleet) -> None:
    fleet.watch()
    first, second = fleet.work("w1"), fleet.work("w2")
    for number in range(100):
        fleet.drop(f"{number}.txt", f"news {number} SLOW extract 0.02")
    fleet.wait_for(10)
    for child in children_of(second.pid):
        os.kill(child, signal.SIGKILL)
    os.kill(first.pid, signal.SIGKILL)
    fleet.wait_for(100, 60)
    assert set(fleet.outcomes().values()) == {"published"}
    assert fleet.repeats() == {}
    assert len(fleet.stream("events")) == 200
