import pytest
import redis

from tasks.clean import LineMemory
from tasks.clean.lines.redis_memory import RedisLineMemory
from tests.contracts.line_memory import FURNITURE, LineMemoryContract, story
from tests.unit.clean.making import submission_of


class TestRedisLineMemory(LineMemoryContract):
    @pytest.fixture
    def memory(self, redis_client: "redis.Redis") -> LineMemory:
        return RedisLineMemory(redis_client, "test")


def test_lines_are_bounded_and_forgotten(redis_client: "redis.Redis") -> None:
    memory = RedisLineMemory(redis_client, "test", days=1, most_lines=100)
    for seed in range(60):
        memory.recall(submission_of(str(seed).encode()), [*story(seed), FURNITURE])
    assert memory.recall(submission_of(b"99"), [*story(99), FURNITURE]) == {FURNITURE}
    keys = [
        bytes(key) if isinstance(key, bytes) else str(key).encode()
        for key in redis_client.scan_iter("{test:lines:*")
    ]
    times = next(key for key in keys if key.endswith(b":times"))
    assert int(str(redis_client.zcard(times))) <= 100
    assert all(0 < int(str(redis_client.ttl(key))) <= 86_400 for key in keys)
