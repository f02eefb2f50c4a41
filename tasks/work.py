"""Do one stage's work for the documents of one queue message."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

import structlog

from schemas.base import Record
from schemas.errors import Reason, Rejection
from tasks.chain import RECORDS, STAGES, Stage, following
from tasks.desk import Desk
from tasks.guard import working_bounds
from tasks.ledger import Start
from tasks.outcome import file_away, reject
from tasks.patience import is_passing, patiently
from tasks.presence import is_dead_here

__all__ = ["IncompleteError", "Step", "run"]

Step = Callable[[Desk, str], Record | None]
"""Makes a stage's record for a document; None if the document leaves the chain here."""

log = structlog.get_logger(__name__)


class IncompleteError(Exception):
    """A record of an earlier stage is missing, because the server lost it."""


def run(desk: Desk, stage: Stage, ids: Sequence[str], step: Step) -> None:
    """Do a stage for each document and send those that go on to the next.

    One document's failure never fails the others. If a worker died over one of a batch, the members
    go on alone, so that the deadly one is found.

    Args:
        desk: Where we work.
        stage: What is to be done.
        ids: The documents of the message.
        step: Makes the record of one of them.
    """
    if len(ids) > 1 and is_left_by_the_dead(desk, ids):
        for document_id in ids:
            desk.office.courier.send(stage, [document_id])
        return
    onward = [document_id for document_id in ids if do(desk, stage, document_id, step)]
    after = following(stage)
    if onward and after is not None:
        desk.office.courier.send(after, onward)


def is_left_by_the_dead(desk: Desk, ids: Sequence[str]) -> bool:
    """Tell whether a worker died over one of these documents."""
    ledger = desk.office.ledger
    marks = patiently(lambda: ledger.marks(ids), what="read the ledger")
    others = {key: owner for key, (_, owner) in marks.items() if owner != desk.owner}
    return any(is_dead_here(owner) or not ledger.is_alive(owner, key) for key, owner in others.items())


def do(desk: Desk, stage: Stage, document_id: str, step: Step) -> bool:
    """Do a stage for one document; tell whether it goes on."""
    start = begin(desk, stage, document_id)
    if start.verdict == "crashed":
        message = f"It stopped its worker {start.attempts} times, last in {start.before}."
        reject(desk, document_id, Rejection(Reason.CRASHED, message), start.before, start.attempts)
    if start.verdict == "gone":
        heal(desk, document_id)
    if start.verdict != "go":
        return False
    try:
        return attempt(desk, stage, document_id, step)
    except IncompleteError:
        desk.office.ledger.finish(document_id, desk.owner)
        restart(desk, document_id)
    except Rejection as rejection:
        reject(desk, document_id, rejection, stage, start.attempts)
    except Exception as error:
        if is_passing(error):
            raise
        log.exception("defect", id=document_id, stage=stage)
        failure = Rejection(Reason.INTERNAL, f"{type(error).__name__}: {error}"[:500])
        reject(desk, document_id, failure, stage, start.attempts)
    return False


def begin(desk: Desk, stage: Stage, document_id: str) -> Start:
    """Begin, or find out why not; an owner that is known to be dead does not count as busy."""
    ledger, most = desk.office.ledger, desk.office.settings.max_attempts

    def ask() -> Start:
        return ledger.begin(document_id, stage, desk.owner, most)

    start = patiently(ask, what="begin a document")
    if start.verdict == "busy" and is_dead_here(start.before):
        patiently(lambda: ledger.declare_dead(start.before), what="begin a document")
        start = patiently(ask, what="begin a document")
    return start


def attempt(desk: Desk, stage: Stage, document_id: str, step: Step) -> bool:
    """Make the stage's record unless it is there, and keep it; tell whether the document goes on."""
    office, name = desk.office, RECORDS[stage]
    done = patiently(lambda: office.dossier.names(document_id), what="read the dossier")
    if name in done:
        return patiently(lambda: office.ledger.finish(document_id, desk.owner), what="note the progress")
    with bounds(desk, stage):
        record = patiently(lambda: step(desk, document_id), what=stage)
    if record is None:
        patiently(lambda: office.ledger.finish(document_id, desk.owner), what="note the progress")
        return False
    json = record.model_dump_json()
    return patiently(
        lambda: office.ledger.finish(document_id, desk.owner, name, json), what="note the progress"
    )


def bounds(desk: Desk, stage: Stage) -> AbstractContextManager[None]:
    """Bound a stage's time; reading has bounds of its own, and publishing may wait for the server."""
    if stage in {"clean", "publish"}:
        return nullcontext()
    return working_bounds(stage, desk.office.settings.working_seconds)


def restart(desk: Desk, document_id: str) -> None:
    """Send a document back to the first stage whose record is missing."""
    held = desk.office.dossier.names(document_id)
    first = next(stage for stage in STAGES if RECORDS[stage] not in held)
    desk.office.courier.send(first, [document_id])


def heal(desk: Desk, document_id: str) -> None:
    """File away a document that was settled by a worker that died before it could do so."""
    office = desk.office
    submission = office.spool.submission(document_id)
    settlement = office.publisher.settlement(document_id) if submission else None
    if submission is not None and settlement is not None:
        file_away(office, desk.index, submission, settlement)
