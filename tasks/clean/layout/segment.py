"""A line of a column, as it lies on its page."""

from dataclasses import dataclass

__all__ = ["Page", "Segment"]


@dataclass(slots=True)
class Segment:
    """Be a run of characters on one line of one column; lengths are points, y grows upwards.

    Attributes:
        text: Its characters.
        size: Height of its font.
        column: Number of its column, 0 for lines over the whole page.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    column: int = 0

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Page:
    """Be a page and its lines."""

    width: float
    height: float
    segments: list[Segment]
