"""Learn which lines recur across the documents of one collection; `redis_memory` shares it among workers."""

from tasks.clean.lines.memory import MemoryLineMemory
from tasks.clean.lines.protocol import LineMemory

__all__ = ["LineMemory", "MemoryLineMemory"]
