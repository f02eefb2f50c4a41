"""Tell headlines from prose."""

import re

__all__ = ["is_headline", "is_prose", "words"]

LONGEST = 170  # characters; the longest of 2,225 BBC and Reuters headlines stays under it
_WORD = re.compile(r"\w[\w’'.-]*")
_ENDS = re.compile(r"[.!;,:…—–-][\"'”’)\]]*$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Co|Ltd|Corp|Jr|Sr|St|No)\.$")
_SENTENCES = re.compile(r"[a-z0-9)”\"]{3}[.!?][\"'”’)]* [A-Z“‘\"]")
_TITLES = re.compile(r"\b(?:Gov|Gen|Sen|Rep|Rev|Col|Capt|Maj|Lt|Sgt|Pres|Prof|Dr|Mr|Mrs|Ms)\. ")
_BULLET = re.compile(r"[-–—•*·▪►>] ?\w")


def words(text: str) -> int:
    """Count words."""
    return len(_WORD.findall(text))


def is_headline(text: str, fewest: int = 3) -> bool:
    """Say whether a line is worded like a headline: capital first, no full stop, one sentence.

    Args:
        text: The line.
        fewest: Words that it must have; where a headline is due, one will do.
    """
    if not text or len(text) > LONGEST or text[0].islower() or _BULLET.match(text):
        return False
    if not text[0].isalnum() and text[0] not in "\"'“‘«$€£¿¡[(#@":
        return False
    if _ENDS.search(text) and not _ABBREVIATED.search(text):
        return False
    return words(text) >= fewest and _SENTENCES.search(_TITLES.sub("", text)) is None


def is_prose(text: str) -> bool:
    """Say whether a line is worded like running text: it ends a sentence, or is long."""
    return len(text) > LONGEST or (bool(re.search(r"[.!?…:][\"'”’)\]]*$", text)) and words(text) >= 4)
