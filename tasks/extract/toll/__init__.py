"""Find how many were harmed, and by which act."""

from tasks.extract.toll.attach import toll_of
from tasks.extract.toll.find import Toll, find_tolls

__all__ = ["Toll", "find_tolls", "toll_of"]
