"""Compare figures, so that "killed 3" and "killed 14" are never one text."""

from collections.abc import Sequence

from tasks.deduplicate.sketch import Sketch
from tasks.deduplicate.teller import Teller

__all__ = ["changes"]


def changes(sketch: Sketch, positions: Sequence[int], teller: Teller) -> tuple[tuple[int, str], ...]:
    """Return the figures that an older document gives differently, or not at all.

    Args:
        sketch: The newer document.
        positions: Which of its figures to compare.
        teller: The older document.

    Returns:
        Position of each, and the older document's value, "" where it counts no such thing and
        has that number nowhere.
    """
    anywhere = {value for values in teller.figures.values() for value in values}
    found = []
    for position in positions:
        figure = sketch.figures[position]
        before = teller.figures.get(figure.key)
        if before is None:
            if figure.value not in anywhere:
                found.append((position, ""))
        elif figure.value not in before:
            now = {other.value for other in sketch.figures if other.key == figure.key}
            found.append((position, next((value for value in before if value not in now), before[0])))
    return tuple(found)
