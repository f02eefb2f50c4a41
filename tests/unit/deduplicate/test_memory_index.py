import pytest

from tasks.deduplicate.memory import MemoryIndex
from tests.contracts.novelty import STORY, NoveltyContract, judge


class TestMemoryIndex(NoveltyContract):
    @pytest.fixture
    def index(self) -> MemoryIndex:
        return MemoryIndex()


def test_what_was_told_before_the_window_is_forgotten() -> None:
    now = [0.0]
    index = MemoryIndex(days=2, clock=lambda: now[0])
    judge(index, "document-a", STORY)
    now[0] = 2 * 86_400 - 1
    assert judge(index, "document-b", STORY).verdict == "exact"
    now[0] = 2 * 86_400 + 1
    assert judge(index, "document-c", STORY).verdict == "new"
