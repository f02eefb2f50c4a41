from pathlib import Path

import pytest

from tests.contracts.race import families, race


@pytest.mark.parametrize("seed", [1, 2])
def test_racing_workers_agree_on_one_owner_a_document(redis_url: str, server_socket: Path, seed: int) -> None:
    sketches = families(seed, documents=40)
    assert race(str(server_socket), sketches, processes=8, seed=seed)["new"] == 40
