import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.words import hash_words, name_hash, shingle_hashes, winnowed, words_of


@pytest.mark.parametrize(
    "text",
    ["“Don’t” stop – now", '"don\'t"  STOP\nnow!', "Don't stop… now", "\u202fDon’t stop—now"],
)
def test_case_quotes_dashes_and_spaces_do_not_count(text: str) -> None:
    assert words_of(text) == ["don", "t", "stop", "now"]


def test_letters_and_digits_of_any_script_count() -> None:
    assert words_of("Żółć 14 Київ ﬁre") == ["żółć", "14", "київ", "fire"]


def test_shingles_are_runs_of_three_words() -> None:
    assert len(shingle_hashes(["a", "b", "c", "d", "e"])) == 3
    assert shingle_hashes(["a", "b", "c"])[0] == shingle_hashes(["x", "a", "b", "c"])[1]


def test_texts_shorter_than_a_shingle_have_one_or_none() -> None:
    assert shingle_hashes(["a", "b"]) == [hash_words(["a", "b"])]
    assert shingle_hashes([]) == []


def test_an_unknown_name_has_no_hash() -> None:
    assert name_hash(None) == name_hash("  ") == 0
    assert name_hash("The Post") == name_hash("THE POST.") != 0


@given(st.lists(st.integers(0, 10**6), unique=True, min_size=1, max_size=200), st.integers(1, 50), st.data())
def test_every_run_of_a_window_holds_a_winnowed_hash(
    hashes: list[int], window: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(0, len(hashes) - window)))
    run = hashes[start : start + window]
    assert min(run) in winnowed(hashes, window)
    assert winnowed(run, window) == {min(run)}
