import threading
from datetime import UTC, datetime

import pytest
from redis import Redis
from redis.exceptions import ResponseError

from schemas.errors import Reason, Rejection
from schemas.receipt import CloudEvent
from schemas.submission import Submission
from tasks.ledger import Ledger
from tasks.patience import is_passing
from tasks.publish import Publisher, failure_entries

DOC = "document-1"


def events(count: int) -> list[CloudEvent]:
    submission = Submission(id=DOC, name="a.txt", sha256="", size=0, received=datetime.now(UTC))
    pair = failure_entries(submission, Rejection(Reason.EMPTY, "a.txt is empty."), "clean", 0, None)
    return [pair[0], *(pair[1].model_copy(update={"id": f"{DOC}:{n}"}) for n in range(count))]


@pytest.fixture
def client(redis_url: str) -> Redis:
    return Redis.from_url(redis_url, decode_responses=True)


@pytest.fixture
def publisher(client: Redis) -> Publisher:
    return Publisher(client, "test", 0)


def test_all_entries_and_the_mark_are_written_once(publisher: Publisher, client: Redis) -> None:
    ledger = Ledger(client, "test")
    ledger.register([DOC])
    ledger.begin(DOC, "publish", "me", 3)
    settlement, ours = publisher.settle(DOC, "rejected", events(3))
    assert ours
    assert client.xlen("test:documents") == 1
    assert client.xlen("test:failures") == 3
    assert ledger.in_flight() == 0
    assert not client.hexists("test:running", DOC)
    again, ours = publisher.settle(DOC, "published", events(5))
    assert not ours
    assert again == settlement
    assert client.xlen("test:failures") == 3
    assert publisher.counters() == {"published": 0, "duplicate": 0, "rejected": 1}


def test_of_many_racing_publishers_one_writes(redis_url: str, client: Redis) -> None:
    barrier = threading.Barrier(8)

    def race() -> None:
        own = Publisher(Redis.from_url(redis_url, decode_responses=True), "test", 0)
        barrier.wait()
        own.settle(DOC, "rejected", events(10))

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert client.xlen("test:failures") == 10
    assert publisher_counts(client) == 1


def publisher_counts(client: Redis) -> int:
    return Publisher(client, "test", 0).counters()["rejected"]


def test_an_entry_repeats_id_type_and_subject_beside_the_json(publisher: Publisher, client: Redis) -> None:
    publisher.settle(DOC, "rejected", events(1))
    ((_, fields),) = client.xrange("test:failures")
    event = CloudEvent.model_validate_json(fields["event"])
    assert (fields["id"], fields["type"], fields["subject"]) == (event.id, event.type, event.subject)
    assert (event.subject, event.specversion) == (DOC, "1.0")


def test_a_full_server_takes_nothing_rather_than_a_part(publisher: Publisher, client: Redis) -> None:
    client.config_set("maxmemory", "1")
    try:
        with pytest.raises(ResponseError) as caught:
            publisher.settle(DOC, "rejected", events(3))
        assert is_passing(caught.value)
    finally:
        client.config_set("maxmemory", "0")
    assert client.keys("test:*") == []


def test_streams_are_trimmed_by_length_and_by_age(client: Redis) -> None:
    short = Publisher(client, "test", 100)
    for number in range(400):
        short.settle(f"document-{number}", "rejected", events(1))
    assert client.xlen("test:documents") < 350
    short.trim(int(datetime.now(UTC).timestamp() * 1000) + 60_000)
    assert client.xlen("test:documents") < 100


def test_a_mark_stays_until_the_file_is_away(publisher: Publisher, client: Redis) -> None:
    publisher.settle(DOC, "rejected", events(0))
    assert client.ttl(f"test:settled:{DOC}") == -1
    publisher.forget_later(DOC, 0)
    assert client.ttl(f"test:settled:{DOC}") > 3_600


def test_a_container_is_settled_without_being_counted(publisher: Publisher) -> None:
    publisher.settle(DOC, None, [], members=7)
    settlement = publisher.settlement(DOC)
    assert settlement is not None
    assert (settlement.outcome, settlement.members) == (None, 7)
    assert sum(publisher.counters().values()) == 0
