"""`copydesk up`: everything that one machine needs, in one command."""

import fcntl
import os
import signal
import sys
from threading import Event
from types import FrameType
from typing import IO

import structlog

from schemas.errors import ConfigurationError
from schemas.settings import Settings
from workers.log import set_up_logging
from workers.server import EmbeddedServer
from workers.supervisor import ChildProcess, Supervisor

__all__ = ["up"]

log = structlog.get_logger(__name__)

EXTRA_SECONDS = 10.0
"""Time that a worker gets beyond its grace period to put work back and sign off."""


def up() -> None:
    """Run the server (unless COPYDESK_REDIS_URL names one), a watcher and a worker until TERM or Ctrl-C.

    What dies is restarted. A first TERM drains what runs; a second one ends everything at once, which
    loses nothing: the next start goes on.

    Exit codes: 0 stopped in order, 2 a setting is wrong or a part cannot be kept running.
    """
    settings = Settings()
    set_up_logging(settings)
    alone = lock(settings)
    stop = Event()
    supervisor = Supervisor(stop)
    listen(stop, supervisor)
    if settings.redis_url is None:
        server = EmbeddedServer(settings)
        server.start()
        supervisor.take("server", server)
    environment = {**os.environ, "COPYDESK_SUPERVISED": "1"}
    for name, grace in (("watch", EXTRA_SECONDS), ("work", settings.grace_seconds + EXTRA_SECONDS)):
        command = [sys.executable, "-m", "workers.cli", name]
        supervisor.add(name, ChildProcess(command, environment, grace))
    log.info("up", inbox=str(settings.inbox.absolute()), home=str(settings.home.absolute()))
    try:
        supervisor.run()
    finally:
        supervisor.stop()
        alone.close()
    log.info("stopped")


def lock(settings: Settings) -> IO[str]:
    """Make sure that `up` runs once on a home folder; the lock goes with the process.

    Raises:
        ConfigurationError: If it runs already.
    """
    path = settings.home.absolute() / "run" / "up.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise ConfigurationError(
            f"copydesk is up already in {settings.home.absolute()}",
            hint="Use that one, or give this one a home and an inbox of its own.",
        ) from error
    return file


def listen(stop: Event, supervisor: Supervisor) -> None:
    """End in order at the first signal, at once at the second."""

    def end(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            supervisor.kill()
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
