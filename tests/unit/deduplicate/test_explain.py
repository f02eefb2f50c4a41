from schemas.document import Document
from schemas.submission import Submission
from tasks.deduplicate.explain import Explanation, explain_pair
from tests.contracts.newsroom import document, prose, submission


def made(name: str, *passages: str, collection: str = "wire") -> tuple[Submission, Document]:
    return submission(name, collection), document(name, *passages)


def met(explanation: Explanation) -> list[bool]:
    return [condition.met for condition in explanation.conditions]


def test_a_copy_meets_every_condition() -> None:
    story = prose("story", 200)
    found = explain_pair(made("document-a", story), made("document-b", story))
    assert found.novelty.verdict == "exact"
    assert (found.jaccard, found.containment, found.contains) == (1.0, 1.0, 1.0)
    assert all(met(found))


def test_strangers_share_nothing() -> None:
    pair = made("document-a", prose(1, 200)), made("document-b", prose(2, 200), collection="b")
    found = explain_pair(*pair)
    assert found.novelty.verdict == "new"
    assert met(found) == [False] * 5 + [True, False]
    assert [s.other_text for s in found.shared] == [None]


def test_figures_that_differ_are_named() -> None:
    story = prose("story", 200)
    tolls = [f"{story}. The blast killed {count} people." for count in (3, 14)]
    found = explain_pair(made("document-a", tolls[0]), made("document-b", tolls[1]))
    assert found.novelty.verdict == "revision"
    assert [(f.label, f.before, f.after) for f in found.figures] == [("killed", "3", "14")]
    assert "killed 3 → 14" in [condition.found for condition in found.conditions]


def test_shared_paragraphs_stand_side_by_side() -> None:
    updates = [prose(n, 50) for n in range(3)]
    found = explain_pair(
        made("live-blog-1", updates[1], updates[2]), made("live-blog-2", updates[0], updates[2], updates[1])
    )
    assert found.novelty.verdict == "extends"
    beside = [(s.passage, s.other_passage, s.containment) for s in found.shared]
    assert beside == [("p1", None, 0.0), ("p2", "p2", 1.0), ("p3", "p1", 1.0)]


def test_a_document_is_an_exact_copy_of_itself() -> None:
    itself = made("document-a", prose("story", 200))
    assert explain_pair(itself, itself).novelty.verdict == "exact"
