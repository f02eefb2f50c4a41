import pytest

from schemas.errors import ConfigurationError
from tasks.chain import STAGES
from workers.cli.work import chosen


def test_a_worker_works_on_every_stage_unless_told() -> None:
    assert chosen("") == tuple(STAGES)


def test_a_stage_can_have_a_fleet_of_its_own() -> None:
    assert chosen("extract, publish") == ("extract", "publish")


def test_an_unknown_stage_is_named_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="polish") as caught:
        chosen("extract,polish")
    assert "deduplicate" in caught.value.hint
