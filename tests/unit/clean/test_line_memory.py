import pytest

from tasks.clean import LineMemory, MemoryLineMemory
from tests.contracts.line_memory import FURNITURE, LineMemoryContract, story
from tests.unit.clean.making import submission_of


class TestMemoryLineMemory(LineMemoryContract):
    @pytest.fixture
    def memory(self) -> LineMemory:
        return MemoryLineMemory()


def test_the_rarest_lines_are_forgotten_first() -> None:
    memory = MemoryLineMemory(most_lines=100)
    for seed in range(60):
        memory.recall(submission_of(str(seed).encode()), [*story(seed), FURNITURE])
    assert memory.recall(submission_of(b"99"), [*story(99), FURNITURE]) == {FURNITURE}
