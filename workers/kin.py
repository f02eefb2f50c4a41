"""Child processes that do not outlive their parent."""

import ctypes
import os
import signal
import sys
import threading
from typing import Final

__all__ = ["die_with_parent", "watch_parent"]

PR_SET_PDEATHSIG: Final = 1
CHECK_SECONDS: Final = 1.0


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends (Linux; nothing elsewhere)."""
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def watch_parent() -> threading.Thread:
    """End this process in order when its parent is gone, on any system."""
    parent = os.getppid()
    gone = threading.Event()

    def look() -> None:
        while not gone.wait(CHECK_SECONDS):
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGTERM)
                return

    thread = threading.Thread(target=look, name="watch-parent", daemon=True)
    thread.start()
    return thread
