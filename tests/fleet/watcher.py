"""`python -m tests.fleet.watcher`: a real watcher and sweeper with the index of `tests.fleet.stages`."""

from tests.fleet.stages import open_index
from workers.cli import watch as command

if __name__ == "__main__":
    command.open_index = open_index  # type: ignore[attr-defined]  # the command's own name for it
    command.watch()
