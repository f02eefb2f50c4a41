"""`copydesk work`: a worker."""

import os
from typing import Annotated

import typer

from schemas.errors import ConfigurationError
from schemas.settings import Settings
from tasks.chain import STAGES, Stage
from workers.kin import watch_parent
from workers.log import set_up_logging

__all__ = ["chosen", "work"]


def work(
    name: Annotated[str, typer.Option(help="The worker's name in the log; its process number without.")] = "",
    stages: Annotated[
        str, typer.Option(help="Stages to work on, with commas between; all without.", metavar="STAGE,…")
    ] = "",
) -> None:
    """Work on documents until TERM or Ctrl-C.

    TERM drains what runs within COPYDESK_GRACE_SECONDS and puts the rest back.

    Exit codes: 0 stopped in order, 2 a setting is wrong.
    """
    # billiard reads this once, at import: TERM is to do what QUIT does, drain and then put back.
    os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")
    from tasks.stages import real_stages  # noqa: PLC0415
    from workers.worker import run_worker  # noqa: PLC0415

    settings = Settings()
    only = chosen(stages)
    set_up_logging(settings)
    if settings.supervised:
        watch_parent()
    run_worker(settings, real_stages(), name, only)


def chosen(stages: str) -> tuple[Stage, ...]:
    """Return the stages that a worker is to work on.

    Raises:
        ConfigurationError: If one of the names is no stage's.
    """
    names = tuple(name.strip() for name in stages.split(",") if name.strip())
    unknown = [name for name in names if name not in STAGES]
    if unknown:
        raise ConfigurationError(f"there is no stage {unknown[0]!r}", hint=f"Stages: {', '.join(STAGES)}.")
    return tuple(stage for stage in STAGES if stage in names) or STAGES
