"""File events from the kernel, or from polling, as hints of where to look."""

import queue
from pathlib import Path

import structlog
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

__all__ = ["Hints"]

log = structlog.get_logger(__name__)


class _Collector(FileSystemEventHandler):
    """Put the paths of events into a queue; what kind of event it was tells nothing reliable."""

    def __init__(self, hints: queue.SimpleQueue[Path]) -> None:
        self._hints = hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory and event.event_type not in {"opened", "closed_no_write"}:
            self._hints.put(Path(str(event.dest_path or event.src_path)))


class Hints:
    """Collect the paths at which something happened."""

    def __init__(self, inbox: Path, *, polling: bool, poll_seconds: float) -> None:
        self._inbox = inbox
        self._polling = polling
        self._poll_seconds = poll_seconds
        self._paths: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        """Begin to watch; where the kernel has no watches left, the regular scan must do."""
        observer = PollingObserver(timeout=self._poll_seconds) if self._polling else Observer()
        observer.schedule(_Collector(self._paths), str(self._inbox), recursive=True)
        try:
            observer.start()
        except OSError as error:
            log.warning("no file events, scanning only", why=str(error))
            return
        self._observer = observer

    def wait(self, seconds: float) -> set[Path]:
        """Wait for the first hint, and return it with all others that are there."""
        try:
            found = {self._paths.get(timeout=max(seconds, 0.001))}
        except queue.Empty:
            return set()
        while not self._paths.empty():
            found.add(self._paths.get())
        return found

    def is_healthy(self) -> bool:
        """Tell whether the observer and all its emitters are alive: a deleted inbox kills emitters only."""
        observer = self._observer
        return observer is not None and observer.is_alive() and all(e.is_alive() for e in observer.emitters)

    def restart(self) -> None:
        """Begin to watch anew."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop watching."""
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join(timeout=5.0)
        self._observer = None
