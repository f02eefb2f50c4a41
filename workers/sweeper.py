"""The sweeper: whatever stalls, or was lost on one side, is set going again.

Truth lies in this order: spool on disk, ledger on the server, Celery's queue. Any number of
sweepers may run at once: what one takes, the ledger's script withholds from the others.
"""

import shutil
import time
from collections.abc import Sequence
from threading import Event
from typing import Final

import structlog
from redis import Redis

from tasks.chain import RECORDS, STAGES, Stage, batches
from tasks.desk import Office
from tasks.outcome import file_away, locate
from tasks.patience import is_passing, pauses
from tasks.spool.claim import STAGING, carry_over
from tasks.stages import Index
from workers.queues import queued

__all__ = ["Sweeper"]

log = structlog.get_logger(__name__)

LONGEST_PAUSE: Final = 5.0
YOUNG_SECONDS: Final = 10.0
"""Folders that changed so recently may be in a watcher's hands."""

CHUNK: Final = 500
AUDIT_SECONDS: Final = 10.0
"""A server with fsync every second loses about the last second; this is compared after a restart."""

TRASH_SECONDS: Final = 60.0


class Sweeper:
    """Keep spool, ledger and queue in step."""

    def __init__(self, office: Office, index: Index | None, stop: Event) -> None:
        """Take the office, the novelty index (None leaves claims alone) and the event that ends the loop."""
        self._office = office
        self._index = index
        self._stop = stop
        self._server_run: str | None = None

    def run(self) -> None:
        """Sweep until told to stop; wait with growing pauses while the server is away."""
        usual = min(self._office.settings.stall_after / 4, LONGEST_PAUSE)
        waits, waiting = pauses(), False
        while not self._stop.is_set():
            pause = usual
            try:
                self.sweep()
            except Exception as error:
                if not is_passing(error):
                    log.exception("a sweep failed")
                elif not waiting:
                    log.warning("sweeper waits", why=str(error) or type(error).__name__)
                waiting, pause = True, next(waits)
            else:
                waits, waiting = pauses(), False
            self._stop.wait(pause)

    def sweep(self) -> None:
        """Do one round."""
        run = server_run(self._office.client)
        if run != self._server_run:
            self.audit()
            self.reconcile(young=0.0 if self._server_run is None else YOUNG_SECONDS)
            self._server_run = run
        else:
            self.reconcile(young=YOUNG_SECONDS)
        # As many messages as there are documents are enough, should no worker run for a while.
        room = self._office.ledger.in_flight() - queued(self._office)
        if room > 0:
            self.set_going(self._office.ledger.stalled(self._office.settings.stall_after, min(room, CHUNK)))
        self.tidy()

    def set_going(self, ids: Sequence[str]) -> None:
        """Send documents to the first stage that has not been done.

        Those over which a worker died go alone, so that a deadly one harms no other.
        """
        office = self._office
        suspects = office.ledger.marks(ids)
        waiting: dict[Stage, list[str]] = {}
        for document_id in ids:
            stage = self.next_stage(document_id)
            if stage is None:
                continue
            log.info("set going again", id=document_id, stage=stage)
            if document_id in suspects:
                office.courier.send(stage, [document_id])
            else:
                waiting.setdefault(stage, []).append(document_id)
        for stage, group in waiting.items():
            for batch in batches(group, office.ledger.in_flight(), office.settings.batch):
                office.courier.send(stage, batch)

    def next_stage(self, document_id: str) -> Stage | None:
        """Return the first stage that has not been done; None if the document is settled or lost."""
        submission = locate(self._office, document_id)
        if submission is None:
            return None
        settlement = self._office.publisher.settlement(document_id)
        if settlement is not None:
            self._office.ledger.strike(document_id)
            file_away(self._office, self._index, submission, settlement)
            return None
        held = self._office.dossier.names(document_id)
        return next(stage for stage in STAGES if RECORDS[stage] not in held)

    def reconcile(self, young: float) -> None:
        """Enter what lies in the spool but not in the ledger; file away what was settled.

        Args:
            young: Folders that changed within so many seconds are left alone.
        """
        ids = list(self._office.spool.ids(older_than=young))
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            unsettled = set(chunk) - self._office.ledger.known(chunk)
            self.enter([document_id for document_id in chunk if document_id in unsettled], young)
            self.file_away_settled(chunk)

    def enter(self, ids: list[str], young: float) -> None:
        """Enter documents that the server knows nothing of, and send them on their way."""
        whole = [document_id for document_id in ids if self.is_whole(document_id, young)]
        found = self._office.ledger.register(whole)
        for document_id in found:
            log.info("found in the spool", id=document_id)
        self.set_going(found)

    def is_whole(self, document_id: str, young: float) -> bool:
        """Tell whether a claim got its file; complete or give up one that did not."""
        spool = self._office.spool
        submission = spool.submission(document_id)
        if submission is None:
            if young:
                spool.sweep_unnamed(document_id)
            return False
        if spool.is_whole(submission):
            return True
        staged = self._office.settings.inbox.absolute() / STAGING / document_id
        if staged.exists():
            carry_over(staged, spool, submission)
            return True
        if young:
            spool.give_up(document_id)
        return False

    def file_away_settled(self, ids: list[str]) -> None:
        """File away documents that were told but whose worker died before moving the original."""
        in_flight = set(self._office.ledger.ids()) if ids else set()
        for document_id in ids:
            if document_id in in_flight:
                continue
            submission = self._office.spool.submission(document_id)
            settlement = self._office.publisher.settlement(document_id)
            if submission is not None and settlement is not None:
                file_away(self._office, self._index, submission, settlement)

    def audit(self) -> None:
        """Compare what was settled last with the server's marks: it may have lost its last second."""
        spool, office = self._office.spool, self._office
        folders = list(spool.settled_folders(since=time.time() - 86_400))
        newest = max((folder.stat().st_mtime for folder in folders), default=0.0)
        if not office.client.exists(office.publisher.stream("counters")):
            return
        for folder in folders:
            recent = folder.stat().st_mtime >= newest - AUDIT_SECONDS
            if recent and office.publisher.settlement(folder.name) is None:
                submission = spool.bring_back(folder)
                if submission is not None:
                    log.warning("outcome was lost with the server: telling again", id=submission.id)
                    office.ledger.register([submission.id])
                    self.set_going([submission.id])

    def tidy(self) -> None:
        """Delete what was thrown away long enough ago, and trim the streams by age if set."""
        for folder in self._office.spool.trash.iterdir():
            if folder.stat().st_mtime < time.time() - TRASH_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        days = self._office.settings.stream_max_days
        if days:
            self._office.publisher.trim(int((time.time() - days * 86_400) * 1000))


def server_run(client: Redis) -> str:
    """Return a name of the server's present run: it changes with each start."""
    return str(client.info("server")["run_id"])
