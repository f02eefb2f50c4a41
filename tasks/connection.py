"""Where the Redis server is, and one way of talking to it."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from schemas.settings import Settings

__all__ = ["broker_url", "connect", "public_url", "server_folder", "server_url", "socket_path"]

SOCKET_PATH_LIMIT: Final = 100
"""Unix sockets allow 104 bytes on macOS and 108 on Linux, the closing zero included."""


def server_folder(settings: Settings) -> Path:
    """Return the folder of the embedded server."""
    return settings.home.absolute() / "server"


def socket_path(settings: Settings) -> Path:
    """Return the embedded server's socket: in its folder, or in the temporary one if that is too deep."""
    inside = server_folder(settings) / "redis.sock"
    if len(os.fsencode(inside)) <= SOCKET_PATH_LIMIT:
        return inside
    digest = hashlib.sha256(os.fsencode(inside)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"copydesk-{os.getuid()}-{digest}" / "redis.sock"


def server_url(settings: Settings) -> str:
    """Return the URL of the server that holds dossiers, ledger, index and streams."""
    if settings.redis_url is not None:
        return settings.redis_url.get_secret_value()
    return f"unix://{socket_path(settings)}"


def broker_url(settings: Settings) -> str:
    """Return the URL of the Celery broker."""
    return settings.broker_url.get_secret_value() if settings.broker_url else server_url(settings)


def public_url(settings: Settings) -> str:
    """Return the server's URL for clients, without its password."""
    if settings.redis_url is None:
        port = server_folder(settings) / "port"
        if port.exists():
            return f"redis://127.0.0.1:{port.read_text().strip()}/0"
        return server_url(settings)
    parts = urlsplit(server_url(settings))
    host = parts.netloc.rpartition("@")[2]
    netloc = f"{parts.username}@{host}" if parts.username else host
    return f"{parts.scheme}://{netloc}{parts.path}"


def connect(settings: Settings, *, timeout: float | None = 10.0, broker: bool = False) -> Redis:
    """Open a client whose own retries are off.

    redis-py repeats a command whose reply was lost; one `xadd` has written three entries that way.
    What must be repeated is repeated by us, with scripts that may run twice.

    Args:
        settings: Where the server is.
        timeout: Seconds to wait for a reply; None waits for ever, as blocking reads need.
        broker: Connect to the server of the queues instead.
    """
    client: Redis = Redis.from_url(
        broker_url(settings) if broker else server_url(settings),
        decode_responses=True,
        socket_timeout=timeout,
        socket_connect_timeout=5.0,
        retry=Retry(NoBackoff(), 0),
    )
    return client
