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
        mental: Verbs of thinking, which attribute nothing when the writer or the reader thinks.
        object: Verbs of speech whose object is what is said: `denied the charges`.
        nouns: Nouns of saying that take a content clause.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    verbs: frozenset[str]
    speech: frozenset[str]
    mental: frozenset[str]
    object: frozenset[str]
    nouns: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon."""
    return Lexicon.model_validate_json((Path(__file__).parent / "speech.json").read_text(encoding="utf-8"))
