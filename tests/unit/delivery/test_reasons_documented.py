from pathlib import Path

import pytest

from schemas.errors import HINTS, Reason

PAGE = Path(__file__).parents[3] / "docs" / "reliability.md"


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_on_the_page_with_what_to_do(reason: Reason) -> None:
    (row,) = (line for line in PAGE.read_text().splitlines() if line.startswith(f"| `{reason.value}` |"))
    assert row.endswith(f"| {HINTS[reason]} |")
