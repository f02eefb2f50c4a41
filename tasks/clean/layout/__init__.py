"""Put the lines of printed pages in reading order and join them to paragraphs."""

from tasks.clean.layout.columns import reading_order
from tasks.clean.layout.paragraphs import paragraphs_of
from tasks.clean.layout.running import part_running
from tasks.clean.layout.segment import Page, Segment

__all__ = ["Page", "Segment", "paragraphs_of", "part_running", "reading_order"]
