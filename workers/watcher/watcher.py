"""The watcher's loop: look, wait until a file rests, take it, send it on its way."""

import time
from pathlib import Path
from threading import Event

import structlog

from schemas.errors import Reason
from schemas.submission import Submission
from tasks.chain import batches
from tasks.desk import Office
from tasks.patience import is_passing, pauses
from tasks.spool import Refusal, claim, printable
from workers.watcher.hints import Hints
from workers.watcher.inbox import folders_named_like_files, is_ignored, look_at, scan
from workers.watcher.rest import RestCheck

__all__ = ["Watcher"]

log = structlog.get_logger(__name__)

GROUP = 64
"""Files that are claimed before they are entered and sent together."""

REFUSAL_PAUSE = 5.0
"""Seconds after which a file that could not be moved is tried again."""


class Watcher:
    """Take files from one inbox."""

    def __init__(self, office: Office, stop: Event) -> None:
        """Take the office that takes the files, and the event that ends the loop."""
        settings = office.settings
        self._office = office
        self._stop = stop
        self._inbox = settings.inbox.absolute()
        self._rest = RestCheck(settings.settle_seconds)
        self._hints = Hints(self._inbox, polling=settings.polling, poll_seconds=settings.rescan_seconds)
        self._next_scan = 0.0
        self._said: set[str] = set()
        self._refused: dict[Path, float] = {}

    def run(self) -> None:
        """Watch until told to stop; wait with growing pauses while server or disk are not ready."""
        self._inbox.mkdir(parents=True, exist_ok=True)
        self._hints.start()
        log.info("watching", inbox=str(self._inbox), polling=self._office.settings.polling)
        waits = pauses()
        while not self._stop.is_set():
            try:
                self.turn()
            except Exception as error:
                if not is_passing(error):
                    raise
                self._say("waiting", why=str(error) or type(error).__name__)
                self._stop.wait(next(waits))
            else:
                if "waiting" in self._said:
                    self._said.discard("waiting")
                    log.info("going on")
                waits = pauses()
        self._hints.stop()

    def turn(self) -> None:
        """Do one round: collect what is there, take what has rested."""
        hinted = self._hints.wait(self._patience())
        now = time.monotonic()
        if now >= self._next_scan:
            self._check_health()
            candidates = set(scan(self._inbox))
            self._rest.keep_only(candidates)
            self._next_scan = time.monotonic() + self._office.settings.rescan_seconds
        else:
            candidates = self._rest.waiting() | {path for path in hinted if self._is_ours(path)}
        rested = [path for path in sorted(candidates) if self._rest.has_rested(path, look_at(path), now)]
        if rested:
            self._take(rested, now)

    def _patience(self) -> float:
        """Return how long to wait for hints, in seconds."""
        now = time.monotonic()
        scan_in = max(0.0, self._next_scan - now)
        due_in = self._rest.next_due(now)
        if due_in is None or "full" in self._said:
            return scan_in
        return min(scan_in, max(due_in, 0.02))

    def _take(self, rested: list[Path], now: float) -> None:
        room = self._office.settings.max_in_flight - self._office.ledger.in_flight()
        if room <= 0:
            self._say("full", max_in_flight=self._office.settings.max_in_flight, resting=len(rested))
            return
        self._said.discard("full")
        self._office.ledger.check_writable()
        for start in range(0, min(len(rested), room), GROUP):
            if not self._stop.is_set():
                self._take_group(rested[start : min(start + GROUP, room)], now)

    def _take_group(self, paths: list[Path], now: float) -> None:
        """Claim some files and send them on their way, also those before one that could not be claimed."""
        taken: list[Submission] = []
        try:
            for path in paths:
                submission = self._claim(path, now)
                if submission is not None:
                    taken.append(submission)
        finally:
            if taken:
                self._enter(taken)

    def _claim(self, path: Path, now: float) -> Submission | None:
        if self._refused.get(path, 0.0) > now:
            return None
        limit = self._office.settings.max_file_bytes
        try:
            outcome = claim(path, self._inbox, self._office.spool, limit)
        except OSError as error:
            if is_passing(error):
                raise
            if path not in self._refused:
                log.warning("cannot be taken", path=str(path), why=str(error))
            self._refused[path] = now + REFUSAL_PAUSE
            return None
        self._refused.pop(path, None)
        if isinstance(outcome, Refusal):
            self._rest.postpone(path, now)
            return None
        self._rest.forget(path)
        return outcome

    def _enter(self, taken: list[Submission]) -> None:
        """Enter claimed files in the ledger and send them; if that fails, the sweeper will."""
        ledger, courier = self._office.ledger, self._office.courier
        entered = ledger.register([submission.id for submission in taken])
        for batch in batches(entered, ledger.in_flight(), self._office.settings.batch):
            courier.send("clean", batch)
        for submission in taken:
            log.info("taken", id=submission.id, name=submission.name, bytes=submission.size)

    def _check_health(self) -> None:
        if not self._inbox.is_dir():
            self._say("inbox is missing", inbox=str(self._inbox))
            self._inbox.mkdir(parents=True, exist_ok=True)
        for folder in folders_named_like_files(self._inbox):
            self._say(
                f"{printable(folder.name)} is a folder, not a file: its files are taken as a collection",
                reason=Reason.NOT_A_FILE.value,
            )
        if not self._hints.is_healthy():
            log.warning("file events stopped: watching anew")
            self._hints.restart()

    def _is_ours(self, path: Path) -> bool:
        parts = path.relative_to(self._inbox).parts if path.is_relative_to(self._inbox) else ()
        return bool(parts) and not any(is_ignored(part) for part in parts)

    def _say(self, what: str, **facts: object) -> None:
        """Say something once until it is over."""
        if what not in self._said:
            self._said.add(what)
            log.warning(what, **facts)
