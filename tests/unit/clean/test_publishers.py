import pytest

from tasks.clean.publishers import agency_named, publisher_of, publishers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CNN is reaching out to the port for comment.", "CNN"),
        ("The Guardian has contacted the union for comment.", "The Guardian"),
        ("Reuters could not independently verify the video.", "Reuters"),
        ("The BBC has not verified the footage.", "BBC"),
        ("The union told CNN that it would vote.", None),
        ("The ministry is reaching out to CNN.", None),
        ("Reuters could not verify it. CNN has contacted the port.", None),
        ("The police could not verify the report.", None),
    ],
)
def test_outlet_that_speaks_of_itself(text: str, name: str | None) -> None:
    assert publisher_of([text]) == name


def test_agencies_are_known_by_how_they_sign() -> None:
    assert agency_named("AA") == "Anadolu"
    assert agency_named("Nobody") is None


def test_marks_are_unique() -> None:
    marks = [m for p in publishers() for m in {name.casefold() for name in (p.name, *p.marks)}]
    assert len(marks) == len(set(marks))
