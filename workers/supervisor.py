"""Keep processes running: restart what dies, with growing pauses and a reason; give up when it is hopeless."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Final, Protocol

import structlog

from schemas.errors import CopydeskError
from workers.kin import die_with_parent

__all__ = ["ChildProcess", "GaveUpError", "Supervised", "Supervisor"]

log = structlog.get_logger(__name__)

HEALTHY_SECONDS: Final = 30.0
"""Whoever ran so long was well: his next death counts as the first."""

MOST_DEATHS: Final = 8
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
POLL_SECONDS: Final = 0.2


class GaveUpError(CopydeskError):
    """A part of copydesk dies again and again."""

    code = "gave_up"
    hint = "Read its last lines above, then run `copydesk doctor`."


class Supervised(Protocol):
    """Be something that can be started, watched and stopped."""

    def start(self) -> None:
        """Start it."""

    def is_running(self) -> bool:
        """Tell whether it runs."""

    def reason(self) -> str:
        """Say how it ended."""

    def stop(self) -> None:
        """End it in order."""


class ChildProcess:
    """Run a command as a child in a process group of its own."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], grace_seconds: float) -> None:
        self._command = list(command)
        self._environment = environment
        self._grace = grace_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the command."""
        self._process = subprocess.Popen(
            self._command,
            env=self._environment,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (started from the main thread; calls no Python lock)
        )

    def is_running(self) -> bool:
        """Tell whether it runs."""
        return self._process is not None and self._process.poll() is None

    def reason(self) -> str:
        """Say how it ended."""
        status = self._process.returncode if self._process is not None else None
        if status is not None and status < 0:
            return f"killed by {signal.Signals(-status).name}"
        return f"exit status {status}"

    def ask_to_stop(self) -> None:
        """Send TERM."""
        if self._process is not None and self.is_running():
            self._process.terminate()

    def stop(self) -> None:
        """Wait out the grace period, then kill the whole group."""
        self.ask_to_stop()
        if self._process is None:
            return
        try:
            self._process.wait(self._grace)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Kill the command and its children."""
        if self._process is not None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                log.debug("was gone", command=self._command[-1])
            self._process.wait()

    @property
    def pid(self) -> int | None:
        """Return its process id."""
        return None if self._process is None else self._process.pid


@dataclass(slots=True)
class Charge:
    """Be one supervised part and its history.

    Attributes:
        deaths: Deaths in a row, without a healthy time between them.
        restart_at: When it is to be started again; None while it runs.
    """

    name: str
    part: Supervised
    started: float = 0.0
    deaths: int = 0
    restart_at: float | None = None


class Supervisor:
    """Start parts in order and keep them running."""

    def __init__(self, stop: Event, clock: Callable[[], float] = time.monotonic) -> None:
        self._stop = stop
        self._clock = clock
        self._charges: list[Charge] = []

    def add(self, name: str, part: Supervised) -> None:
        """Start a part and take charge of it."""
        charge = Charge(name, part)
        self._charges.append(charge)
        self._start(charge)

    def take(self, name: str, part: Supervised) -> None:
        """Take charge of a part that runs already."""
        self._charges.append(Charge(name, part, started=self._clock()))

    def run(self) -> None:
        """Watch over all parts until told to stop.

        Raises:
            GaveUpError: If a part cannot be kept running.
        """
        while not self._stop.wait(POLL_SECONDS):
            self.look()

    def look(self) -> None:
        """Look after every part once."""
        for charge in self._charges:
            self.look_after(charge)

    def look_after(self, charge: Charge) -> None:
        """Notice a death, and restart the part when its pause is over."""
        now = self._clock()
        if charge.restart_at is not None:
            if now >= charge.restart_at:
                self._start(charge)
        elif not charge.part.is_running():
            self._mourn(charge, charge.part.reason(), now)

    def stop(self) -> None:
        """Ask all processes at once to end, then end every part in reverse order."""
        for charge in self._charges:
            if isinstance(charge.part, ChildProcess):
                charge.part.ask_to_stop()
        for charge in reversed(self._charges):
            charge.part.stop()

    def kill(self) -> None:
        """End all processes at once."""
        for charge in self._charges:
            if isinstance(charge.part, ChildProcess):
                charge.part.kill()

    def _start(self, charge: Charge) -> None:
        charge.restart_at = None
        charge.started = self._clock()
        try:
            charge.part.start()
        except (CopydeskError, OSError) as error:
            if not charge.deaths:
                charge.deaths = 1
            self._mourn(charge, str(error), self._clock())

    def _mourn(self, charge: Charge, reason: str, now: float) -> None:
        charge.deaths = 1 if now - charge.started > HEALTHY_SECONDS else charge.deaths + 1
        if charge.deaths > MOST_DEATHS:
            raise GaveUpError(f"The {charge.name} died {charge.deaths} times in a row; last: {reason}.")
        pause = min(FIRST_PAUSE * 2 ** (charge.deaths - 1), LONGEST_PAUSE)
        log.warning("restarting", part=charge.name, reason=reason, pause=pause, deaths=charge.deaths)
        charge.restart_at = now + pause
