import json
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from schemas.settings import Settings
from workers.checks import findings
from workers.cli import app


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("REDIS_URL", "BROKER_URL"):
        monkeypatch.delenv(f"COPYDESK_{name}", raising=False)
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COPYDESK_INBOX", str(tmp_path / "inbox"))
    return Settings()


def test_a_bare_installation_is_well(settings: Settings) -> None:
    found = {finding.check: finding for finding in findings(settings)}
    assert not [finding for finding in found.values() if finding.state == "wrong"]
    assert found["server"].hint == "Start it with `copydesk up`."


def test_a_server_that_is_not_there_is_wrong_and_its_password_stays_secret(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("COPYDESK_REDIS_URL", f"redis://user:hush@127.0.0.1:{port}/0")
    done = CliRunner().invoke(app, ["doctor", "--json"])
    assert done.exit_code == 1
    assert "hush" not in done.output
    wrong = [finding for finding in json.loads(done.stdout)["findings"] if finding["state"] == "wrong"]
    assert [finding["check"] for finding in wrong] == ["server"]
    assert "COPYDESK_REDIS_URL" in wrong[0]["hint"]


def test_every_wrong_finding_says_what_to_do(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("workers.checks.MODELS", ("no_such_package",))
    found = [finding for finding in findings(settings) if finding.state != "ok"]
    assert all(finding.hint for finding in found)
    assert [finding.check for finding in found if finding.state == "wrong"] == ["packages"]


def test_help_lists_every_command() -> None:
    done = CliRunner().invoke(app, ["schema"])
    assert done.exit_code == 0
    assert "asyncapi" in done.output
