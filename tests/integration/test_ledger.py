import time

import pytest
from redis import Redis

from tasks.ledger import Ledger

DOC, OTHER = "document-1", "document-2"
ME, YOU = "here.1:10:11:a", "here.1:10:12:b"


@pytest.fixture
def client(redis_url: str) -> Redis:
    return Redis.from_url(redis_url, decode_responses=True)


@pytest.fixture
def ledger(client: Redis) -> Ledger:
    return Ledger(client, "test")


def test_a_document_is_entered_once(ledger: Ledger) -> None:
    assert ledger.register([DOC, OTHER]) == [DOC, OTHER]
    assert ledger.register([DOC]) == []
    assert ledger.in_flight() == 2
    assert ledger.known([DOC, "document-3"]) == {DOC}


def test_a_settled_document_is_not_entered(ledger: Ledger, client: Redis) -> None:
    client.set(f"test:settled:{DOC}", "{}")
    assert ledger.register([DOC, OTHER]) == [OTHER]


def test_two_workers_do_not_work_on_one_document(ledger: Ledger) -> None:
    ledger.register([DOC])
    assert ledger.begin(DOC, "clean", ME, 3).verdict == "go"
    start = ledger.begin(DOC, "clean", YOU, 3)
    assert (start.verdict, start.before) == ("busy", ME)


def test_what_is_not_entered_is_gone(ledger: Ledger) -> None:
    assert ledger.begin(DOC, "clean", ME, 3).verdict == "gone"


def test_a_death_counts_and_the_third_is_the_last(ledger: Ledger) -> None:
    ledger.register([DOC])
    for death in range(3):
        start = ledger.begin(DOC, "extract", f"here.1:10:{death}:x", 3)
        assert (start.verdict, start.attempts) == ("go", death)
        ledger.declare_dead(f"here.1:10:{death}:x")
    start = ledger.begin(DOC, "extract", ME, 3)
    assert (start.verdict, start.before, start.attempts) == ("crashed", "extract", 3)


def test_finishing_keeps_the_first_record_and_frees_the_document(ledger: Ledger, client: Redis) -> None:
    ledger.register([DOC])
    ledger.begin(DOC, "clean", ME, 3)
    assert ledger.finish(DOC, ME, "document", "{}")
    assert ledger.finish(DOC, ME, "document", "{other}")
    assert client.hget(f"test:dossier:{DOC}", "document") == "{}"
    assert ledger.begin(DOC, "deduplicate", YOU, 3).verdict == "go"


def test_a_worker_that_was_overtaken_does_not_free_the_other(ledger: Ledger) -> None:
    ledger.register([DOC])
    ledger.begin(DOC, "clean", ME, 3)
    ledger.declare_dead(ME)
    ledger.begin(DOC, "clean", YOU, 3)
    ledger.finish(DOC, ME, "document", "{}")
    assert ledger.begin(DOC, "clean", ME, 3).verdict == "busy"


def test_a_settled_document_gets_no_more_records(ledger: Ledger, client: Redis) -> None:
    assert not ledger.finish(DOC, ME, "document", "{}")
    assert not client.exists(f"test:dossier:{DOC}")


def test_a_stalled_document_is_taken_by_one_sweeper(ledger: Ledger) -> None:
    ledger.register([DOC])
    assert ledger.stalled(5.0) == []
    time.sleep(0.12)
    assert ledger.stalled(0.1) == [DOC]
    assert ledger.stalled(0.1) == []


def test_what_a_living_worker_has_is_not_stalled(ledger: Ledger) -> None:
    ledger.register([DOC])
    ledger.begin(DOC, "extract", ME, 3)
    time.sleep(0.12)
    assert ledger.stalled(0.1) == []
    ledger.declare_dead(ME)
    assert ledger.stalled(0.1) == [DOC]


def test_a_worker_that_went_on_to_another_document_has_lost_the_first(ledger: Ledger) -> None:
    ledger.register([DOC, OTHER])
    ledger.begin(DOC, "extract", ME, 3)
    ledger.begin(OTHER, "extract", ME, 3)
    assert ledger.is_alive(ME, OTHER)
    assert ledger.begin(DOC, "extract", YOU, 3).verdict == "go"


def test_an_orderly_end_is_no_crash(ledger: Ledger) -> None:
    ledger.register([DOC])
    ledger.begin(DOC, "extract", ME, 3)
    assert ledger.forgive("here.1:10:") == 1
    start = ledger.begin(DOC, "extract", YOU, 3)
    assert (start.verdict, start.attempts) == ("go", 0)


def test_marks_tell_who_began_what(ledger: Ledger) -> None:
    ledger.register([DOC, OTHER])
    ledger.begin(DOC, "extract", ME, 3)
    assert ledger.marks([DOC, OTHER]) == {DOC: ("extract", ME)}


def test_nothing_is_left_of_a_struck_document(ledger: Ledger, client: Redis) -> None:
    ledger.register([DOC])
    ledger.begin(DOC, "clean", ME, 3)
    ledger.strike(DOC)
    assert ledger.in_flight() == 0
    assert not client.hexists("test:running", DOC)
