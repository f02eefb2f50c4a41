"""The real command on a home of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fleet.fleet import Fleet


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """Give a running server and a place for watchers and workers."""
    with Fleet(tmp_path) as started:
        yield started
