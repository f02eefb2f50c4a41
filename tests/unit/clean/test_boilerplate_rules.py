import pytest

from tasks.clean.boilerplate import rule_of, rules, sweep
from tasks.clean.draft import Line


@pytest.mark.parametrize(("name", "line"), [(rule.name, line) for rule in rules() for line in rule.removes])
def test_rule_takes_its_lines(name: str, line: str) -> None:
    rule = rule_of(line)
    assert rule is not None
    assert rule.name == name


@pytest.mark.parametrize("line", [line for rule in rules() for line in rule.keeps])
def test_lines_that_look_alike_stay(line: str) -> None:
    assert rule_of(line) is None


def test_names_are_unique() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))


def test_sweep_marks_the_line_after_a_control() -> None:
    kept, removed = sweep([Line("Ferries stop."), Line("Show latest update"), Line("Port reopens")])
    assert [(line.text, line.cut) for line in kept] == [("Ferries stop.", False), ("Port reopens", True)]
    assert [(line.text, line.rule) for line in removed] == [("Show latest update", "live-blog-control")]


def test_learned_lines_go_under_their_own_name() -> None:
    _, removed = sweep(
        [Line("The Harbour Gazette, founded 1899")], {"The Harbour Gazette, founded 1899"}.__contains__
    )
    assert [line.rule for line in removed] == ["learned"]
