import errno

import pytest
from redis import exceptions as redis_errors

from tasks.patience import is_passing, patiently, pauses


@pytest.mark.parametrize(
    "error",
    [
        redis_errors.ConnectionError("refused"),
        redis_errors.TimeoutError(),
        redis_errors.BusyLoadingError("loading"),
        redis_errors.OutOfMemoryError("used memory > maxmemory"),
        redis_errors.ResponseError("MISCONF Errors writing to the AOF file: No space left on device"),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_what_passes_is_waited_for(error: Exception) -> None:
    assert is_passing(error)


@pytest.mark.parametrize(
    "error",
    [
        redis_errors.AuthenticationError("invalid username-password pair"),
        redis_errors.NoPermissionError("no permissions to run the 'flushall' command"),
        redis_errors.ResponseError("ERR wrong number of arguments"),
        OSError(errno.EACCES, "Permission denied"),
        ValueError("a defect"),
    ],
)
def test_what_stays_is_not(error: Exception) -> None:
    assert not is_passing(error)


def test_an_action_is_repeated_until_it_works() -> None:
    tries: list[int] = []

    def action() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise redis_errors.ConnectionError("refused")
        return "done"

    assert patiently(action, what="test") == "done"
    assert len(tries) == 3


def test_patience_ends() -> None:
    def action() -> None:
        raise redis_errors.ConnectionError("refused")

    with pytest.raises(redis_errors.ConnectionError):
        patiently(action, what="test", seconds=0.3)


def test_a_defect_is_not_repeated() -> None:
    tries: list[int] = []

    def action() -> None:
        tries.append(1)
        raise ValueError("a defect")

    with pytest.raises(ValueError, match="a defect"):
        patiently(action, what="test")
    assert len(tries) == 1


def test_pauses_grow_up_to_a_limit() -> None:
    made = pauses(0.1, 2.0, 1.0)
    assert [round(next(made), 1) for _ in range(6)] == [0.1, 0.2, 0.4, 0.8, 1.0, 1.0]
