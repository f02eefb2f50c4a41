"""Fold names so that accents, case, hyphens and full stops make no difference."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold"]

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "a",
    }
)
_DROPPED = re.compile(r"[.'’‘`ʻʼʹ´]")
_SPACED = re.compile(r"[\s\-‐‑–/]+")
_LEADING = re.compile(r"^(?:saint|sainte|st|ste) ")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return the key under which a name is looked up.

    Args:
        name: A name as written, such as "Saint-Étienne" or "St. Étienne".

    Returns:
        Lower case letters without marks; parts joined by one space; a leading "Saint" is "st".
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    joined = _SPACED.sub(" ", _DROPPED.sub("", name.lower())).strip()
    return _LEADING.sub("st ", joined)
