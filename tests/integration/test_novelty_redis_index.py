import random
import time

import pytest
import redis

from tasks.deduplicate.fingerprints import sketch_of
from tasks.deduplicate.memory import MemoryIndex
from tasks.deduplicate.redis_index import RedisIndex
from tests.contracts.newsroom import document, prose, submission
from tests.contracts.novelty import STORY, NoveltyContract, judge


class TestRedisIndex(NoveltyContract):
    @pytest.fixture
    def index(self, redis_client: "redis.Redis") -> RedisIndex:
        return RedisIndex(redis_client)


def test_a_client_that_decodes_responses_serves_as_well(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        index = RedisIndex(client)
        judge(index, "document-a", STORY)
        assert judge(index, "document-b", STORY).of == "document-a"
        assert index.withdraw("document-a") == ("document-b",)


def _documents(seed: int) -> list[tuple[str, ...]]:
    """Return documents that copy, cut, join, edit and extend each other's passages."""
    chance = random.Random(seed)
    pool = [prose(f"{seed}-{n}", chance.choice((6, 20, 40, 70, 200, 500))) for n in range(12)]
    made = []
    for _ in range(60):
        passages = chance.sample(pool, chance.choice((1, 1, 1, 2, 4)))
        words = passages[-1].split()
        cut = chance.choice((0, 0, 1, 5, 40))
        passages[-1] = " ".join(words[cut:] + prose(chance.random(), chance.choice((0, 0, 1, 8, 60))).split())
        toll = chance.choice(("", "", ". It killed 3", ". It killed 14", ". Storms hit 3 towns"))
        made.append((*passages[:-1], passages[-1] + toll))
    return made


@pytest.mark.parametrize("seed", range(8))
def test_it_judges_as_the_index_in_memory_does(redis_client: "redis.Redis", seed: int) -> None:
    chance = random.Random(seed)
    here, there = MemoryIndex(), RedisIndex(redis_client)
    verdicts = set()
    for number, passages in enumerate(_documents(seed)):
        name = f"document-{number}"
        made = document(
            name,
            *passages,
            title=chance.choice((None, "One", "Two")),
            publisher=chance.choice((None, "Post", "News")),
            published=chance.choice((None, "2023-07-11", "2023-07-12")),
        )
        sketch = sketch_of(submission(name, chance.choice("ab"), chance.randint(0, 99)), made)
        found = there.check_and_claim(sketch)
        assert found == here.check_and_claim(sketch)
        verdicts.add(found.verdict)
        settle = chance.choice(("commit", "withdraw", "leave", "leave"))
        if settle == "commit":
            here.commit(name)
            there.commit(name)
        elif settle == "withdraw":
            assert there.withdraw(name) == here.withdraw(name)
    assert len(verdicts) >= 5


def test_memory_returns_after_the_window(redis_client: "redis.Redis") -> None:
    index = RedisIndex(redis_client, days=0.6 / 86_400)
    judge(index, "document-a", STORY)
    assert judge(index, "document-b", STORY).verdict == "exact"
    time.sleep(0.65)
    assert judge(index, "document-c", STORY).verdict == "new"
    until = time.monotonic() + 10
    while redis_client.dbsize() and time.monotonic() < until:
        time.sleep(0.05)
    assert redis_client.dbsize() == 0


def test_windows_overlap_so_that_nothing_is_forgotten_early(redis_client: "redis.Redis") -> None:
    index = RedisIndex(redis_client, days=0.9 / 86_400)
    judge(index, "document-a", STORY)
    time.sleep(0.4)
    judge(index, "document-b", prose("b", 100))
    assert len(redis_client.keys("*:records")) == 2
    assert judge(index, "document-c", STORY).of == "document-a"
    assert index.withdraw("document-a") == ("document-c",)


def test_a_full_window_gives_way_to_the_next(redis_client: "redis.Redis") -> None:
    index = RedisIndex(redis_client, window_documents=5)
    for number in range(12):
        judge(index, f"document-{number}", prose(number, 100))
    assert len(redis_client.keys("*:records")) == 3
    found = [judge(index, f"copy-of-{number}", prose(number, 100)).of for number in range(12)]
    assert found == [f"document-{number}" for number in range(12)]


def test_every_key_has_a_time_to_live_and_the_hash_tag(redis_client: "redis.Redis") -> None:
    index = RedisIndex(redis_client, namespace="desk")
    judge(index, "document-a", STORY, prose("b", 40))
    judge(index, "document-b", STORY)
    keys = redis_client.keys("*")
    assert all(key.startswith(b"{desk:novelty}:") for key in keys)
    assert [key for key in keys if redis_client.ttl(key) < 0] == []


def test_it_works_with_declared_keys_alone(redis_client: "redis.Redis") -> None:
    redis_client.execute_command(
        "ACL", "SETUSER", "strict", "on", ">secret", "+@all", "resetkeys", "~{desk:novelty}:*"
    )
    pool = redis_client.connection_pool.connection_kwargs
    with redis.Redis(unix_socket_path=pool["path"], username="strict", password="secret") as client:
        index = RedisIndex(client, namespace="desk")
        judge(index, "document-a", STORY)
        assert judge(index, "document-b", STORY).of == "document-a"
    redis_client.execute_command("ACL", "DELUSER", "strict")
