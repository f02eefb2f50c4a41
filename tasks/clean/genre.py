"""Tell what kind of text a document is, where its shape alone does not."""

import re

from schemas.document import Genre

__all__ = ["genre_of"]

BRIEF_WORDS = 90  # agencies call a story of one or two paragraphs a brief
_SPEAKER = re.compile(
    r"(?:Q|A|QUESTION|ANSWER|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,4}(?: \([^)]{1,40}\))?|(?:The )?(?:Moderator|Interviewer|Host)"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}) ?: \S"
)
_RELEASE = re.compile(
    r"\b(?:for immediate release|press release|media release|news release|(?:press|media) contacts?\b ?:|media (?:enquiries|inquiries)\b|press statement by|embargoed until)",
    re.IGNORECASE,
)
_EDGE = 5


def genre_of(paragraphs: list[str], *, end_mark: bool = False) -> Genre:
    """Tell the genre of a single-story document.

    Args:
        paragraphs: Its paragraphs.
        end_mark: Whether it ended with "###" or "ENDS", as press releases do.
    """
    spoken = [bool(_SPEAKER.match(p)) for p in paragraphs]
    if len(spoken) >= 4 and sum(spoken) * 5 >= len(spoken) * 2:
        return "transcript"
    edges = paragraphs[:_EDGE] + paragraphs[_EDGE:][-_EDGE:]
    if end_mark or any(len(p) < 200 and _RELEASE.search(p) for p in edges):
        return "press-release"
    return "brief" if sum(len(p.split()) for p in paragraphs) <= BRIEF_WORDS else "article"
