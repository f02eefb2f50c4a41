"""How many messages wait."""

from tasks.chain import STAGES, wire_name
from tasks.connection import connect
from tasks.desk import Office

__all__ = ["queued"]


def queued(office: Office) -> int:
    """Count the messages that wait in the stages' queues."""
    with connect(office.settings, broker=True) as broker:
        names = (f"{office.settings.namespace}:broker:{wire_name(stage)}" for stage in STAGES)
        return sum(broker.llen(name) for name in names)
