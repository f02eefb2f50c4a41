"""`copydesk work`: a worker."""

import os
from typing import Annotated

import typer

from schemas.settings import Settings
from workers.kin import watch_parent
from workers.log import set_up_logging

__all__ = ["work"]


def work(
    name: Annotated[str, typer.Option(help="The worker's name in the log; its process number without.")] = "",
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
    set_up_logging(settings)
    if settings.supervised:
        watch_parent()
    run_worker(settings, real_stages(), name)
