"""The sentences that the network is trained on."""

import json
import re
from collections import Counter
from typing import get_args

import pytest

from schemas.plover import EventType
from tasks.extract.model import LABELS
from tasks.extract.model.corpus import HERE, expand, read
from tasks.extract.model.lessons import drawn_sentences, lessons
from tasks.extract.model.marks import MarkedAct, MarkedParty, read_marked, unmark


def test_the_drawn_sentences_are_what_the_patterns_expand_to() -> None:
    assert read() == expand()


def test_the_drawn_sentences_cover_every_label() -> None:
    examples = read()
    counts = Counter(example.label for example in examples)
    assert set(counts) == set(LABELS)
    assert len({example.sentence for example in examples}) >= 8000
    assert min(counts.values()) >= 400


def test_every_label_has_plain_sentences_beside_the_drawn_ones() -> None:
    plain = {
        (example.group.split(":")[0], example.sentence) for example in read() if example.origin == "hand"
    }
    counts = Counter(file for file, _ in plain)
    assert all(counts[f"{label.lower()}-wire"] >= 150 for label in LABELS)


def test_every_trigger_stands_where_a_word_begins() -> None:
    for example in read():
        before, rest = example.sentence[: example.start], example.sentence[example.start :]
        assert rest[0].isalnum(), example
        assert not before or not before[-1].isalnum(), example
        assert not set("[]{}*~|") & set(example.sentence), example


def test_every_slot_of_a_pattern_has_fillers() -> None:
    fillers = json.loads((HERE / "fillers.json").read_text())
    lines = [line for path in (HERE / "patterns").glob("*.txt") for line in path.read_text().splitlines()]
    slots = {slot for line in lines for slot in re.findall(r"\{([A-Za-z]+)\d?\}", line)}
    assert slots <= set(fillers)
    assert all(len(set(words)) == len(words) and len(words) >= 10 for words in fillers.values())


def test_the_marked_sentences_are_many_and_none_stands_twice() -> None:
    marked = list(read_marked())
    assert len(marked) >= 6000
    assert len({sentence.text for sentence in marked}) == len(marked)
    counts = Counter(act.type for sentence in marked for act in sentence.acts)
    assert set(counts) == set(get_args(EventType))
    assert min(counts.values()) >= 300


def test_most_marked_acts_say_who_takes_part() -> None:
    marked = list(read_marked())
    acts = sum(len(sentence.acts) for sentence in marked)
    roles = Counter(role for s in marked for role in {(p.act, p.role) for p in s.parties} for role in role[1])
    assert roles["A"] > 0.8 * acts
    assert roles["R"] > 0.6 * acts


def test_marks_are_read_and_taken_out() -> None:
    told = unmark(
        "[A1:Norway] *1:ACCUSE:accused* [R1,A2:rebels] of *2:ASSAULT:shelling* [R2:Oslo], ~fought~."
    )
    assert told.text == "Norway accused rebels of shelling Oslo, fought."
    assert told.acts == (MarkedAct("ACCUSE", 7), MarkedAct("ASSAULT", 25))
    assert MarkedParty(7, "R", 15, 21) in told.parties
    assert MarkedParty(25, "A", 15, 21) in told.parties
    assert told.idle == (40,)


def test_brackets_nest() -> None:
    told = unmark("[R1:allies of [A1:Norway]] were *1:COERCE:jailed*")
    assert told.parties == (MarkedParty(22, "A", 10, 16), MarkedParty(22, "R", 0, 16))


@pytest.mark.parametrize(
    "line",
    [
        "[A1:Norway *1:ACCUSE:accused* Chad",
        "[A2:Norway] *1:ACCUSE:accused* Chad",
        "Norway] *1:ACCUSE:accused* Chad",
        "Norway *1:SCOLD:scolded* Chad",
        "Norway *1:ACCUSE:accused* Chad and *1:REJECT:refused*",
        "Norway *accused* Chad",
    ],
)
def test_a_line_with_a_wrong_mark_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="some-file:3"):
        unmark(line, "some-file:3")


def test_a_lesson_labels_what_is_marked_and_what_is_not() -> None:
    told = unmark("[A1:Norway] *1:ACCUSE:accused* [R1:the rebels] and went home.")
    (lesson,) = lessons([], [told])
    assert [LABELS[lesson.labels[i]] for i in (1, 5)] == ["ACCUSE", "none"]
    assert lesson.parts == {1: ({0}, {2, 3})}


def test_where_parties_are_not_marked_nobody_is_learned_to_take_part() -> None:
    drawn = [sentence for sentence, _ in zip(drawn_sentences(), range(5), strict=False)]
    given = lessons(drawn, [])
    assert len(given) == len(drawn)
    assert all(lesson.labels and not lesson.parts for lesson in given)
