"""clean: the bytes of a news file become clean, dated text cut into passages."""

from tasks.clean.cleaning import clean
from tasks.clean.lines import LineMemory, MemoryLineMemory
from tasks.clean.members import Member, split

__all__ = ["LineMemory", "Member", "MemoryLineMemory", "clean", "split"]
