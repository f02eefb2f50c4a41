"""Turn bytes into text, whatever character set they are in."""

import codecs

from schemas.errors import Reason, Rejection

__all__ = ["decode", "looks_binary"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = 3  # control characters that any text may have caught on its way
_SAMPLE = 64 * 1024
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"
_WESTERN = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1256", "cp1257", "latin_1", "iso8859_15", "cp1258", "mac_roman"}
)


def decode(content: bytes, declared: str | None = None) -> str:
    """Decode bytes as text.

    Args:
        content: The bytes of a text file.
        declared: Character set that the file or its container names, tried after UTF-8.

    Returns:
        The text; bytes that fit no character become U+FFFD.

    Raises:
        Rejection: `unsupported` if the bytes are no text.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if marked is not None:
        return content.decode(marked, errors="replace")
    wide = _wide(content[:_SAMPLE])
    if wide is not None:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None and _known(declared):
        return content.decode(declared, errors="replace")
    return content.decode(_guess(content[:_SAMPLE]), errors="replace")


def looks_binary(content: bytes) -> bool:
    """Say whether several bytes, and more than one in a hundred, are control characters, as in no text."""
    sample = content[:_SAMPLE]
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _wide(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > _STRAY and controls * 100 > len(sample)


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in Western text every other byte is zero."""
    half = len(sample) // 2
    if half >= 2 and sample[1::2].count(0) > half * 0.7 and sample[::2].count(0) == 0:
        return "utf-16-le"
    if half >= 2 and sample[::2].count(0) > half * 0.7 and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _guess(sample: bytes) -> str:
    if looks_binary(sample):
        raise Rejection(Reason.UNSUPPORTED, "The bytes are neither text nor any format that is known.")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for text that is not UTF-8

    best = from_bytes(sample).best()
    if best is None:
        return "cp1252"
    # Short Western text fits many code pages; of these, news in English or unknown is cp1252.
    if best.encoding in _WESTERN and best.language in {"English", "Unknown"}:
        return "cp1252"
    return str(best.encoding)
