"""The compose file, checked against the compose specification."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

COMPOSE = Path(__file__).parents[3] / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE.read_text())


def test_it_follows_the_specification(compose: dict[str, Any]) -> None:
    parsed = PyCompose.from_json(json.dumps(compose))
    parsed.validate()
    assert set(parsed.service_names()) == {"redis", "watcher", "worker", "consumer"}


def test_a_mistyped_key_would_be_noticed(compose: dict[str, Any]) -> None:
    compose = {**compose, "services": {**compose["services"], "worker": {"imagee": "x"}}}
    with pytest.raises(ValueError, match="imagee"):
        PyCompose.from_json(json.dumps(compose))


def test_the_server_keeps_what_it_is_given(compose: dict[str, Any]) -> None:
    command = compose["services"]["redis"]["command"]
    assert "noeviction" in command
    assert command[command.index("--appendonly") + 1] == "yes"
    assert "healthcheck" in compose["services"]["redis"]


def test_running_documents_may_finish(compose: dict[str, Any]) -> None:
    worker = compose["services"]["worker"]
    grace = int(worker["environment"]["COPYDESK_GRACE_SECONDS"])
    assert int(worker["stop_grace_period"].removesuffix("s")) > grace


def test_inbox_and_spool_share_a_mount(compose: dict[str, Any]) -> None:
    for name in ("watcher", "worker"):
        service = compose["services"][name]
        assert [volume.split(":")[-1] for volume in service["volumes"]] == ["/data"]
        assert service["environment"]["COPYDESK_INBOX"].startswith("/data/")
        assert service["environment"]["COPYDESK_HOME"].startswith("/data/")
