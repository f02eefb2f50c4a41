"""All that a stage needs besides its own function, opened once a process."""

from dataclasses import dataclass
from typing import Any

from redis import Redis

from schemas.settings import Settings
from tasks.chain import Courier
from tasks.connection import connect
from tasks.dossier import RedisDossier
from tasks.ledger import Ledger
from tasks.publish.publisher import Publisher
from tasks.spool import Spool
from tasks.stages import Index, Stages

__all__ = ["Desk", "Office", "install", "installed", "open_desk", "open_office"]


@dataclass(frozen=True, slots=True)
class Office:
    """Be what watcher, sweeper and command line share with the stages: light, no models."""

    settings: Settings
    client: Redis
    spool: Spool
    ledger: Ledger
    dossier: RedisDossier
    publisher: Publisher
    courier: Courier


@dataclass(frozen=True, slots=True)
class Desk:
    """Be a worker child's place of work.

    Attributes:
        owner: The child's name in the ledger.
        lines: Memory of a collection's boilerplate lines.
        stories: Story threads.
    """

    office: Office
    stages: Stages
    index: Index
    lines: Any
    stories: Any
    owner: str


def open_office(settings: Settings, courier: Courier) -> Office:
    """Connect to the server and open the spool."""
    client = connect(settings)
    return Office(
        settings=settings,
        client=client,
        spool=Spool(settings.home),
        ledger=Ledger(client, settings.namespace),
        dossier=RedisDossier(client, settings.namespace),
        publisher=Publisher(client, settings.namespace, settings.stream_max_length),
        courier=courier,
    )


def open_desk(office: Office, stages: Stages, owner: str) -> Desk:
    """Set up a worker child's place."""
    client, settings = office.client, office.settings
    return Desk(
        office=office,
        stages=stages,
        index=stages.open_index(client, settings),
        lines=stages.open_lines(client, settings),
        stories=stages.open_stories(client, settings),
        owner=owner,
    )


_installed: list[Desk] = []


def install(desk: Desk) -> None:
    """Make a desk the one that this process's tasks use."""
    _installed[:] = [desk]


def installed() -> Desk:
    """Return this process's desk.

    Raises:
        IndexError: If none was installed: tasks run in worker children only.
    """
    return _installed[0]
