from datetime import UTC, datetime

import pytest

from schemas.errors import Rejection
from schemas.settings import Limits
from schemas.submission import Submission
from tasks.clean import clean, split


def submission(name: str) -> Submission:
    return Submission(id="0123456789abcdef", name=name, sha256="0", size=1, received=datetime.now(UTC))


def names(file: str, content: bytes) -> list[str] | None:
    members = split(submission(file), content, Limits())
    return None if members is None else [member.name for member in members]


def test_a_feed_of_one_line_is_a_feed() -> None:
    assert names("a.jsonl", b'{"id": "x-1", "text": "Police arrested two men."}\n') == ["x-1"]


def test_one_record_in_a_file_of_another_name_is_a_document() -> None:
    assert names("a.json", b'{"id": "x-1", "text": "Police arrested two men."}\n') is None


@pytest.mark.parametrize("bad", [b"not json at all", b"7", b'"text"'])
def test_a_line_that_is_no_record_is_rejected_and_the_others_go_on(bad: bytes) -> None:
    content = bad + b'\n{"id": "x-2", "text": "Police arrested two men."}\n'
    members = list(split(submission("a.jsonl"), content, Limits()) or ())
    assert [member.name for member in members] == ["a.jsonl#1", "x-2"]
    with pytest.raises(Rejection) as caught:
        clean(submission("a.jsonl#1"), members[0].content, Limits())
    assert caught.value.reason == "bad_record"
