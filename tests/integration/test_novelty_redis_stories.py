import time

import pytest
import redis

from tasks.stories.redis_stories import RedisStories
from tasks.stories.threads import Telling
from tests.contracts.stories import StoriesContract


class TestRedisStories(StoriesContract):
    @pytest.fixture
    def stories(self, redis_client: "redis.Redis") -> RedisStories:
        return RedisStories(redis_client)


def test_memory_returns_after_the_window(redis_client: "redis.Redis") -> None:
    stories = RedisStories(redis_client, days=0.2 / 86_400)
    stories.record_telling(Telling("raid", "document-a", "Post", 1))
    time.sleep(0.25)
    assert list(stories.threads()) == []
    assert stories.record_telling(Telling("raid", "document-b", "Post", 1)).first_told_by == "document-b"


def test_a_client_that_decodes_responses_serves_as_well(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        stories = RedisStories(client)
        stories.record_telling(Telling("raid", "document-a", "Post", 1, "words", killed=2))
        assert stories.threads()[0].publishers == ("Post",)
