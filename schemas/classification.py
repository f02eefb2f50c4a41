"""What `classify` makes: what the document is about."""

from pydantic import Field

from schemas.base import Record

__all__ = ["Classification", "PassageTopics", "Topic"]


class Topic(Record):
    """Be one IPTC Media Topic of the top level.

    Attributes:
        id: `medtop:` and eight digits, e.g. `medtop:16000000`.
        name: The concept's English name.
        score: 0 to 1.
    """

    id: str = Field(pattern=r"^medtop:\d{8}$")
    name: str
    score: float = Field(ge=0, le=1)


class PassageTopics(Record):
    """Give the topics of one passage, best first."""

    passage: str
    topics: tuple[Topic, ...]


class Classification(Record):
    """Give a document's topics, best first, and its PLOVER contexts (manual, table 2.1)."""

    topics: tuple[Topic, ...] = ()
    contexts: tuple[str, ...] = ()
    passages: tuple[PassageTopics, ...] = ()
