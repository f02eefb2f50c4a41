"""Secrets, rights and strange messages, with a real server and real workers."""

import datetime
import ipaddress
import os
import pickle
import re
import socket
import ssl
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from redis import Redis
from redis.exceptions import NoPermissionError, RedisError

from tests.fleet.fleet import ROOT, Fleet
from tests.fleet.tls import TlsTerminator
from workers.server import find_binary

PASSWORD = "s3cr3t-and/odd"
QUOTED = "s3cr3t-and%2Fodd"


@contextmanager
def server(folder: Path, *options: str) -> Iterator[int]:
    """Run a server on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    command = [str(find_binary()), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for_port(port)
            yield port
        finally:
            process.kill()


def wait_for_port(port: int) -> None:
    give_up = time.monotonic() + 10
    while time.monotonic() < give_up:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(port)


def status(fleet: Fleet) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "workers.cli", "status", "--json"],
        cwd=ROOT,
        env=fleet.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout + done.stderr


class Guests(Fleet):
    """Be a home on a server that is not ours."""

    def __enter__(self) -> "Guests":
        """Start nothing."""
        return self


def run_chain(fleet: Fleet, watcher: dict[str, str], worker: dict[str, str]) -> None:
    fleet.start("workers.cli", "watch", **watcher)
    fleet.work(**worker)
    fleet.drop("a.txt", "news one")
    fleet.drop("b.txt", "BROKEN")
    fleet.drop("feed.jsonl", "one\ntwo\n")
    fleet.wait_for(4, 40)


def test_password_acl_users_and_rights(tmp_path: Path) -> None:
    rules = re.search(r"```acl\n(.*?)```", (ROOT / "docs" / "security.md").read_text(), re.DOTALL)
    assert rules is not None
    acl = rules[1]
    for name in ("WATCHER", "WORKER", "CONSUMER"):
        acl = acl.replace(f"{name}_PASSWORD", PASSWORD)
    acl += f"user admin on >{PASSWORD} ~* &* +@all\n"
    (tmp_path / "users.acl").write_text(acl)
    with server(tmp_path, "--aclfile", str(tmp_path / "users.acl")) as port:

        def url(user: str) -> str:
            return f"redis://{user}:{QUOTED}@127.0.0.1:{port}/0"

        with Guests(tmp_path / "f", redis_url=url("admin")) as fleet:
            fleet.environment["COPYDESK_REDIS_URL"] = url("copydesk-watcher")
            run_chain(fleet, {}, {"COPYDESK_REDIS_URL": url("copydesk-worker")})
            assert "NOPERM" not in fleet.log()
            assert "no permissions" not in fleet.log()
            admin = Redis.from_url(url("admin"), decode_responses=True)
            assert admin.execute_command("ACL", "LOG") == []
            said = status(fleet) + fleet.log()
            assert PASSWORD not in said
            assert QUOTED not in said
            assert f"copydesk-watcher@127.0.0.1:{port}" in said
            consumer_may_only_read(url("copydesk-consumer"))
            with pytest.raises(NoPermissionError):
                Redis.from_url(url("copydesk-watcher")).xadd("copydesk:events", {"a": "b"})
            for user in ("copydesk-watcher", "copydesk-worker"):
                for command in (("FLUSHALL",), ("CONFIG", "GET", "*"), ("KEYS", "*"), ("GET", "other")):
                    with pytest.raises(NoPermissionError):
                        Redis.from_url(url(user)).execute_command(*command)


def consumer_may_only_read(url: str) -> None:
    client = Redis.from_url(url, decode_responses=True, protocol=2)
    client.xgroup_create("copydesk:events", "g", id="0")
    assert client.xreadgroup("g", "me", {"copydesk:events": ">"})
    client.xautoclaim("copydesk:events", "g", "me", 0)
    client.xadd("copydesk:events:dead", {"entry": "1-1"})
    for forbidden in (
        ("XADD", "copydesk:events", "*", "a", "b"),
        ("XTRIM", "copydesk:events", "MAXLEN", "0"),
        ("DEL", "copydesk:events"),
        ("ZCARD", "copydesk:ledger"),
    ):
        with pytest.raises(NoPermissionError):
            client.execute_command(*forbidden)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1, which is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "ca.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return public, private


def test_everything_travels_by_tls(tmp_path: Path) -> None:
    authority, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, key)
    with server(tmp_path, "--requirepass", PASSWORD) as port, TlsTerminator(port, context) as secure:
        query = f"ssl_cert_reqs=required&ssl_ca_certs={authority}"
        url = f"rediss://:{QUOTED}@127.0.0.1:{secure.port}/0?{query}"
        with Guests(tmp_path / "f", redis_url=url) as fleet:
            run_chain(fleet, {}, {})
            assert secure.connections > 3
            said = status(fleet) + fleet.log()
            assert QUOTED not in said
            assert PASSWORD not in said
        strangers = f"rediss://:{QUOTED}@127.0.0.1:{secure.port}/0?ssl_cert_reqs=required"
        with pytest.raises(RedisError):
            Redis.from_url(strangers).execute_command("PING")


class Bomb:
    """Make a folder when it is unpickled."""

    def __init__(self, target: str) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Say how to be unpickled."""
        return os.mkdir, (self.target,)


def test_a_pickle_is_not_opened(tmp_path: Path) -> None:
    with Fleet(tmp_path) as fleet:
        fleet.watch()
        fleet.work()
        target = tmp_path / "exploded"
        with fleet.connect() as client:
            for body in (Bomb(str(target)), [[Bomb(str(target))], {}, {}]):
                client.lpush("copydesk:broker:copydesk.clean", pickled(body))
        fleet.drop("a.txt", "news")
        fleet.wait_for(1)
        assert not target.exists()
        assert "application/x-python-serialize" in fleet.log()


def pickled(body: object) -> str:
    """Wrap a pickle as Celery would."""
    tag = str(uuid4())
    return dumps(
        {
            "body": b64encode(pickle.dumps(body)).decode(),
            "content-encoding": "binary",
            "content-type": "application/x-python-serialize",
            "headers": {"task": "copydesk.clean", "id": tag, "lang": "py", "root_id": tag},
            "properties": {
                "correlation_id": tag,
                "delivery_mode": 2,
                "delivery_tag": tag,
                "delivery_info": {"exchange": "copydesk", "routing_key": "copydesk.clean"},
                "body_encoding": "base64",
                "priority": 0,
            },
        }
    )


def test_nothing_of_ours_can_unpickle() -> None:
    for room in ("schemas", "tasks", "workers"):
        for path in (ROOT / room).rglob("*.py"):
            assert not re.search(r"import (pickle|marshal|shelve)|from (pickle|dill)", path.read_text()), path
