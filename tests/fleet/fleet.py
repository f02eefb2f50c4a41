"""Start and stop the real parts as processes, and look at what they did."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from redis import Redis

from schemas.settings import Settings
from tasks.connection import connect
from workers.server import EmbeddedServer

ROOT = Path(__file__).parents[2]


class Fleet:
    """Be one home folder with its server, watchers and workers."""

    def __init__(self, home: Path, **settings: object) -> None:
        values: dict[str, Any] = {
            "home": home / "home",
            "inbox": home / "inbox",
            "settle_seconds": 0.1,
            "rescan_seconds": 0.5,
            "stall_after": 3.0,
            "concurrency": 1,
            "visibility_timeout": 10,
            "grace_seconds": 5.0,
            **settings,
        }
        self.settings = Settings(**values)
        self.environment = {
            **os.environ,
            **{f"COPYDESK_{name.upper()}": str(value) for name, value in values.items()},
            "PYTHONPATH": str(ROOT),
        }
        self.inbox = self.settings.inbox
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.home = self.settings.home
        self.server = EmbeddedServer(self.settings)
        self.processes: list[subprocess.Popen[bytes]] = []
        self._log = home / "processes.log"

    def __enter__(self) -> "Fleet":
        """Start the server."""
        self.server.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Stop everything; show what the processes said if the test failed."""
        for process in self.processes:
            self.kill(process)
        self.server.stop()
        if error is not None:
            sys.stderr.write(self.log())

    def log(self) -> str:
        """Return what all processes said."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a Python module with arguments as a process."""
        with self._log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env={**self.environment, **environment},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def watch(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a watcher."""
        return self.start("tests.fleet.watcher", **environment)

    def work(self, name: str = "", **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker with the quick stages."""
        return self.start("tests.fleet.worker", name, **environment)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process and its children."""
        for number in (signal.SIGCONT, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                break
        process.wait()

    def drop(self, name: str, content: str | bytes) -> Path:
        """Move a file into the inbox."""
        data = content.encode() if isinstance(content, str) else content
        target = self.inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = self.home.parent / f"draft-{time.monotonic_ns()}"
        draft.write_bytes(data)
        return draft.rename(target)

    def connect(self) -> Redis:
        """Open a client."""
        return connect(self.settings)

    def stream(self, name: str) -> list[dict[str, Any]]:
        """Return all CloudEvents of a stream."""
        with self.connect() as client:
            entries: Any = client.xrange(f"{self.settings.namespace}:{name}")
        return [json.loads(fields["event"]) for _, fields in entries]

    def outcomes(self) -> dict[str, str]:
        """Return the outcome of each document by name."""
        return {event["data"]["name"]: event["data"]["outcome"] for event in self.stream("documents")}

    def repeats(self) -> dict[str, int]:
        """Return which CloudEvents ids stand on the streams more than once."""
        ids = Counter(
            event["id"] for name in ("documents", "events", "failures") for event in self.stream(name)
        )
        return {key: count for key, count in ids.items() if count > 1}

    def wait(self, condition: Callable[[], object], seconds: float = 30.0, what: str = "") -> None:
        """Wait until something is true.

        Raises:
            TimeoutError: If it does not become true in time.
        """
        give_up = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > give_up:
                raise TimeoutError(f"not in {seconds} s: {what or condition}")
            time.sleep(0.05)

    def wait_for(self, count: int, seconds: float = 30.0) -> None:
        """Wait until so many documents have an outcome."""
        with self.connect() as client:
            key = f"{self.settings.namespace}:documents"
            self.wait(lambda: client.xlen(key) >= count, seconds, f"{count} outcomes")
