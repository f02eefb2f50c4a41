"""A Celery worker: models loaded once before the children are forked, an orderly end, a sign of life."""

import gc
import os
import sys
import threading
import warnings
from collections.abc import Sequence

import structlog
from celery import Celery, signals
from celery.exceptions import SecurityWarning

from schemas.document import Document, Passage
from schemas.settings import Settings
from tasks.app import CeleryCourier, make_app
from tasks.chain import STAGES, Stage, wire_name
from tasks.desk import install, open_desk, open_office
from tasks.patience import patiently
from tasks.presence import give_signs_of_life, make_owner, owners_of
from tasks.stages import Stages
from workers.health import beat
from workers.lookout import keep_lookout

__all__ = ["run_worker"]

log = structlog.get_logger(__name__)


def run_worker(settings: Settings, stages: Stages, name: str = "", only: Sequence[Stage] = STAGES) -> None:
    """Work until told to stop.

    TERM lets what runs finish within the grace period and puts the rest back; a second TERM, or
    whatever else, leaves to the ledger what was not finished.

    Args:
        settings: How.
        stages: With what functions.
        name: The worker's name; the process number if empty.
        only: Stages to work on, so that one can have a fleet of its own.
    """
    app = make_app(settings)
    warnings.filterwarnings("ignore", category=SecurityWarning, message="You're running the worker with")
    structlog.contextvars.bind_contextvars(worker=name or os.getpid())
    connect_children(settings, stages, app)
    forgive_on_exit(settings, app)
    keep_lookout(open_office(settings, CeleryCourier(app)))
    beat(settings, "work")
    warm_up(stages)
    gc.freeze()
    app.worker_main(
        [
            "--quiet",
            "worker",
            "--pool=prefork",
            f"--concurrency={settings.concurrency or os.cpu_count() or 1}",
            f"--queues={','.join(wire_name(stage) for stage in only)}",
            f"--hostname={name or os.getpid()}@%h",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
            f"--loglevel={settings.log_level}",
        ]
    )


def warm_up(stages: Stages) -> None:
    """Load models and lexicons before the children are forked: they share the memory, and start at once.

    Only on Linux; elsewhere a child loads them with its first document, because forking a process that
    has used the system's frameworks is not safe there.
    """
    if sys.platform != "linux":
        return
    text = "The foreign minister of Peru met striking miners in Lima on Monday."
    passage = Passage(id="p1", start=0, end=len(text))
    document = Document(id="warm-up-document", name="warm-up", language="en", text=text, passages=(passage,))
    stages.classify(document)
    stages.extract(document, None)


def connect_children(settings: Settings, stages: Stages, app: Celery) -> None:
    """Give each child a desk of its own as it starts: connections do not survive a fork."""

    def tell(**_facts: object) -> None:
        log.info("worker is up")

    signals.worker_ready.connect(tell, weak=False)

    def set_up(**_facts: object) -> None:
        office = open_office(settings, CeleryCourier(app))
        owner = make_owner()
        install(patiently(lambda: open_desk(office, stages, owner), what="open the desk", seconds=3.0))
        give_signs_of_life(office.ledger, owner, threading.Event())

    signals.worker_process_init.connect(set_up, weak=False)


def forgive_on_exit(settings: Settings, app: Celery) -> None:
    """After an orderly end, take away the marks of children that were stopped at work: no crash was theirs."""

    def forgive(**_facts: object) -> None:
        ledger = open_office(settings, CeleryCourier(app)).ledger
        owners = owners_of(os.getpid())
        count = patiently(lambda: ledger.forgive(owners), what="sign off", seconds=2.0)
        log.info("worker stops", put_back=count)

    signals.worker_shutdown.connect(forgive, weak=False)
