"""Story threads: which documents tell the same event, though not in the same words."""

from tasks.stories.tell import tell_stories

__all__ = ["tell_stories"]
