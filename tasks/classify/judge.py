"""Weigh the terms found in a document into topics and contexts."""

from collections import Counter
from math import log
from typing import Final

from schemas.classification import Classification, PassageTopics, Topic
from schemas.document import Document
from tasks.classify.lexicon import Lexicon, contexts, topics

__all__ = ["classify"]

_TITLE_COUNT: Final = 2
"""A term in the headline counts as two in the text."""
_LEAST: Final = 4.5
"""Evidence below which nothing is said: one strong and one middling term, or as much."""
_SHARE: Final = 0.45
"""Least evidence of a topic against that of the best one."""
_MOST: Final = 4
_HALF: Final = 9.0
"""Evidence at which the score is one half: three strong terms."""
_CONTEXT_LEAST: Final = 4.5
_CONTEXT_SHARE: Final = 0.2


def classify(document: Document) -> Classification:
    """Find the IPTC Media Topics and the PLOVER contexts of a document.

    Args:
        document: The clean document; its title counts more than its text.

    Returns:
        Topics and contexts of the document, best first, and the topics of each passage
        that has any. A document without evidence has none.
    """
    texts = [document.passage_text(passage) for passage in document.passages]
    counts = [topics().count(text) for text in texts]
    return Classification(
        topics=_topics(_total(topics(), counts, document.title)),
        contexts=_contexts(document.title, texts),
        passages=tuple(
            PassageTopics(passage=passage.id, topics=found)
            for passage, count in zip(document.passages, counts, strict=True)
            if (found := _topics(count))
        ),
    )


def _total(lexicon: Lexicon, counts: list[Counter[int]], title: str | None) -> Counter[int]:
    whole: Counter[int] = Counter()
    for count in counts:
        whole.update(count)
    for term, times in lexicon.count(title or "").items():
        whole[term] += _TITLE_COUNT * times
    return whole


def _evidence(lexicon: Lexicon, counts: Counter[int]) -> list[tuple[float, int]]:
    """Sum what speaks for each concept, best first; a repeated term adds by its logarithm."""
    sums: dict[int, float] = {}
    for term, times in counts.items():
        for concept, weight in lexicon.meaning(term):
            sums[concept] = sums.get(concept, 0.0) + weight * (1 + log(times))
    return sorted(((value, concept) for concept, value in sums.items()), reverse=True)


def _topics(counts: Counter[int]) -> tuple[Topic, ...]:
    evidence = _evidence(topics(), counts)
    if not evidence:
        return ()
    least = max(_LEAST, _SHARE * evidence[0][0])
    return tuple(
        Topic(
            id=topics().concepts[number].id,
            name=topics().concepts[number].name,
            score=round(value / (value + _HALF), 3),
        )
        for value, number in evidence[:_MOST]
        if value >= least
    )


def _contexts(title: str | None, texts: list[str]) -> tuple[str, ...]:
    counts = _total(contexts(), [contexts().count(text) for text in texts], title)
    evidence = _evidence(contexts(), counts)
    if not evidence:
        return ()
    least = max(_CONTEXT_LEAST, _CONTEXT_SHARE * evidence[0][0])
    return tuple(contexts().concepts[number].id for value, number in evidence if value >= least)
