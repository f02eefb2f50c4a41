"""The faults, each a function that does the harm once."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.faults.crew import Crew, Plan, Verdict, children_of, run
from benchmarks.faults.proxy import DroppingProxy
from tests.fleet.fleet import Fleet

__all__ = ["SCENARIOS", "Scenario"]

Scenario = Callable[[Path, int, int], Verdict]
"""Takes the folder of the run, the number of documents and the seed."""


def kill_child(crew: Crew) -> None:
    """Kill a worker child at whatever it does."""
    children = children_of(crew.a_worker().pid)
    if children:
        crew.kill_one(crew.random.choice(children))


def kill_worker(crew: Crew) -> None:
    """Kill a worker's main process."""
    crew.kill_one(crew.a_worker().pid)


def kill_watcher(crew: Crew) -> None:
    """Kill the watcher."""
    crew.kill_one(crew.watcher.pid)


def kill_server(crew: Crew) -> None:
    """Kill the server; it is down for half a second."""
    crew.kill_one(crew.fleet.server.pid)
    time.sleep(0.5)


def stop_server_orderly(crew: Crew) -> None:
    """Let the server be away for 1.5 s while links run."""
    crew.faults += 1
    crew.fleet.server.stop()
    time.sleep(1.5)


def kill_while_stopped(crew: Crew) -> None:
    """Stop a worker with its read outstanding, let messages come, and kill it while it is stopped."""
    worker = crew.a_worker()
    os.kill(worker.pid, signal.SIGSTOP)
    time.sleep(1.0)
    crew.kill_one(worker.pid)


def sleep_long(crew: Crew) -> None:
    """Stop a worker and its children for longer than the visibility timeout, then let them go on."""
    worker = crew.a_worker()
    family = [worker.pid, *children_of(worker.pid)]
    for pid in family:
        crew.kill_one(pid, signal.SIGSTOP)
    until = time.monotonic() + crew.fleet.settings.visibility_timeout + 5
    while time.monotonic() < until:
        time.sleep(0.5)
    for pid in family:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def simple(name: str, hurt: Callable[[Crew], None], times: int, **settings: object) -> Scenario:
    """Make a scenario that needs nothing special."""

    def scenario(home: Path, documents: int, seed: int) -> Verdict:
        return run(Plan(name, documents, seed, times, settings=settings), home, hurt)

    return scenario


def cut_network(home: Path, documents: int, seed: int) -> Verdict:
    """Put a proxy between workers and server that now and then drops a reply and the connection."""
    with Fleet(home) as probe:
        port = int((probe.home / "server" / "port").read_text())
    with DroppingProxy(port, seed) as proxy:

        def hurt(crew: Crew) -> None:
            crew.faults += proxy.drop(3)

        environment = {"COPYDESK_REDIS_URL": f"redis://127.0.0.1:{proxy.port}/0"}
        plan = Plan("replies dropped, connections cut", documents, seed, 15, environment=environment)
        return run(plan, home, hurt)


def fill_disk(name: str, full: str) -> Scenario:
    """Make a scenario in which a small disk is full for four seconds.

    Args:
        name: Of the fault.
        full: `home` or `home/server`; each lies on a small disk of its own, and this one gets full.
    """

    def scenario(home: Path, documents: int, seed: int) -> Verdict:
        disks = [home / "home", home / "home" / "server"]
        for disk in disks:
            disk.mkdir(parents=True, exist_ok=True)
            command = ["/bin/mount", "-t", "tmpfs", "-o", "size=64m", "copydesk", str(disk)]
            subprocess.run(command, check=True)
        try:
            return run(Plan(name, documents, seed, 3), home, lambda crew: fill(crew, home / full))
        finally:
            for disk in reversed(disks):
                subprocess.run(["/bin/umount", "-l", str(disk)], check=True)

    return scenario


def fill(crew: Crew, disk: Path) -> None:
    """Fill a disk, wait, and make room again."""
    crew.faults += 1
    filler = disk / ".filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 65_536)
    time.sleep(4.0)
    filler.unlink()


CLOCK_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t shift(void) {
  char text[32] = {0};
  const char *path = getenv("CLOCK_SHIFT");
  FILE *file = path ? fopen(path, "r") : NULL;
  if (!file) return 0;
  char *got = fgets(text, sizeof text, file);
  fclose(file);
  return got ? atol(text) : 0;
}
int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int status = real(clock, now);
  if (clock == CLOCK_REALTIME) now->tv_sec += shift();
  return status;
}
int gettimeofday(struct timeval *now, void *zone) {
  static int (*real)(struct timeval *, void *);
  if (!real) real = dlsym(RTLD_NEXT, "gettimeofday");
  int status = real(now, zone);
  now->tv_sec += shift();
  return status;
}
time_t time(time_t *out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec;
  return now.tv_sec;
}
"""


def clock_forward(home: Path, documents: int, seed: int) -> Verdict:
    """Set the clock of server, watcher and workers forward by an hour, twice."""
    home.mkdir(parents=True, exist_ok=True)
    source, shim, shift = home / "shim.c", home / "shim.so", home / "shift"
    source.write_text(CLOCK_SHIM)
    shift.write_text("0")
    subprocess.run(["/usr/bin/cc", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    ctypes.CDLL(str(shim))

    def hurt(crew: Crew) -> None:
        crew.faults += 1
        shift.write_text(str(3_600 * crew.faults))

    shimmed = {"LD_PRELOAD": str(shim), "CLOCK_SHIFT": str(shift)}
    os.environ.update(shimmed)
    try:
        return run(Plan("clock set forward by an hour", documents, seed, 2), home, hurt)
    finally:
        for name in shimmed:
            del os.environ[name]


SCENARIOS: dict[str, Scenario] = {
    "child": simple("kill -9 of a worker child", kill_child, 20),
    "worker": simple("kill -9 of a worker's main process", kill_worker, 8),
    "watcher": simple("kill -9 of the watcher", kill_watcher, 10),
    "server-everysec": simple("kill -9 of the server, fsync every second", kill_server, 6),
    "server-always": simple("kill -9 of the server, fsync always", kill_server, 6, fsync="always"),
    "stopped": simple("worker stopped with a read outstanding, then kill -9", kill_while_stopped, 6),
    "asleep": simple("worker stopped for longer than the visibility timeout", sleep_long, 2),
    "away": simple("server away for 1.5 s while links run", stop_server_orderly, 6),
    "spool-full": fill_disk("disk of the spool full for 4 s", "home"),
    "server-full": fill_disk("disk of the server full for 4 s", "home/server"),
    "network": cut_network,
    "clock": clock_forward,
}
