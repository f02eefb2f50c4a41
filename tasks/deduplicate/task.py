"""The queue's door to `deduplicate`."""

from schemas.novelty import Novelty
from tasks.desk import Desk
from tasks.door import stage_task
from tasks.records import document_of, submission_of


@stage_task("deduplicate")
def deduplicate_step(desk: Desk, document_id: str) -> Novelty:
    """Decide the novelty of one document."""
    return desk.stages.deduplicate(
        submission_of(desk, document_id), document_of(desk, document_id), desk.index
    )
