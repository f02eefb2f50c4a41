import errno
import os
import socket
import threading
from pathlib import Path

import pytest

from schemas.errors import Reason, Rejection
from schemas.submission import Submission
from tasks.spool import Refusal, Spool, claim
from tasks.spool.claim import STAGING, carry_over, describe
from tasks.spool.deposit import deposit
from tasks.spool.files import read_regular

LIMIT = 1_000


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "home")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def take(path: Path, inbox: Path, spool: Spool) -> Submission:
    taken = claim(path, inbox, spool, LIMIT)
    assert isinstance(taken, Submission)
    return taken


def test_a_claimed_file_is_in_the_spool_with_its_submission(inbox: Path, spool: Spool) -> None:
    file = inbox / "agency" / "a.txt"
    file.parent.mkdir()
    file.write_text("news")
    taken = take(file, inbox, spool)
    assert not file.exists()
    assert spool.submission(taken.id) == taken
    assert spool.content(taken, LIMIT) == b"news"
    assert (taken.name, taken.collection, taken.size) == ("a.txt", "agency", 4)


def test_of_many_watchers_one_wins_each_file(inbox: Path, spool: Spool) -> None:
    files = [inbox / f"{n}.txt" for n in range(60)]
    for file in files:
        file.write_text(file.name)
    taken: list[Submission] = []
    barrier = threading.Barrier(4)

    def race() -> None:
        barrier.wait()
        for file in files:
            outcome = claim(file, inbox, spool, LIMIT)
            if isinstance(outcome, Submission):
                taken.append(outcome)

    threads = [threading.Thread(target=race) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(submission.name for submission in taken) == sorted(file.name for file in files)
    assert len(list(spool.ids())) == 60


@pytest.mark.parametrize(
    "raw",
    [
        b"line\nbreak.txt",
        b"\xff\xfe.txt",
        b"x" * 251 + b".txt",
        b"\xf0\x9f\x97\x9e news.txt",
        b"-rf",
        b"a\\b",
        b"reason.json",
    ],
)
def test_any_name_is_taken(raw: bytes, inbox: Path, spool: Spool) -> None:
    path = Path(os.fsdecode(os.fsencode(inbox) + b"/" + raw))
    path.write_text("news")
    taken = take(path, inbox, spool)
    assert taken.name.isprintable()
    assert spool.content(taken, LIMIT) == b"news"
    assert spool.settle(taken, "archive", None, "").parent.parent == spool.archive


def test_what_is_no_file_is_moved_but_never_opened(inbox: Path, spool: Spool) -> None:
    (inbox / "link").symlink_to("/etc/passwd")
    os.mkfifo(inbox / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(inbox / "socket"))
        os.link(inbox / "socket", inbox / "hard-linked-socket")
        for name, kind in (
            ("link", "a symbolic link"),
            ("pipe", "a named pipe"),
            ("socket", "a socket"),
            ("hard-linked-socket", "a socket"),
        ):
            taken = take(inbox / name, inbox, spool)
            with pytest.raises(Rejection, match=kind) as caught:
                spool.content(taken, LIMIT)
            assert caught.value.reason is Reason.NOT_A_FILE


def test_a_device_is_not_opened() -> None:
    with pytest.raises(Rejection, match="a character device"):
        read_regular(Path("/dev/zero"), "zero", LIMIT)


def test_a_large_file_is_kept_unread(inbox: Path, spool: Spool) -> None:
    (inbox / "large.txt").write_bytes(b"x" * (LIMIT + 1))
    taken = take(inbox / "large.txt", inbox, spool)
    assert taken.sha256 == ""
    with pytest.raises(Rejection) as caught:
        spool.content(taken, LIMIT)
    assert caught.value.reason is Reason.TOO_LARGE


def test_an_empty_file_is_named_so(inbox: Path, spool: Spool) -> None:
    (inbox / "empty.txt").touch()
    taken = take(inbox / "empty.txt", inbox, spool)
    with pytest.raises(Rejection) as caught:
        spool.content(taken, LIMIT)
    assert caught.value.reason is Reason.EMPTY


def test_a_file_that_is_being_written_stays(inbox: Path, spool: Spool) -> None:
    with (inbox / "a.txt").open("w") as writer:
        writer.write("half")
        writer.flush()
        assert isinstance(claim(inbox / "a.txt", inbox, spool, LIMIT), Refusal)
    assert take(inbox / "a.txt", inbox, spool).size == 4


def test_a_file_that_vanishes_leaves_nothing(inbox: Path, spool: Spool) -> None:
    assert claim(inbox / "gone.txt", inbox, spool, LIMIT) == Refusal("it is gone")
    assert list(spool.ids()) == []


def test_a_spool_on_another_file_system_gets_a_copy(
    inbox: Path, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.txt").write_text("news")
    rename = Path.rename

    def across(self: Path, target: Path) -> Path:
        if self.parent == inbox and spool.root in target.parents:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", across)
    taken = take(inbox / "a.txt", inbox, spool)
    assert spool.content(taken, LIMIT) == b"news"
    assert list((inbox / STAGING).iterdir()) == []


def test_a_copy_that_was_cut_short_is_completed(inbox: Path, spool: Spool) -> None:
    (inbox / STAGING).mkdir()
    submission = describe(inbox / STAGING, inbox, None, LIMIT).model_copy(update={"name": "a.txt", "size": 4})
    spool.open(submission)
    (inbox / STAGING / submission.id).write_text("news")
    assert not spool.is_whole(submission)
    carry_over(inbox / STAGING / submission.id, spool, submission)
    assert spool.content(submission, LIMIT) == b"news"


def test_a_torn_submission_is_written_anew(inbox: Path, spool: Spool) -> None:
    (inbox / "a.txt").write_text("news")
    taken = take(inbox / "a.txt", inbox, spool)
    (spool.folder(taken.id) / "submission.json").write_text('{"id": "')
    found = spool.submission(taken.id)
    assert found is not None
    assert (found.id, found.name) == (taken.id, "a.txt")


def test_settling_twice_changes_nothing_and_bringing_back_undoes_it(inbox: Path, spool: Spool) -> None:
    (inbox / "a.txt").write_text("news")
    taken = take(inbox / "a.txt", inbox, spool)
    folder = spool.settle(taken, "rejected", taken, "reason.json")
    assert spool.settle(taken, "rejected", taken, "reason.json") == folder
    assert (folder / "a.txt").read_text() == "news"
    assert (folder / "reason.json").exists()
    assert spool.find_settled(taken.id) == folder
    assert spool.bring_back(folder) == taken
    assert spool.content(taken, LIMIT) == b"news"


def test_a_deposited_file_stays_where_it_is(tmp_path: Path, spool: Spool) -> None:
    (tmp_path / "mine.txt").write_text("news")
    submission = deposit(tmp_path / "mine.txt", spool, "desk")
    assert (tmp_path / "mine.txt").exists()
    assert spool.content(submission, LIMIT) == b"news"
    assert submission.collection == "desk"
