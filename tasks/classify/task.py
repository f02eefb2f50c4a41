"""The queue's door to `classify`."""

from schemas.classification import Classification
from tasks.desk import Desk
from tasks.door import stage_task
from tasks.records import document_of, is_told


@stage_task("classify")
def classify_step(desk: Desk, document_id: str) -> Classification:
    """Classify one document, at once if it has nothing new."""
    if is_told(desk, document_id):
        return Classification()
    return desk.stages.classify(document_of(desk, document_id))
