"""Part boilerplate from content, line by line."""

from collections.abc import Callable

from schemas.document import Removed
from tasks.clean.boilerplate.rules import rule_of
from tasks.clean.draft import Line

__all__ = ["sweep"]


def sweep(
    lines: list[Line], learned: Callable[[str], bool] | None = None
) -> tuple[list[Line], list[Removed]]:
    """Set boilerplate lines aside.

    Args:
        lines: The lines of a document.
        learned: Says whether a line is known to recur in the document's collection.

    Returns:
        Lines that stay, marked where a live blog's control stood before them, and what was taken out.
    """
    kept: list[Line] = []
    removed: list[Removed] = []
    cut = gap = False
    for line in lines:
        rule = rule_of(line.text)
        if rule is None and not (learned is not None and learned(line.text)):
            line.cut, line.gap = line.cut or cut, line.gap or gap
            kept.append(line)
            cut = gap = False
            continue
        removed.append(Removed(text=line.text, rule=rule.name if rule else "learned"))
        cut = cut or (rule is not None and rule.cuts)
        gap = gap or line.gap
    return kept, removed
