"""A live blog that is dropped again and again as it grows, read and coded for real."""

from collections import Counter

from schemas.process import ProcessLine
from tasks.inline import InlineDesk, Source

_TOWNS = [
    "Kharkiv",
    "Odesa",
    "Lviv",
    "Poltava",
    "Sumy",
    "Kherson",
    "Mariupol",
    "Chernihiv",
    "Zhytomyr",
    "Vinnytsia",
    "Rivne",
    "Lutsk",
    "Ternopil",
    "Uzhhorod",
    "Cherkasy",
    "Kropyvnytskyi",
    "Mykolaiv",
    "Melitopol",
    "Berdiansk",
    "Sloviansk",
    "Kramatorsk",
    "Luhansk",
    "Donetsk",
    "Horlivka",
    "Pavlohrad",
    "Nikopol",
    "Izmail",
    "Uman",
    "Bila",
    "Nizhyn",
]
_HOUR = 60
_EVENTS = ("shelled", "attacked", "bombed")


def _update(number: int) -> str:
    town, act = _TOWNS[number], _EVENTS[number % 3]
    minutes = 6 * _HOUR + 7 * number
    return (
        f"Troops strike {town} in wave {number}\n"
        f"Russian forces {act} {town} overnight and killed {number + 2} civilians near depot {number}, the mayor said.\n"
        f"Residents of {town} told reporters that sirens had sounded {number + 3} times before dawn.\n"
        f"Noor CallaghanOctober 23, 2023 {minutes // _HOUR:02d}:{minutes % _HOUR:02d}\n"
    )


def _live_blog(updates: int) -> bytes:
    newest_first = "".join(_update(number) for number in reversed(range(updates)))
    return (
        f"Ukraine live: strikes across the country\nKey points\nShow latest update\n{newest_first}".encode()
    )


def _events(desk: InlineDesk, updates: int) -> Counter[tuple[str, str]]:
    (line,) = desk.process(Source("live.txt", _live_blog(updates)))
    assert isinstance(line, ProcessLine)
    return Counter((event.type, event.evidence.text) for event in line.events)


def test_every_update_gives_its_events_exactly_once() -> None:
    at_once = _events(InlineDesk(), 30)
    assert len(at_once) >= 30
    desk = InlineDesk()
    by_and_by: Counter[tuple[str, str]] = Counter()
    for drop in range(1, 11):
        by_and_by += _events(desk, 3 * drop)
    assert by_and_by == at_once
