"""The queue's door to `publish`: the outcome is told, then the original is filed away."""

import structlog

from schemas.submission import Submission
from tasks.desk import Desk
from tasks.door import stage_task
from tasks.outcome import file_away
from tasks.publish.entries import entries, outcome_of
from tasks.records import classification_of, document_of, extraction_of, novelty_of, submission_of

log = structlog.get_logger(__name__)


@stage_task("publish")
def publish_step(desk: Desk, document_id: str) -> None:
    """Publish one document, once, and file its original away."""
    submission, novelty = submission_of(desk, document_id), novelty_of(desk, document_id)
    document, extraction = document_of(desk, document_id), extraction_of(desk, document_id)
    told = desk.stages.tell(teller(submission), document, extraction.events, desk.stories)
    topics = classification_of(desk, document_id)
    events = entries(submission, document, novelty, topics, extraction, told)
    settlement, ours = desk.office.publisher.settle(document_id, outcome_of(novelty), events)
    if ours:
        log.info(outcome_of(novelty), id=document_id, name=submission.name, events=len(events) - 1)
    file_away(desk.office, desk.index, submission, settlement)


def teller(submission: Submission) -> Submission:
    """Return who tells a document's stories: a replay tells them as the document that it replays."""
    return submission.model_copy(update={"id": submission.replay_of or submission.id})
