"""Find how many were harmed, and by which act."""

from tasks.extract.toll.attach import casualties_of, toll_of
from tasks.extract.toll.find import Toll, find_tolls
from tasks.extract.toll.loose import share_tolls

__all__ = ["Toll", "casualties_of", "find_tolls", "share_tolls", "toll_of"]
