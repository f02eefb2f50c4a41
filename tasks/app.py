"""The Celery application: JSON only, late acknowledgement, one queue a stage."""

from collections.abc import Sequence
from typing import Any, Final

from celery import Celery

from schemas.settings import Settings
from tasks.chain import STAGES, Stage, wire_name
from tasks.connection import broker_url

__all__ = ["CeleryCourier", "make_app"]

PUBLISH_RETRY: Final = {"max_retries": 200, "interval_start": 0.2, "interval_step": 0.2, "interval_max": 1.0}
"""About three minutes: without it a link that runs while the server restarts loses its document."""

TASK_MODULES: Final = tuple(f"tasks.{stage}.task" for stage in STAGES)


class CeleryCourier:
    """Carry ids to the stages' queues by Celery."""

    def __init__(self, app: Celery) -> None:
        self._app = app

    def send(self, stage: Stage, ids: Sequence[str]) -> None:
        """Put one message with these ids on the stage's queue; wait while the broker is away."""
        name = wire_name(stage)
        self._app.send_task(name, args=[list(ids)], queue=name)


def make_app(settings: Settings) -> Celery:
    """Make the application; it imports the stages only when a worker starts."""
    url = broker_url(settings).replace("unix://", "redis+socket://", 1)
    app = Celery("copydesk", broker=url, set_as_current=True)
    app.conf.update(messaging(settings))
    app.conf.update(working(settings))
    return app


def messaging(settings: Settings) -> dict[str, Any]:
    """Return how messages travel. The visibility timeout stands in all three places that Celery knows."""
    transport = {
        "visibility_timeout": settings.visibility_timeout,
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 5,
        "global_keyprefix": f"{settings.namespace}:broker:",
        "socket_keepalive": True,
        "socket_timeout": 30.0,
        "socket_connect_timeout": 5.0,
    }
    return {
        "broker_transport_options": transport,
        "result_backend_transport_options": transport,
        "visibility_timeout": settings.visibility_timeout,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "task_serializer": "json",
        "result_serializer": "json",
        "event_serializer": "json",
        "accept_content": ["json"],
        "result_accept_content": ["json"],
        "task_ignore_result": True,
        "task_publish_retry": True,
        "task_publish_retry_policy": PUBLISH_RETRY,
        "task_create_missing_queues": False,
        "task_queues": {name: {"exchange": "", "routing_key": name} for name in map(wire_name, STAGES)},
        "task_default_queue": wire_name("clean"),
    }


def working(settings: Settings) -> dict[str, Any]:
    """Return how a worker works."""
    return {
        "imports": TASK_MODULES,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_soft_shutdown_timeout": settings.grace_seconds,
        "worker_enable_remote_control": False,
        "worker_send_task_events": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "worker_max_memory_per_child": (settings.reading_megabytes + CHILD_MEGABYTES) * 1024,
    }


CHILD_MEGABYTES: Final = 1_024
"""What a child may hold besides one reading: models, lexicons and their caches."""
