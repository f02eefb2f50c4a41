"""Where originals lie from claim to outcome: one folder a document, moved by atomic renames only."""

from tasks.spool.claim import Refusal, claim
from tasks.spool.names import new_id, printable, safe_name
from tasks.spool.spool import Spool

__all__ = ["Refusal", "Spool", "claim", "new_id", "printable", "safe_name"]
