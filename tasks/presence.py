"""Who works here, and whether he is still alive."""

import os
import secrets
import socket
import threading
from pathlib import Path
from typing import Final

import structlog
from redis.exceptions import RedisError

from tasks.ledger import Ledger
from tasks.ledger.ledger import ALIVE_SECONDS

__all__ = ["give_signs_of_life", "here", "is_dead_here", "make_owner", "owners_of"]

log = structlog.get_logger(__name__)

SIGNS_PER_LIFE: Final = 4


def here() -> str:
    """Name this machine, or this container: two with one host name have other process numbers."""
    try:
        space = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        space = "pid"
    digits = "".join(c for c in space if c.isdigit())
    return f"{socket.gethostname().replace(' ', '-').replace(':', '-')}.{digits}"


def owners_of(worker_pid: int) -> str:
    """Return what the names of a worker's children begin with."""
    return f"{here()}:{worker_pid}:"


def make_owner() -> str:
    """Name this worker child: machine, its worker's process, its own, and a random part."""
    return f"{owners_of(os.getppid())}{os.getpid()}:{secrets.token_hex(4)}"


def is_dead_here(owner: str) -> bool:
    """Tell whether a worker child ran on this machine and its process is gone."""
    place, _, rest = owner.partition(":")
    if place != here():
        return False
    try:
        os.kill(int(rest.split(":")[1]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def give_signs_of_life(ledger: Ledger, owner: str, stop: threading.Event) -> threading.Thread:
    """Tell the server regularly that this child lives; a stopped or stuck one falls silent."""

    def tell() -> None:
        while not stop.wait(ALIVE_SECONDS / SIGNS_PER_LIFE):
            try:
                ledger.keep_alive(owner)
            except RedisError as error:
                log.debug("no sign of life", why=str(error))

    thread = threading.Thread(target=tell, name="signs-of-life", daemon=True)
    thread.start()
    return thread
