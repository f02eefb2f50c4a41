"""The acts of a passage: predicates, frames, roles, status."""

from tasks.extract.acts.finding import Act, Actors, find_acts

__all__ = ["Act", "Actors", "find_acts"]
