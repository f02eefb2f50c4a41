"""The demonstration: copydesk on its sample documents, in a folder of its own, on a server of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from redis import Redis
from redis.exceptions import RedisError

from schemas.errors import CopydeskError
from schemas.settings import Settings
from schemas.submission import Submission
from tasks.connection import connect
from tasks.dossier import RedisDossier
from tasks.ledger import Ledger

__all__ = ["Demonstration", "DemonstrationError", "Progress", "samples"]

START_SECONDS: Final = 120.0
FINISH_SECONDS: Final = 300.0
QUIET_SECONDS: Final = 3.0
NOT_DOCUMENTS: Final = frozenset({"README.md"})


class DemonstrationError(CopydeskError):
    """The demonstration did not run to its end."""

    code = "demonstration"
    hint = "Read its log, named above, then run `copydesk doctor`."


@dataclass(frozen=True, slots=True)
class Progress:
    """Say how far a document has come.

    Attributes:
        records: Names of the records made so far; all of them once it is settled.
        entry: Its entry on the documents stream, null until it is settled.
    """

    id: str
    name: str
    records: frozenset[str]
    entry: dict[str, Any] | None


def samples(folder: Path) -> list[Path]:
    """Return the sample documents of a folder.

    Raises:
        DemonstrationError: If there are none.
    """
    found = sorted(
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.is_file() and path.suffix != ".py" and path.name not in NOT_DOCUMENTS
    )
    if not found:
        raise DemonstrationError(f"No sample documents in {folder}.", hint="Run it in the project's folder.")
    return found


class Demonstration:
    """Run `copydesk up` in a fresh folder and watch documents go through it."""

    def __init__(self, settings: Settings) -> None:
        home = settings.home.absolute() / "demo"
        self.settings = settings.model_copy(
            update={"home": home, "inbox": home / "inbox", "redis_url": None, "broker_url": None}
        )
        self.log = home / "demo.log"
        self._client: Redis = connect(self.settings)
        self._names: dict[str, str] = {}
        self._entries: dict[str, dict[str, Any]] = {}
        self._last = "0"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keep `copydesk up` running, and stop it in order at the end.

        Raises:
            DemonstrationError: If it does not start.
        """
        shutil.rmtree(self.settings.home, ignore_errors=True)
        self.settings.inbox.mkdir(parents=True)
        with self.log.open("wb") as log:
            up = subprocess.Popen(
                [sys.executable, "-m", "workers.cli", "up"],
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._await_server(up)
            yield
        finally:
            up.send_signal(signal.SIGTERM)
            try:
                up.wait(self.settings.grace_seconds + 15)
            except subprocess.TimeoutExpired:
                up.kill()
                up.wait()

    def drop(self, files: list[Path]) -> None:
        """Drop copies of documents into the inbox, as a user would."""
        for file in files:
            shutil.copy(file, self.settings.inbox / file.name)

    def watch(self) -> Iterator[list[Progress]]:
        """Yield how far every document has come, until all have been settled for a while.

        Raises:
            DemonstrationError: If they are not done in time.
        """
        give_up = time.monotonic() + FINISH_SECONDS
        settled_since: float | None = None
        while settled_since is None or time.monotonic() - settled_since < QUIET_SECONDS:
            if time.monotonic() > give_up:
                raise DemonstrationError(
                    f"Documents are unfinished after {FINISH_SECONDS:.0f} s; see {self.log}"
                )
            try:
                progress, idle = self._look()
            except RedisError as error:
                raise DemonstrationError(f"The server went away ({error}); see {self.log}") from error
            yield progress
            settled_since = (settled_since or time.monotonic()) if idle and progress else None
            time.sleep(0.1)

    def events(self) -> list[dict[str, Any]]:
        """Return the events told so far, as a subscriber reads them."""
        entries = cast("list[tuple[str, dict[str, str]]]", self._client.xrange(self._stream("events")))
        return [json.loads(fields["event"])["data"] for _, fields in entries]

    def _stream(self, name: str) -> str:
        return f"{self.settings.namespace}:{name}"

    def _environment(self) -> dict[str, str]:
        ours = {"COPYDESK_HOME": str(self.settings.home), "COPYDESK_INBOX": str(self.settings.inbox)}
        kept = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
        return {**kept, **ours}

    def _await_server(self, up: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + START_SECONDS
        while not self._answers():
            if up.poll() is not None or time.monotonic() > give_up:
                raise DemonstrationError(f"copydesk up does not start; see {self.log}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return bool(self._client.ping())
        except RedisError:
            return False

    def _look(self) -> tuple[list[Progress], bool]:
        self._read_entries()
        unsettled = Ledger(self._client, self.settings.namespace).ids()
        dossier = RedisDossier(self._client, self.settings.namespace)
        for document_id in unsettled:
            if document_id not in self._names:
                submission = dossier.get(document_id, "submission", Submission)
                if submission is not None:
                    self._names[document_id] = submission.name
        ids = [*self._entries, *(key for key in unsettled if key in self._names and key not in self._entries)]
        names = {**self._names, **{key: entry["name"] for key, entry in self._entries.items()}}
        progress = [
            Progress(key, names[key], dossier.names(key), self._entries.get(key))
            for key in sorted(ids, key=names.__getitem__)
        ]
        return progress, not unsettled and not any(self.settings.inbox.iterdir())

    def _read_entries(self) -> None:
        page = cast(
            "list[tuple[str, dict[str, str]]]",
            self._client.xrange(
                self._stream("documents"), min=f"({self._last}" if self._last != "0" else "-"
            ),
        )
        for entry_id, fields in page:
            self._last = entry_id
            data = json.loads(fields["event"])["data"]
            self._entries[data["id"]] = data


_FOREIGN: Final = frozenset({"COPYDESK_REDIS_URL", "COPYDESK_BROKER_URL"})
