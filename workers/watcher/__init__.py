"""Watch the inbox: file events are hints for speed, the regular scan is the truth."""

from workers.watcher.watcher import Watcher

__all__ = ["Watcher"]
