from typing import get_args

import pytest

from schemas.plover import CONTEXTS, MODES, QUADS, SECTORS, EventType, score_of


def test_every_type_has_a_quad_and_modes() -> None:
    types = set(get_args(EventType))
    assert len(types) == 16
    assert set(QUADS) == types
    assert set(MODES) == types


def test_scores_stay_on_the_scale() -> None:
    for event_type, modes in MODES.items():
        for mode in (None, *modes):
            assert -10 <= score_of(event_type, mode) <= 10


def test_the_manual_counts() -> None:
    assert len(CONTEXTS) == 37
    assert len(SECTORS) == 25


def test_an_unknown_mode_is_an_error() -> None:
    with pytest.raises(KeyError):
        score_of("AGREE", "drone")
