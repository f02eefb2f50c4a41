"""Signs of life that need no server: a file that a process touches while it is well."""

import os
import platform
import threading
import time
from pathlib import Path
from typing import Final

from schemas.settings import Settings

__all__ = ["beat", "living"]

BEAT_SECONDS: Final = 5.0


def folder(settings: Settings) -> Path:
    """Return the folder of the files."""
    return settings.home.absolute() / "run"


def beat(settings: Settings, kind: str) -> None:
    """Touch a file of this process every few seconds for as long as it runs.

    Args:
        settings: Where the home folder is.
        kind: `watch` or `work`.
    """
    file = folder(settings) / f"{kind}-{platform.node()}-{os.getpid()}.alive"
    file.parent.mkdir(parents=True, exist_ok=True)

    def touch() -> None:
        pause = threading.Event()
        while True:
            file.touch()
            pause.wait(BEAT_SECONDS)

    threading.Thread(target=touch, name="heartbeat", daemon=True).start()


def living(settings: Settings, kind: str) -> int:
    """Count the processes of a kind that gave a sign of life lately; older files are removed."""
    count = 0
    if not folder(settings).is_dir():
        return 0
    for file in folder(settings).glob(f"{kind}-*.alive"):
        if file.stat().st_mtime > time.time() - 3 * BEAT_SECONDS:
            count += 1
        else:
            file.unlink(missing_ok=True)
    return count
