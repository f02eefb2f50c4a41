"""Mend characters: mojibake, control and direction marks, odd spaces."""

import re
import unicodedata

__all__ = ["mend", "squeeze"]

_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_LONE = re.compile("[\ud800-\udfff]")
_SUSPECT = re.compile("[\x80-\u04ff]")  # all mojibake has such letters; curly quotes and dashes lie elsewhere
_RUNS = re.compile(" {2,}")


def mend(text: str) -> str:
    r"""Return the text with sane characters and `\\n` as its only line break.

    Args:
        text: Decoded text.

    Returns:
        The text with mojibake undone (only that: quotes stay as they are), without control,
        zero-width and bidirectional marks, in normal form C.
    """
    if "\r" in text or not text.isprintable():
        text = _BREAKS.sub("\n", text)
    if text.isascii():
        return _UNSEEN.sub("", text.replace("\t", " "))
    text = _unscramble(_LONE.sub("\ufffd", text))
    text = _UNSEEN.sub("", _SPACES.sub(" ", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def squeeze(line: str) -> str:
    """Return a line without spaces at its ends and with single spaces inside."""
    line = line.strip()
    return _RUNS.sub(" ", line) if "  " in line else line


def _unscramble(text: str) -> str:
    """Undo mojibake line by line, so that one bad line cannot spoil the others."""
    if _SUSPECT.search(text) is None:
        return text
    from ftfy import fix_encoding  # noqa: PLC0415 - a tenth of a second to import, rarely needed
    from ftfy.badness import is_bad  # noqa: PLC0415 - as above

    return "\n".join(
        fix_encoding(line) if _SUSPECT.search(line) and is_bad(line) else line for line in text.split("\n")
    )
