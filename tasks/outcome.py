"""Give a document its outcome: tell it on the streams, then file the original away."""

from typing import Final

import structlog
from redis.exceptions import RedisError

from schemas.errors import Rejection
from schemas.novelty import Novelty
from schemas.receipt import FailureEntry, Receipt
from schemas.submission import Submission
from tasks.desk import Desk, Office
from tasks.patience import patiently
from tasks.publish.entries import failure_entries
from tasks.publish.publisher import Settlement
from tasks.spool.files import write_durably
from tasks.spool.spool import Room
from tasks.stages import Index

__all__ = ["file_away", "locate", "reject"]

log = structlog.get_logger(__name__)

JUDGED: Final = ("novelty", "classification", "extraction")
"""The records that build on the novelty verdict."""


def locate(office: Office, document_id: str) -> Submission | None:
    """Find an unsettled document's submission; bring its file back if only its outcome was lost.

    A document that nothing is known of, on disk or on the server, is struck from the ledger.
    """
    found = office.spool.submission(document_id)
    if found is not None:
        return found
    if office.publisher.settlement(document_id) is None:
        folder = office.spool.find_settled(document_id)
        if folder is not None:
            log.warning("outcome was lost with the server: telling again", id=document_id)
            return office.spool.bring_back(folder)
    log.warning("nothing is known of this document", id=document_id)
    office.ledger.strike(document_id)
    return None


def reject(desk: Desk, document_id: str, rejection: Rejection, stage: str, attempts: int) -> None:
    """Settle a document as rejected and keep its original with the reason."""
    office = desk.office
    submission = locate(office, document_id)
    if submission is None:
        return
    kept = str(office.spool.place(submission, "rejected") / office.spool.path(submission).name)
    events = failure_entries(submission, rejection, stage, attempts, kept)
    failure = FailureEntry.model_validate(events[1].data)
    settlement, ours = patiently(
        lambda: office.publisher.settle(document_id, "rejected", events, failure=failure),
        what="tell a rejection",
    )
    if ours:
        log.warning(
            "rejected",
            id=document_id,
            name=submission.name,
            reason=rejection.reason.value,
            why=str(rejection),
        )
    file_away(office, desk.index, submission, settlement)


def file_away(office: Office, index: Index | None, submission: Submission, settlement: Settlement) -> bool:
    """Move a settled document's folder to its place and let its records go; harmless to repeat.

    What cannot be done now, because the disk is full or the server away, the sweeper does later.

    Args:
        office: Where everything lies.
        index: The novelty index; None leaves the claim as it is.
        submission: Whose folder.
        settlement: Its outcome.

    Returns:
        Whether it was done.
    """
    try:
        if index is not None:
            patiently(
                lambda: close_claim(office, index, submission.id, settlement), what="close a novelty claim"
            )
        move_folder(office, submission, settlement)
        seconds = office.settings.dossier_seconds
        office.dossier.drop(submission.id, after_seconds=seconds)
        office.publisher.forget_later(submission.id, seconds)
    except (RedisError, OSError) as error:
        log.warning("filed away later", id=submission.id, why=str(error))
        return False
    return True


def close_claim(office: Office, index: Index, document_id: str, settlement: Settlement) -> None:
    """Keep or release the novelty claim of a settled document; who leaned on it is judged anew."""
    if settlement.outcome == "rejected":
        for copy in index.withdraw(document_id):
            office.dossier.forget(copy, JUDGED)
            if office.ledger.is_unsettled(copy):
                office.courier.send("deduplicate", [copy])
    elif settlement.outcome is not None:
        index.commit(document_id)


def move_folder(office: Office, submission: Submission, settlement: Settlement) -> None:
    """Put a settled document's folder where its outcome belongs."""
    if settlement.outcome == "rejected":
        office.spool.settle(submission, "rejected", settlement.failure, "reason.json")
        return
    receipt = None
    if settlement.outcome is not None:
        receipt = Receipt(document=submission.id, outcome=settlement.outcome, entries=settlement.entries)
        keep_verdict(office, submission)
    room: Room = "archive" if office.settings.after_publish == "archive" else "trash"
    office.spool.settle(submission, room, receipt, "receipt.json")


def keep_verdict(office: Office, submission: Submission) -> None:
    """Leave the novelty verdict beside the original, for a replay."""
    novelty = office.dossier.get(submission.id, "novelty", Novelty)
    folder = office.spool.folder(submission.id)
    if novelty is not None and folder.exists():
        write_durably(folder / "novelty.json", novelty.model_dump_json(indent=1).encode())
