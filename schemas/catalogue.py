"""Which records have a published JSON Schema, and the AsyncAPI document of the streams."""

from typing import Any, Final

from schemas.base import Record
from schemas.classification import Classification
from schemas.document import Document
from schemas.event import Event, Extraction
from schemas.novelty import Novelty
from schemas.process import ProcessError, ProcessLine
from schemas.receipt import CloudEvent, DocumentEntry, EventEntry, FailureEntry, Receipt
from schemas.settings import Settings
from schemas.submission import Submission

__all__ = ["RECORDS", "STREAM_VERSION", "asyncapi", "json_schema", "settings_page"]

RECORDS: Final[dict[str, type[Record]]] = {
    record.__name__: record
    for record in (
        Submission,
        Document,
        Novelty,
        Classification,
        Extraction,
        Event,
        Receipt,
        CloudEvent,
        DocumentEntry,
        EventEntry,
        FailureEntry,
        ProcessLine,
        ProcessError,
    )
}

STREAM_VERSION: Final = "1.0.0"

_STREAMS: Final = {
    "documents": ("copydesk.document.v1", DocumentEntry, "One entry a document: its outcome."),
    "events": ("copydesk.event.v1", EventEntry, "One entry a coded event."),
    "failures": ("copydesk.failure.v1", FailureEntry, "One entry a rejected document: why."),
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record.

    Raises:
        KeyError: If there is no such record.
    """
    schema = RECORDS[name].model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def asyncapi() -> dict[str, Any]:
    """Return the AsyncAPI 3.0 document that describes the three result streams."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "copydesk result streams",
            "version": STREAM_VERSION,
            "description": "Redis streams; each entry has the fields `id`, `type`, `subject` and `event`, "
            "the last a CloudEvents 1.0 envelope in structured JSON.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {name: _channel(name) for name in _STREAMS},
        "operations": {f"read-{name}": _operation(name) for name in _STREAMS},
        "components": {"messages": {name: _message(name) for name in _STREAMS}},
    }


def settings_page() -> str:
    """Return the Markdown page that lists every setting."""
    rows = [
        f"| `COPYDESK_{name.upper()}` | {_default(field.get_default())} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    head = (
        "# Settings",
        "",
        "Environment variables, read once at start. Generated from `schemas/settings.py` by `make schemas`.",
        "",
        "| variable | default | what it does |",
        "|---|---|---|",
    )
    return "\n".join((*head, *rows, ""))


def _default(value: object) -> str:
    return "" if value is None or value == "" else f"`{value}`"


def _channel(name: str) -> dict[str, Any]:
    return {
        "address": f"copydesk:{name}",
        "description": _STREAMS[name][2],
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
    }


def _operation(name: str) -> dict[str, Any]:
    return {"action": "send", "channel": {"$ref": f"#/channels/{name}"}}


def _message(name: str) -> dict[str, Any]:
    event_type, record, summary = _STREAMS[name]
    return {
        "name": event_type,
        "summary": summary,
        "payload": {
            "allOf": [
                {"$ref": "schemas/CloudEvent.json"},
                {
                    "properties": {
                        "type": {"const": event_type},
                        "data": {"$ref": f"schemas/{record.__name__}.json"},
                    }
                },
            ]
        },
    }
