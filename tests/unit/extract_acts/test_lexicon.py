from typing import get_args

import pytest
from pydantic import ValidationError

from schemas.plover import EventType
from tasks.extract.acts.lexicon import (
    VerbFrame,
    classes,
    compositions,
    frame_count,
    in_class,
    light_verbs,
    noun_frames,
    noun_operators,
    operators,
    verb_frames,
)


def test_there_are_thousands_of_frames() -> None:
    assert frame_count() > 2500


def test_every_type_has_verbs_and_nouns() -> None:
    types = set(get_args(EventType))
    assert types <= {f.type for group in verb_frames().values() for f in group}
    assert types <= {f.type for group in noun_frames().values() for f in group}


def test_every_class_that_a_frame_names_exists() -> None:
    named = {
        value[1:]
        for group in verb_frames().values()
        for frame in group
        for condition in frame.when
        for value in condition.values
        if value.startswith("@")
    }
    assert named <= set(classes())


def test_every_operator_has_a_composition() -> None:
    named = {o.operator for group in operators().values() for o in group} | set(noun_operators().values())
    assert named <= set(compositions())


def test_a_mode_of_another_type_is_an_error() -> None:
    with pytest.raises(ValidationError):
        VerbFrame(lemmas=("hug",), type="SUPPORT", mode="drone")


def test_a_listed_lemma_is_more_exact_than_its_class() -> None:
    assert in_class(frozenset({"drone"}), ("drone",)) > in_class(frozenset({"drone"}), ("@weapon",)) > 0
    assert in_class(frozenset({"table"}), ("drone", "@weapon")) == 0


def test_light_verbs_lend_a_subject() -> None:
    assert {light.role for group in light_verbs().values() for light in group} == {"do", "undergo"}
