"""The queue's door to `clean`: bytes become a document, containers become documents of their own."""

from schemas.document import Document
from schemas.submission import Submission
from tasks.chain import batches
from tasks.desk import Desk
from tasks.door import stage_task
from tasks.guard import reading_bounds
from tasks.outcome import file_away, locate
from tasks.spool.unpack import is_unpacked, lay_out, move_out


@stage_task("clean")
def clean_step(desk: Desk, document_id: str) -> Document | None:
    """Read one document, or unpack a container; None if it is no document (any more)."""
    submission = locate(desk.office, document_id)
    if submission is None:
        return None
    desk.office.dossier.put(document_id, "submission", submission)
    document = None if is_unpacked(desk.office.spool, submission) else read(desk, submission)
    if document is None:
        send_members(desk, submission)
    return document


def read(desk: Desk, submission: Submission) -> Document | None:
    """Read a document within its bounds; None if it is a container, which lies unpacked then."""
    limits, spool = desk.office.settings.limits, desk.office.spool
    with reading_bounds(submission.name, limits.reading_seconds, limits.reading_megabytes):
        content = spool.content(submission, limits.max_file_bytes)
        members = desk.stages.split(submission, content, limits)
        if members is None:
            return desk.stages.clean(submission, content, limits, desk.lines)
        lay_out(spool, submission, members, limits.max_nesting)
    return None


def send_members(desk: Desk, container: Submission) -> None:
    """Enter a container's members, send them on their way, then settle the container."""
    office = desk.office
    ids = move_out(office.spool, container)
    entered = office.ledger.register(ids)
    for batch in batches(entered, office.ledger.in_flight(), office.settings.batch):
        office.courier.send("clean", batch)
    settlement, _ = office.publisher.settle(container.id, None, [], members=len(ids))
    file_away(office, None, container, settlement)
