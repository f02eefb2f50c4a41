from hypothesis import given
from hypothesis import strategies as st

from tasks.deduplicate.fingerprints import MOST_ELEMENTS, sketch_of
from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import Teller, overlap
from tasks.deduplicate.thresholds import NEAR, agreement
from tests.contracts.newsroom import document, prose, submission


def sketch(*passages: str) -> Sketch:
    return sketch_of(submission("document-a"), document("document-a", *passages))


def test_texts_keep_every_trigram_up_to_the_bound() -> None:
    assert len(sketch(prose(1, 100)).elements) == 98
    assert len(sketch(prose(1, MOST_ELEMENTS)).elements) == MOST_ELEMENTS - 2
    assert sketch(prose(1, 3 * MOST_ELEMENTS)).level == 2


def test_very_long_texts_are_bounded() -> None:
    huge = sketch(prose(1, 20_000))
    assert len(huge.elements) <= MOST_ELEMENTS
    assert len(huge.passages[0].fingerprints) <= 1_100


def test_many_passages_are_bounded_and_each_can_be_found() -> None:
    blog = sketch(*(prose(n, 30) for n in range(600)))
    assert sum(len(p.fingerprints) for p in blog.passages) <= 3 * 1_024
    assert all(p.fingerprints for p in blog.passages)


def test_a_short_passage_has_a_floor_of_fingerprints() -> None:
    assert len(sketch(prose(1, 25), prose(2, 25)).passages[0].fingerprints) >= 8


def test_every_paragraph_can_be_found() -> None:
    paragraph = prose("shared", 40)
    found = set(sketch(paragraph).passages[0].fingerprints)
    inside = sketch("\n\n".join([prose(1, 300), paragraph, prose(2, 300)])).passages[0]
    assert found & set(inside.fingerprints)


@given(st.integers(100, 900), st.integers(0, 400), st.integers(0, 400))
def test_overlap_is_estimated_without_bias(shared: int, mine: int, yours: int) -> None:
    middle = prose("middle", shared)
    one = sketch(f"{middle} {prose('mine', mine)}")
    other = sketch(f"{middle} {prose('yours', yours)}")
    found = overlap(one.elements, one.level, Teller.of(other, 1, 8, 0.0))
    assert abs(found.containment - shared / (shared + mine)) < 0.12
    assert abs(found.contains - shared / (shared + yours)) < 0.12


@given(st.integers(0, 200))
def test_short_texts_need_no_less_agreement(shingles: int) -> None:
    assert NEAR <= agreement(NEAR, shingles + 1) <= agreement(NEAR, shingles) <= 1
    assert agreement(NEAR, 20) == 1
