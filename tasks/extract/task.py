"""The queue's door to `extract`."""

from schemas.event import Extraction
from tasks.desk import Desk
from tasks.door import stage_task
from tasks.records import document_of, is_told, novelty_of


@stage_task("extract")
def extract_step(desk: Desk, document_id: str) -> Extraction:
    """Extract the events of one document's new passages, at once if it has none."""
    if is_told(desk, document_id):
        return Extraction()
    novelty = novelty_of(desk, document_id)
    new = None if novelty.verdict == "new" else frozenset(novelty.new_passages)
    return desk.stages.extract(document_of(desk, document_id), new)
