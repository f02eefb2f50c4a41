"""What every memory of lines must do; the unit tests hold the one in memory to it, the integration tests the other."""

import random

from schemas.settings import Limits
from tasks.clean import LineMemory, clean
from tests.unit.clean.making import submission_of

FURNITURE = "The Harbour Gazette is read in forty towns along the coast"
WORDS = [
    "dock",
    "crane",
    "ferry",
    "pilot",
    "harbour",
    "union",
    "ministry",
    "strike",
    "vote",
    "container",
    "quay",
    "wage",
    "captain",
    "storm",
    "inspector",
    "cargo",
]


def story(seed: int, *, lines: int = 4) -> list[str]:
    """Make lines that no two seeds share."""
    chance = random.Random(seed)
    return [f"{' '.join(chance.choices(WORDS, k=14)).capitalize()}, paper {seed} said." for _ in range(lines)]


class LineMemoryContract:
    def teach(self, memory: LineMemory, seeds: range, collection: str = "") -> None:
        for seed in seeds:
            lines = [*story(seed), FURNITURE]
            memory.recall(submission_of(str(seed).encode(), collection=collection), lines)

    def test_what_recurs_with_new_text_is_learned(self, memory: LineMemory) -> None:
        self.teach(memory, range(8))
        lines = [*story(99), FURNITURE]
        assert memory.recall(submission_of(b"99"), lines) == {FURNITURE}

    def test_a_few_times_are_chance(self, memory: LineMemory) -> None:
        self.teach(memory, range(7))
        assert memory.recall(submission_of(b"99"), [*story(99), FURNITURE]) == frozenset()

    def test_collections_do_not_mix(self, memory: LineMemory) -> None:
        self.teach(memory, range(12), collection="gazette")
        assert memory.recall(submission_of(b"99", collection="other"), [*story(99), FURNITURE]) == frozenset()

    def test_copies_teach_nothing(self, memory: LineMemory) -> None:
        for copy in range(20):
            memory.recall(submission_of(f"copy {copy}".encode()), story(1))
        assert memory.recall(submission_of(b"last"), story(1)) == frozenset()

    def test_a_document_counts_once(self, memory: LineMemory) -> None:
        for _ in range(20):
            memory.recall(submission_of(b"same"), [*story(1), FURNITURE])
        assert memory.recall(submission_of(b"99"), [*story(99), FURNITURE]) == frozenset()

    def test_what_few_documents_have_is_no_furniture(self, memory: LineMemory) -> None:
        for seed in range(200):
            lines = [*story(seed), *([FURNITURE] if seed % 20 == 0 else [])]
            memory.recall(submission_of(str(seed).encode()), lines)
        assert memory.recall(submission_of(b"999"), [*story(999), FURNITURE]) == frozenset()

    def test_long_lines_are_content(self, memory: LineMemory) -> None:
        long = " ".join(["quay"] * 60)
        for seed in range(12):
            memory.recall(submission_of(str(seed).encode()), [*story(seed, lines=9), long])
        assert memory.recall(submission_of(b"99"), [*story(99), long]) == frozenset()

    def test_learned_lines_leave_the_text_and_stay_in_the_record(self, memory: LineMemory) -> None:
        self.teach(memory, range(10))
        content = "\n\n".join([*story(99), FURNITURE]).encode()
        document = clean(submission_of(content), content, Limits(), memory)
        assert FURNITURE not in document.text
        assert [(line.text, line.rule) for line in document.removed] == [(FURNITURE, "learned")]

    def test_a_document_is_never_emptied(self, memory: LineMemory) -> None:
        self.teach(memory, range(10))
        content = FURNITURE.encode()
        assert clean(submission_of(content), content, Limits(), memory).text == FURNITURE
