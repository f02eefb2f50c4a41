"""Cut a document's lines into stories: live blogs, round-ups, briefs, or one article."""

from tasks.clean.passages.cutting import Cutting, cut_live_blog, cut_stories

__all__ = ["Cutting", "cut_live_blog", "cut_stories"]
