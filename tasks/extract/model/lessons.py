"""Turn the training sentences into lessons: word pieces, what each word states, and who takes part."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from tasks.extract.model.corpus import Example, read
from tasks.extract.model.judge import LABELS
from tasks.extract.model.marks import Marked, MarkedAct
from tasks.extract.model.network import pieces_of
from tasks.extract.parse import model

__all__ = ["Lesson", "drawn_sentences", "lessons"]

_REPORTING: Final = frozenset({"say", "tell", "report", "add"})
_NOUN_SHARE: Final = 0.3
_OTHER_SHARE: Final = 0.1
"""How many of the nouns, and of adjectives and names, without a mark are learned as `none`."""
_NEAR_ACT: Final = 4
"""Words after a marked act in which a noun of acts may belong to it ("launched an attack")."""
_NONE: Final = LABELS.index("none")


@dataclass(slots=True)
class Lesson:
    """Be one sentence to learn from.

    Attributes:
        pieces: Word pieces, without the two that frame a sentence.
        labels: Label by position of a word's first piece.
        parts: For each act's position the positions of its actors' and recipients' pieces; empty where
            the sentence does not say who takes part.
    """

    pieces: list[int]
    labels: dict[int, int]
    parts: dict[int, tuple[set[int], set[int]]] = field(default_factory=dict)


def drawn_sentences() -> Iterator[Marked]:
    """Yield the sentences drawn from the patterns, whose parties are not marked."""
    sentences: dict[str, list[Example]] = defaultdict(list)
    for example in read():
        sentences[example.sentence].append(example)
    for text, examples in sentences.items():
        acts = tuple(MarkedAct(e.label, e.start) for e in examples if e.label != "none")
        yield Marked(text, acts, (), tuple(e.start for e in examples if e.label == "none"))


def _at(doc: Doc, character: int) -> Token:
    return next(token for token in doc if token.idx + len(token) > character)


def _labels(sentence: Marked, doc: Doc, deeds: frozenset[str], *, whole: bool) -> dict[int, int]:
    """Label words by their index; in a wholly marked sentence a word without a mark states nothing."""
    labels = {_at(doc, start).i: _NONE for start in sentence.idle}
    acts = {_at(doc, act.start).i: LABELS.index(act.type) for act in sentence.acts}
    if (
        not whole
    ):  # "accused X of shelling" is drawn with one label for both; the shelling is an act of its own
        acts = {i: label for i, label in acts.items() if doc[i].dep_ != "pcomp" or len(acts) == 1}
    dice = random.Random(sentence.text)
    for token in doc:
        chance = dice.random()
        if token.i in labels or token.i in acts:
            continue
        rare = token.pos_ == "NOUN" and token.lower_ not in deeds and chance < _NOUN_SHARE
        if whole:
            beside = any(i < token.i <= i + _NEAR_ACT for i in acts)
            deed = token.pos_ == "NOUN" and token.lower_ in deeds and not beside
            other = token.pos_ in ("ADJ", "ADV", "PROPN", "AUX") and chance < _OTHER_SHARE
            idle = token.pos_ == "VERB" or rare or deed or other
        else:
            idle = rare or token.lemma_.lower() in _REPORTING
        if idle:
            labels[token.i] = _NONE
    return labels | acts


def _lesson(sentence: Marked, doc: Doc, deeds: frozenset[str], *, whole: bool) -> Lesson:
    words = [pieces_of(token) for token in doc]
    starts, length = [], 0
    for word in words:
        starts.append(length)
        length += len(word)
    labels = {starts[i]: label for i, label in _labels(sentence, doc, deeds, whole=whole).items()}
    lesson = Lesson([piece for word in words for piece in word], labels)
    if whole:
        lesson.parts = {starts[_at(doc, act.start).i]: (set(), set()) for act in sentence.acts}
    for party in sentence.parties:
        parts = lesson.parts[starts[_at(doc, party.act).i]]["AR".index(party.role)]
        for token in doc:
            if party.start <= token.idx < party.end:
                parts.update(range(starts[token.i], starts[token.i] + len(words[token.i])))
    return lesson


def lessons(drawn: Iterable[Marked], marked: Iterable[Marked]) -> list[Lesson]:
    """Return what there is to learn from sentences.

    Args:
        drawn: Sentences in which only some words are marked, and no parties.
        marked: Sentences in which every act is marked, with its parties.
    """
    given = [(sentence, False) for sentence in drawn] + [(sentence, True) for sentence in marked]
    docs = model().pipe(sentence.text for sentence, _ in given)
    pairs = [(sentence, doc, whole) for (sentence, whole), doc in zip(given, docs, strict=True)]
    deeds = frozenset(_at(doc, act.start).lower_ for sentence, doc, _ in pairs for act in sentence.acts)
    return [_lesson(sentence, doc, deeds, whole=whole) for sentence, doc, whole in pairs]
