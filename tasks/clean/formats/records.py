"""Take JSON Lines, JSON lists and JSON Feeds apart."""

from collections.abc import Iterator

import orjson

from schemas.errors import Reason, Rejection
from schemas.settings import Limits

__all__ = ["members"]


def members(content: bytes, limits: Limits) -> Iterator[tuple[str | None, bytes]]:
    """Return each record's id and bytes.

    Raises:
        Rejection: `too_many_members`, or `bad_record` if a list cannot be parsed.
    """
    body = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    listed = body.startswith(b"[") or b"jsonfeed.org/version" in body[:2000]
    parts = _listed(body) if listed else [_line(raw.strip()) for raw in body.splitlines() if raw.strip()]
    if len(parts) > limits.max_members:
        raise Rejection(Reason.TOO_MANY_MEMBERS, f"It holds {len(parts)} records.")
    return ((_id_of(part), part) for part in parts)


def _listed(body: bytes) -> list[bytes]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Rejection(Reason.BAD_RECORD, f"The JSON list cannot be parsed: {error}.") from error
    items = value.get("items", []) if isinstance(value, dict) else value
    return [orjson.dumps(item) for item in items]


def _line(line: bytes) -> bytes:
    """Return a line that is no object as a record without text: it is rejected, not read as prose."""
    return line if line.startswith(b"{") else orjson.dumps({"unreadable": line.decode(errors="replace")})


def _id_of(part: bytes) -> str | None:
    try:
        value = orjson.loads(part)
    except orjson.JSONDecodeError:
        return None
    found = value.get("id") if isinstance(value, dict) else None
    return str(found) if isinstance(found, str | int) and str(found).strip() else None
