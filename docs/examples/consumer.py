"""Read a copydesk stream in a consumer group: python consumer.py redis://127.0.0.1:6379/0 copydesk:events."""

import json
import os
import sys
import time

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

URL, STREAM = sys.argv[1], sys.argv[2]
GROUP, ME = os.environ.get("GROUP", "readers"), os.environ.get("CONSUMER", f"reader-{os.getpid()}")
STALE_MS, MOST_DELIVERIES = int(os.environ.get("STALE_MS", "60000")), 5
server = redis.Redis.from_url(
    URL, decode_responses=True, socket_timeout=30, retry=Retry(NoBackoff(), 0), protocol=2
)


def handle(event: dict) -> None:
    """Do your work; `event["id"]` never varies, so store by it and a repeat changes nothing."""
    print(json.dumps(event), flush=True)


def deliver(entry: str, fields: dict, deliveries: int) -> None:
    """Handle an entry and acknowledge it; one that failed too often goes to the dead letters."""
    if deliveries > MOST_DELIVERIES:
        with server.pipeline(transaction=True) as both:
            both.xadd(f"{STREAM}:dead", {**fields, "entry": entry, "group": GROUP}, maxlen=100_000)
            both.xack(STREAM, GROUP, entry)
            both.execute()
        return
    try:
        handle(json.loads(fields["event"]))
    except Exception as error:  # it stays pending and comes again
        print(f"{entry}: {error}", file=sys.stderr)
    else:
        server.xack(STREAM, GROUP, entry)


while True:
    try:
        stale = server.xautoclaim(STREAM, GROUP, ME, STALE_MS, count=50)[1]
        mine = server.xpending_range(STREAM, GROUP, "-", "+", 500, consumername=ME) if stale else []
        counts = {pending["message_id"]: pending["times_delivered"] for pending in mine}
        fresh = server.xreadgroup(GROUP, ME, {STREAM: ">"}, count=50, block=min(STALE_MS, 5_000))
        for entry, fields in [*stale, *(fresh[0][1] if fresh else [])]:
            if fields:  # None: trimmed while it was pending
                deliver(entry, fields, counts.get(entry, 1))
    except redis.ResponseError as error:
        if not str(error).startswith(("NOGROUP", "UNBLOCKED")):
            raise
        server.xgroup_create(STREAM, GROUP, id="0", mkstream=True)  # from the first entry, also after a flush
    except (redis.ConnectionError, redis.TimeoutError):
        time.sleep(1)
