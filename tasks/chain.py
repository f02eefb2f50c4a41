"""The chain: clean | deduplicate | classify | extract | publish.

A queue message carries ids only, and every stage has a queue of its own. The next link is
sent by the stage that finished, so that a document that is rejected, split or already done
leaves the chain without the others noticing.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, Protocol, get_args

__all__ = ["RECORDS", "STAGES", "Courier", "Stage", "batches", "following", "wire_name"]

Stage = Literal["clean", "deduplicate", "classify", "extract", "publish"]

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)

RECORDS: Final[dict[Stage, str]] = {
    "clean": "document",
    "deduplicate": "novelty",
    "classify": "classification",
    "extract": "extraction",
    "publish": "receipt",
}
"""What each stage leaves in the dossier."""


class Courier(Protocol):
    """Carry ids to a stage's queue."""

    def send(self, stage: Stage, ids: Sequence[str]) -> None:
        """Put one message with these ids on the stage's queue; wait while the broker is away."""


def wire_name(stage: Stage) -> str:
    """Return the stage's task name and queue name: fixed, so that moving code strands no message."""
    return f"copydesk.{stage}"


def following(stage: Stage) -> Stage | None:
    """Return the stage after this one, None after the last."""
    place = STAGES.index(stage) + 1
    return STAGES[place] if place < len(STAGES) else None


def batches(ids: Sequence[str], in_flight: int, size: int) -> Iterator[tuple[str, ...]]:
    """Cut ids into messages: one a message when the desk is idle, `size` when the backlog is deep.

    Args:
        ids: Documents to send.
        in_flight: Unsettled documents, these included.
        size: Most ids in one message.
    """
    step = size if in_flight > 2 * size else 1
    for start in range(0, len(ids), step):
        yield tuple(ids[start : start + step])
