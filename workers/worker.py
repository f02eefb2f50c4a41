"""A Celery worker: models loaded once before the children are forked, an orderly end, a sign of life."""

import gc
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, Final

import structlog
from celery import Celery, signals

from schemas.settings import Settings
from tasks.app import CeleryCourier, make_app
from tasks.chain import STAGES, wire_name
from tasks.desk import install, open_desk, open_office
from tasks.patience import patiently
from tasks.presence import give_signs_of_life, make_owner, owners_of
from tasks.stages import Stages

__all__ = ["heartbeat_file", "run_worker"]

log = structlog.get_logger(__name__)

BEAT_SECONDS: Final = 5.0


def heartbeat_file(settings: Settings, name: str) -> Path:
    """Return the file that a process touches every few seconds while it is well."""
    return settings.home.absolute() / "run" / f"{name}.alive"


def run_worker(settings: Settings, stages: Stages, name: str = "") -> None:
    """Work until told to stop.

    TERM lets what runs finish within the grace period and puts the rest back; a second TERM, or
    whatever else, leaves to the ledger what was not finished.

    Args:
        settings: How.
        stages: With what functions.
        name: The worker's name; the process number if empty.
    """
    app = make_app(settings)
    connect_children(settings, stages, app)
    forgive_on_exit(settings, app)
    beat(heartbeat_file(settings, f"worker-{os.getpid()}"))
    gc.freeze()
    app.worker_main(
        [
            "worker",
            "--pool=prefork",
            f"--concurrency={settings.concurrency or os.cpu_count() or 1}",
            f"--queues={','.join(wire_name(stage) for stage in STAGES)}",
            f"--hostname={name or os.getpid()}@%h",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
            f"--loglevel={settings.log_level}",
            "--quiet",
        ]
    )


def connect_children(settings: Settings, stages: Stages, app: Celery) -> None:
    """Give each child a desk of its own as it starts: connections do not survive a fork."""

    def set_up(**_facts: Any) -> None:
        office = open_office(settings, CeleryCourier(app))
        owner = make_owner()
        install(patiently(lambda: open_desk(office, stages, owner), what="open the desk", seconds=3.0))
        give_signs_of_life(office.ledger, owner, threading.Event())

    signals.worker_process_init.connect(set_up, weak=False)


def forgive_on_exit(settings: Settings, app: Celery) -> None:
    """After an orderly end, take away the marks of children that were stopped at work: no crash was theirs."""

    def forgive(**_facts: Any) -> None:
        ledger = open_office(settings, CeleryCourier(app)).ledger
        owners = owners_of(os.getpid())
        count = patiently(lambda: ledger.forgive(owners), what="sign off", seconds=2.0)
        log.info("worker stops", put_back=count)

    signals.worker_shutdown.connect(forgive, weak=False)


def beat(file: Path) -> None:
    """Touch a file regularly as long as this process runs."""
    file.parent.mkdir(parents=True, exist_ok=True)

    def touch() -> None:
        pause = threading.Event()
        while True:
            file.touch()
            pause.wait(BEAT_SECONDS)

    threading.Thread(target=touch, name="heartbeat", daemon=True).start()


def end_softly() -> None:
    """Let TERM do what QUIT does in Celery: drain within the grace period, then put back.

    Must be called before billiard is imported, which reads the wish from the environment.
    """
    if "billiard" in sys.modules:
        raise RuntimeError("billiard was imported before its signals were set")
    os.environ["REMAP_SIGTERM"] = signal.Signals.SIGQUIT.name
