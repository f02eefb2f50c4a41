"""The words that show who says so (`speech.json`)."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

__all__ = ["Lexicon", "lexicon"]


class Lexicon(BaseModel):
    """Hold the cues of attribution, as lemmas.

    Attributes:
        verbs: Verbs that can bring in what someone says, thinks or wants.
        speech: Those of them that tell of speaking or writing.
        strict: Those that need no object to attribute a whole sentence, also beside a quotation.
        nouns: Nouns of saying that take a content clause.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    verbs: frozenset[str]
    speech: frozenset[str]
    strict: frozenset[str]
    nouns: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    return Lexicon.model_validate_json((Path(__file__).parent / "speech.json").read_text(encoding="utf-8"))
