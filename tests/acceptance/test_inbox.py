"""The watcher under load, under pressure and beside others; no worker is needed to see it."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.fleet.fleet import Fleet

MANY = 800


def spooled(fleet: Fleet) -> int:
    folders = list((fleet.home / "spool").iterdir()) if (fleet.home / "spool").exists() else []
    return sum(1 for folder in folders if len(list(folder.iterdir())) == 2)


def make(folder: Path, count: int, folders: int = 1) -> Path:
    for number in range(count):
        place = folder / f"d{number % folders}" if folders > 1 else folder
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.txt").write_text(f"news {number}")
    return folder


@pytest.mark.parametrize("way", ["cp", "mv", "cp -r"])
def test_a_bulk_drop_is_taken_whole(fleet: Fleet, tmp_path: Path, way: str) -> None:
    source = make(tmp_path / "source", MANY, 60 if way == "cp -r" else 1)
    fleet.watch(COPYDESK_MAX_IN_FLIGHT="100000")
    fleet.wait(lambda: "watching" in fleet.log(), 20)
    if way == "cp -r":
        subprocess.run(["/bin/cp", "-r", *map(str, source.iterdir()), str(fleet.inbox)], check=True)
    else:
        names = sorted(str(path) for path in source.iterdir())
        subprocess.run([f"/bin/{way}", *names, str(fleet.inbox)], check=True)
    with fleet.connect() as client:
        fleet.wait(lambda: client.zcard("copydesk:ledger") == MANY, 60)
    assert spooled(fleet) == MANY
    assert not any(path.is_file() for path in fleet.inbox.rglob("*"))


def test_several_watchers_share_one_inbox(fleet: Fleet) -> None:
    for _ in range(3):
        fleet.watch(COPYDESK_MAX_IN_FLIGHT="100000")
    fleet.wait(lambda: fleet.log().count("watching") == 3, 30)
    make(fleet.inbox, 300)
    with fleet.connect() as client:
        fleet.wait(lambda: client.zcard("copydesk:ledger") == 300, 30)
        time.sleep(1.0)
        assert client.zcard("copydesk:ledger") == 300
    assert spooled(fleet) == 300
    assert fleet.log().count("taken") == 300


def test_files_wait_in_the_inbox_while_the_desk_is_full(fleet: Fleet) -> None:
    watcher = fleet.watch(COPYDESK_MAX_IN_FLIGHT="5")
    make(fleet.inbox, 12)
    fleet.wait(lambda: spooled(fleet) == 5, 20)
    time.sleep(2.0)
    assert len(list(fleet.inbox.iterdir())) == 7
    assert fleet.log().count("max_in_flight=5") == 1
    assert watcher.poll() is None
    fleet.work()
    fleet.wait_for(12)


def test_a_full_server_gets_nothing_and_is_waited_for(fleet: Fleet) -> None:
    fleet.watch()
    fleet.work()
    fleet.drop("first.txt", "news")
    fleet.wait_for(1)
    with fleet.connect() as client:
        client.config_set("maxmemory", "1mb")
        make(fleet.inbox, 5)
        fleet.wait(lambda: "waiting" in fleet.log(), 10)
        time.sleep(3.0)
        assert len(list(fleet.inbox.iterdir())) == 5
        assert fleet.log().count("[warning  ] waiting ") == 1
        client.config_set("maxmemory", "0")
    fleet.wait_for(6)
    assert "going on" in fleet.log()


def test_a_server_that_is_down_is_waited_for(fleet: Fleet) -> None:
    fleet.watch()
    fleet.wait(lambda: "watching" in fleet.log(), 20)
    fleet.server.stop()
    fleet.drop("a.txt", "news")
    fleet.wait(lambda: "[warning  ] waiting " in fleet.log(), 20)
    time.sleep(2.0)
    assert (fleet.inbox / "a.txt").exists()
    assert fleet.log().count("[warning  ] waiting ") == 1
    fleet.server.start()
    fleet.wait(lambda: spooled(fleet) == 1, 20)


def test_every_way_of_dropping_is_seen(fleet: Fleet, tmp_path: Path) -> None:
    fleet.watch()
    fleet.wait(lambda: "watching" in fleet.log(), 20)
    (fleet.inbox / "written.txt").write_text("news")
    fleet.drop("moved.txt", "news")
    (fleet.inbox / "draft.tmp").write_text("news")
    (fleet.inbox / "draft.tmp").rename(fleet.inbox / "renamed.txt")
    (tmp_path / "mine.txt").write_text("news")
    os.link(tmp_path / "mine.txt", fleet.inbox / "linked.txt")
    make(tmp_path / "folder" / "deep", 1)
    (tmp_path / "folder").rename(fleet.inbox / "folder")
    (fleet.inbox / "still.part").write_text("not yet")
    (fleet.inbox / ".hidden").write_text("not at all")
    fleet.wait(lambda: spooled(fleet) == 5, 20)
    left = sorted(path.name for path in fleet.inbox.rglob("*") if path.is_file())
    assert left == [".hidden", "still.part"]


def test_a_slow_writer_is_waited_for(fleet: Fleet) -> None:
    fleet.watch()
    fleet.wait(lambda: "watching" in fleet.log(), 20)
    with (fleet.inbox / "slow.txt").open("w") as writer:
        for _ in range(4):
            writer.write("half ")
            writer.flush()
            time.sleep(0.4)
            assert (fleet.inbox / "slow.txt").exists()
        writer.write("whole")
    fleet.wait(lambda: spooled(fleet) == 1, 20)
    (taken,) = (fleet.home / "spool").glob("*/slow.txt")
    assert taken.read_text().endswith("whole")


def test_an_inbox_that_was_deleted_is_made_anew(fleet: Fleet) -> None:
    fleet.watch()
    fleet.wait(lambda: "watching" in fleet.log(), 20)
    shutil.rmtree(fleet.inbox)
    fleet.wait(lambda: "inbox is missing" in fleet.log(), 20)
    fleet.drop("a.txt", "news")
    fleet.wait(lambda: spooled(fleet) == 1, 20)


def test_polling_sees_files_too(fleet: Fleet) -> None:
    fleet.watch(COPYDESK_POLLING="true")
    fleet.drop("a.txt", "news")
    fleet.wait(lambda: spooled(fleet) == 1, 20)
