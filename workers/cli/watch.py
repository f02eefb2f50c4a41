"""`copydesk watch`: a watcher and a sweeper."""

import signal
import threading
from types import FrameType

from schemas.settings import Settings
from tasks.app import CeleryCourier, make_app
from tasks.desk import open_office
from tasks.stages import open_index
from workers.health import beat
from workers.kin import watch_parent
from workers.log import set_up_logging
from workers.sweeper import Sweeper
from workers.watcher import Watcher

__all__ = ["watch"]


def watch() -> None:
    """Watch the inbox and keep spool, ledger and queue in step until TERM or Ctrl-C.

    Any number of watchers may run on one shared inbox. While the server is down, this waits and says so once.

    Exit codes: 0 stopped in order, 2 a setting is wrong.
    """
    settings = Settings()
    set_up_logging(settings)
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    if settings.supervised:
        watch_parent()
    courier = CeleryCourier(make_app(settings))
    office = open_office(settings, courier)
    beat(settings, "watch")
    sweeper = Sweeper(office, open_index(office.client, settings), stop)
    sweeping = threading.Thread(target=sweep_or_stop, args=(sweeper, stop), name="sweeper")
    sweeping.start()
    try:
        Watcher(office, stop).run()
    finally:
        stop.set()
        sweeping.join()


def sweep_or_stop(sweeper: Sweeper, stop: threading.Event) -> None:
    """Sweep; should that ever end by an error, end the watcher too, so that both are restarted."""
    try:
        sweeper.run()
    finally:
        stop.set()
