import os

from hypothesis import given
from hypothesis import strategies as st

from schemas.submission import Submission
from tasks.spool.names import NAME_BYTES, RESERVED, member_id, new_id, printable, safe_name


def test_ids_sort_by_time_and_differ() -> None:
    ids = [new_id() for _ in range(500)]
    assert len(set(ids)) == 500
    assert [i[:9] for i in ids] == sorted(i[:9] for i in ids)


def test_an_id_fits_the_record_with_every_depth_of_nesting() -> None:
    document_id = new_id()
    for place in (1, 10_000, 3, 99_999):
        document_id = member_id(document_id, place)
    Submission(
        id=document_id, name="x", sha256="", size=0, received="2026-01-01T00:00:00Z", parent=document_id
    )


@given(st.binary(min_size=1, max_size=255).filter(lambda b: b"/" not in b and b"\0" not in b))
def test_any_file_name_becomes_a_safe_one(raw: bytes) -> None:
    name = safe_name(printable(raw))
    assert name == os.path.basename(name)  # noqa: PTH119  (the very question is what a path would make of it)
    assert name not in {"", ".", ".."}
    assert not name.startswith(".")
    assert len(name.encode()) <= NAME_BYTES + 1
    assert name not in RESERVED
    assert name.isprintable()


def test_the_suffix_survives_a_cut() -> None:
    assert safe_name("x" * 300 + ".pdf").endswith(".pdf")


def test_paths_become_flat() -> None:
    assert safe_name("../../etc/passwd") == "_.._etc_passwd"
    assert safe_name("..") == "unnamed"
    assert safe_name("reason.json") == "_reason.json"


def test_what_cannot_be_printed_is_spelt_out() -> None:
    assert printable(b"a\nb\xff\x1b[2J") == "a\\nb\\xff\\x1b[2J"
    assert printable("caf\u00e9 \U0001f600.txt") == "caf\u00e9 \U0001f600.txt"
