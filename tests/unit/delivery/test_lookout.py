from workers.lookout import IDLE_SECONDS, Lookout


def looks(lookout: Lookout, start: float, *, waiting: bool = True, busy: bool = False) -> list[bool]:
    times = [start + step * 2.0 for step in range(2 * int(IDLE_SECONDS))]
    return [lookout.is_deaf(waiting=waiting, busy=busy, now=now) for now in times]


def test_a_worker_that_takes_nothing_from_a_full_queue_is_deaf() -> None:
    found = looks(Lookout(), 100.0)
    assert not any(found[:3])
    assert found[-1]


def test_a_busy_or_idle_worker_is_not() -> None:
    assert not any(looks(Lookout(), 100.0, busy=True))
    assert not any(looks(Lookout(), 100.0, waiting=False))


def test_a_message_ends_the_suspicion() -> None:
    lookout = Lookout()
    looks(lookout, 100.0)
    lookout.heard(118.0)
    assert not lookout.is_deaf(waiting=True, busy=False, now=119.0)
    assert not lookout.is_deaf(waiting=True, busy=False, now=124.0)
