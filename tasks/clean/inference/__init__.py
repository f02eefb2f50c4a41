"""Work out when a text was published, where only the text itself can tell, and only where it is certain."""

from tasks.clean.inference.infer import infer_published

__all__ = ["infer_published"]
