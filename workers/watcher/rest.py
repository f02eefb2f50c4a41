"""The one stability check: a file is taken when it has rested."""

from pathlib import Path

from workers.watcher.inbox import Sight

__all__ = ["RestCheck"]


class RestCheck:
    """Remember since when each file looks the same."""

    def __init__(self, settle_seconds: float) -> None:
        self._settle = settle_seconds
        self._seen: dict[Path, tuple[Sight, float]] = {}

    def has_rested(self, path: Path, sight: Sight | None, now: float) -> bool:
        """Take note of what a file looks like and tell whether it has not changed for long enough.

        Args:
            path: Which file.
            sight: What it looks like; None if it is gone.
            now: Seconds of a clock that never goes back.
        """
        if sight is None:
            self._seen.pop(path, None)
            return False
        before = self._seen.get(path)
        if before is None or before[0] != sight:
            self._seen[path] = (sight, now)
            return self._settle == 0
        return now - before[1] >= self._settle

    def postpone(self, path: Path, now: float) -> None:
        """Let a file rest anew."""
        held = self._seen.get(path)
        if held is not None:
            self._seen[path] = (held[0], now)

    def forget(self, path: Path) -> None:
        """Forget a file that was taken."""
        self._seen.pop(path, None)

    def keep_only(self, paths: set[Path]) -> None:
        """Forget all files but these."""
        self._seen = {path: seen for path, seen in self._seen.items() if path in paths}

    def waiting(self) -> set[Path]:
        """Return the files that have not rested yet, or could not be taken."""
        return set(self._seen)

    def next_due(self, now: float) -> float | None:
        """Return in how many seconds the next file may have rested; None if none is waiting."""
        if not self._seen:
            return None
        return max(0.0, min(since for _, since in self._seen.values()) + self._settle - now)
