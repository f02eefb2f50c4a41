"""The one place where Celery meets the stages."""

from collections.abc import Callable

from celery import shared_task

from tasks.chain import Stage, wire_name
from tasks.desk import installed
from tasks.work import Step, run

__all__ = ["stage_task"]


def stage_task(stage: Stage) -> Callable[[Step], Step]:
    """Register a step as the Celery task of a stage, under the stage's wire name.

    The task takes the ids of a message; the step itself stays a plain function.
    """

    def register(step: Step) -> Step:
        def task(ids: list[str]) -> None:
            run(installed(), stage, ids, step)

        shared_task(task, name=wire_name(stage))
        return step

    return register
