"""One reading of one act, before its parties are known by name."""

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from schemas.plover import EventType

__all__ = ["Meaning", "Source"]

Source = Literal["verb", "noun", "light", "operator", "model"]


@dataclass(slots=True)
class Meaning:
    """Be one reading of one act.

    Attributes:
        trigger: The word that names the act.
        actors: Heads of the phrases for who acts.
        recipients: Heads of the phrases for whom it is done to.
        strength: How specific the evidence was; larger is surer.
        source: What gave the type.
        used: Token indexes that this act uses up: no second act is read from them.
        inner: The act that an operator was applied to.
        future: The act itself is still to come.
        mutual: All parties are actors.
    """

    trigger: Token
    type: EventType
    mode: str | None
    actors: list[Token]
    recipients: list[Token]
    strength: int
    source: Source
    used: set[int] = field(default_factory=set)
    inner: "Meaning | None" = None
    operator: str | None = None
    future: bool = False
    mutual: bool = False
