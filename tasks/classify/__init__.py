"""Say what a document is about: `Document` in, `Classification` out."""

from tasks.classify.judge import classify

__all__ = ["classify"]
