"""Novelty: is this news to us?"""

from tasks.deduplicate.stage import deduplicate

__all__ = ["deduplicate"]
