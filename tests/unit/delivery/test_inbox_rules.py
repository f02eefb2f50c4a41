import stat
from pathlib import Path

import pytest

from workers.watcher.inbox import Sight, is_ignored
from workers.watcher.rest import RestCheck

FILE = Path("inbox/a.txt")


def sight(size: int = 1, modified: int = 1) -> Sight:
    return Sight(stat.S_IFREG | 0o644, size, modified, 7)


@pytest.mark.parametrize(
    "name",
    [
        ".hidden",
        "a.part",
        "a.pdf.crdownload",
        "a.TMP",
        "a.txt~",
        ".DS_Store",
        "~$a.docx",
        "Thumbs.db",
        "a.swp",
    ],
)
def test_unfinished_and_hidden_files_are_ignored(name: str) -> None:
    assert is_ignored(name)


@pytest.mark.parametrize("name", ["a.txt", "a", "party", "temp", "a.partly", "notes~1.txt"])
def test_other_files_are_not(name: str) -> None:
    assert not is_ignored(name)


def test_a_file_that_grows_is_not_taken() -> None:
    check = RestCheck(0.5)
    assert not check.has_rested(FILE, sight(1), 0.0)
    assert not check.has_rested(FILE, sight(2), 0.4)
    assert not check.has_rested(FILE, sight(2), 0.8)
    assert check.has_rested(FILE, sight(2), 0.9)


def test_a_touched_file_rests_anew() -> None:
    check = RestCheck(0.5)
    check.has_rested(FILE, sight(1, 1), 0.0)
    assert not check.has_rested(FILE, sight(1, 2), 0.6)


def test_a_file_that_is_gone_is_forgotten() -> None:
    check = RestCheck(0.5)
    check.has_rested(FILE, sight(), 0.0)
    assert not check.has_rested(FILE, None, 0.6)
    assert check.next_due(0.6) is None


def test_the_next_look_is_when_the_oldest_may_have_rested() -> None:
    check = RestCheck(0.5)
    check.has_rested(FILE, sight(), 10.0)
    assert check.next_due(10.2) == pytest.approx(0.3)
    assert check.next_due(11.0) == 0.0


def test_a_postponed_file_rests_anew() -> None:
    check = RestCheck(0.5)
    check.has_rested(FILE, sight(), 0.0)
    check.postpone(FILE, 0.5)
    assert not check.has_rested(FILE, sight(), 0.6)
    assert check.has_rested(FILE, sight(), 1.0)
