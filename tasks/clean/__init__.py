"""clean: the bytes of a news file become clean, dated text cut into passages."""

from tasks.clean.cleaning import clean
from tasks.clean.line_memory import LineMemory
from tasks.clean.members import Member, split

__all__ = ["LineMemory", "Member", "clean", "split"]
