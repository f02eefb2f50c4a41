import pytest

from tasks.deduplicate.figures import figure_words, figures_of


def figures(text: str) -> list[tuple[str, str]]:
    return [(f.label, f.value) for f in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The blast killed 3 people.", [("killed", "3")]),
        ("The blast killed at least fourteen people.", [("killed", "14")]),
        ("14 dead, 3 wounded", [("killed", "14"), ("injured", "3")]),
        ("Three were killed and 14 were injured.", [("killed", "3"), ("injured", "14")]),
        ("It killed 3, injured 14.", [("killed", "3"), ("injured", "14")]),
        ("Twenty-three houses burned.", [("houses", "23")]),
        ("They asked for two hundred tents.", [("tents", "200")]),
        ("It cost $1.13bn.", [("cost", "1130000000")]),
        ("It cost 1.5 million euros.", [("euros", "1500000")]),
        ("Some 12,500 fled.", [("fled", "12500")]),
        ("Prices rose 7.25%.", [("rose", "7.25")]),
        ("It lies 912km off.", [("km", "912")]),
        ("No figure here.", []),
    ],
)
def test_figures_are_read_with_what_they_count(text: str, found: list[tuple[str, str]]) -> None:
    assert figures(text) == found


def test_a_figure_told_twice_counts_once() -> None:
    assert figures("It killed 3 people. Officials said it killed 3 people.") == [("killed", "3")]


def test_equal_amounts_are_equal_however_written() -> None:
    assert figures("two thousand men") == figures("2,000 men") == figures("2 thousand men")


def test_the_word_lists_hold_together() -> None:
    words = figure_words()
    assert set(words.same) | set(words.same.values()) <= words.labels
    assert not words.fillers & (words.labels | set(words.numbers))
    assert all(word == word.casefold() for word in (*words.numbers, *words.magnitudes, *words.labels))
