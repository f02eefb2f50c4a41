"""The fault campaign in short: `make faults` runs all faults over a thousand documents."""

from pathlib import Path

import pytest

from benchmarks.faults.scenarios import SCENARIOS

DOCUMENTS = 120


@pytest.mark.parametrize("name", ["server-everysec", "network"])
def test_a_fault_loses_nothing_and_repeats_nothing(tmp_path: Path, name: str) -> None:
    verdict = SCENARIOS[name](tmp_path, DOCUMENTS, 11)
    assert verdict.faults > 0
    assert (verdict.lost, verdict.torn, verdict.repeated) == (0, 0, 0)
    assert sum(verdict.outcomes.values()) == DOCUMENTS
