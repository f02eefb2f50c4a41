import pytest

from tasks.clean.stamps import parse_stamp


@pytest.mark.parametrize(
    ("line", "iso", "byline"),
    [
        ("Lena HartogMarch 4, 2025 08:35", "2025-03-04T08:35", "Lena Hartog"),
        ("Lena HartogMarch 4, 2025 4:24 am", "2025-03-04T04:24", "Lena Hartog"),
        ("1741077300", "2025-03-04T08:35Z", None),
        ("9:05 a.m. ET, June 1, 2023", "2023-06-01T09:05-04:00", None),
        (
            "By Lena Hartog and Jan de Vries | March 4, 2025 | 10:05 GMT",
            "2025-03-04T10:05Z",
            "Lena Hartog and Jan de Vries",
        ),
        ("Published: 29 June 2023 10:05 BST", "2023-06-29T10:05+01:00", None),
        ("Updated 2:30 PM EDT, Thu July 13, 2023", "2023-07-13T14:30-04:00", None),
        ("2025-03-04T08:30:15+02:00", "2025-03-04T08:30:15+02:00", None),
        ("Thursday, 1 June 2023", "2023-06-01", None),
        ("Posted at 13:45 13 Jun 2023", "2023-06-13T13:45", None),
        ("Noon GMT, 4 March 2025", "2025-03-04T12:00Z", None),
    ],
)
def test_line_of_who_and_when(line: str, iso: str, byline: str | None) -> None:
    stamp = parse_stamp(line)
    assert stamp is not None
    assert (stamp.iso(), stamp.byline) == (iso, byline)


@pytest.mark.parametrize(
    "line",
    [
        "The port reopened at 9:05 a.m. on March 4, 2025.",
        "Lena Hartog said on March 4, 2025 that",
        "10 dead after ferry sinks",
        "2025",
        "30 February 2025",
        "Strike enters day 9",
        "Harbour workers end strike",
    ],
)
def test_other_lines_are_no_stamps(line: str) -> None:
    assert parse_stamp(line) is None


def test_bare_clock_has_no_day() -> None:
    stamp = parse_stamp("9:05 a.m.")
    assert stamp is not None
    assert stamp.iso() is None


def test_zone_with_several_meanings_stays_unknown() -> None:
    stamp = parse_stamp("4 March 2025 10:05 IST")
    assert stamp is not None
    assert stamp.iso() == "2025-03-04T10:05"
