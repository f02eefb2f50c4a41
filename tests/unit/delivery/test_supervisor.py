from threading import Event

import pytest

from workers.supervisor import (
    FIRST_PAUSE,
    HEALTHY_SECONDS,
    LONGEST_PAUSE,
    MOST_DEATHS,
    GaveUpError,
    Supervisor,
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Part:
    def __init__(self) -> None:
        self.starts = 0
        self.running = False
        self.stopped = False

    def start(self) -> None:
        self.starts += 1
        self.running = True

    def is_running(self) -> bool:
        return self.running

    def reason(self) -> str:
        return "killed by SIGKILL"

    def stop(self) -> None:
        self.stopped = True


def test_what_dies_is_restarted_after_a_pause() -> None:
    clock, part = Clock(), Part()
    supervisor = Supervisor(Event(), clock)
    supervisor.add("watch", part)
    part.running = False
    supervisor.look()
    assert part.starts == 1
    clock.now = FIRST_PAUSE + 0.01
    supervisor.look()
    assert part.starts == 2


def test_pauses_grow_and_at_last_it_gives_up() -> None:
    clock, part = Clock(), Part()
    supervisor = Supervisor(Event(), clock)
    supervisor.add("work", part)
    for _ in range(MOST_DEATHS):
        part.running = False
        supervisor.look()
        clock.now += LONGEST_PAUSE
        supervisor.look()
    part.running = False
    clock.now += 1.0
    with pytest.raises(GaveUpError, match="work died 9 times in a row; last: killed by SIGKILL"):
        supervisor.look()


def test_a_healthy_time_wipes_the_slate() -> None:
    clock, part = Clock(), Part()
    supervisor = Supervisor(Event(), clock)
    supervisor.add("work", part)
    for _ in range(3 * MOST_DEATHS):
        clock.now += HEALTHY_SECONDS + 1
        part.running = False
        supervisor.look()
        clock.now += FIRST_PAUSE + 0.01
        supervisor.look()
    assert part.starts == 1 + 3 * MOST_DEATHS


def test_a_part_that_cannot_start_is_tried_again() -> None:
    class Broken(Part):
        def start(self) -> None:
            super().start()
            if self.starts < 3:
                self.running = False
                raise OSError("no such file")

    clock, part = Clock(), Broken()
    supervisor = Supervisor(Event(), clock)
    supervisor.add("server", part)
    for _ in range(4):
        clock.now += LONGEST_PAUSE - 1
        supervisor.look()
    assert part.starts == 3
    assert part.running


def test_all_parts_are_stopped() -> None:
    parts = [Part(), Part()]
    supervisor = Supervisor(Event(), Clock())
    for part in parts:
        supervisor.add("part", part)
    supervisor.stop()
    assert all(part.stopped for part in parts)
