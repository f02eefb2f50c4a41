"""Read number words of date expressions."""

from tasks.extract.dates.vocabulary import words

__all__ = ["amount", "ordinal"]

_HALF = 0.5


def ordinal(text: str) -> int:
    """Return the number of `first`, `21st`, `twenty-first`; 0 if it is none."""
    digits = "".join(c for c in text if c.isdecimal())
    if digits:
        return int(digits)
    table, tens = words()["ORDWORD"], words()["TENS"]
    return sum(int(table.get(part, tens.get(part, 0))) for part in text.replace("-", " ").split())


def amount(text: str) -> float | None:
    """Return the number of `two`, `a`, `twenty-five`, `a hundred`, `two and a half`; None if vague (`few`)."""
    parts = text.replace("-", " ").replace("–", " ").split()
    if not parts or any(
        part in {"few", "several", "some", "many", "recent", "multi", "various"} for part in parts
    ):
        return None
    if "couple" in parts:
        return 2
    half = _HALF if "half" in parts else 0.0
    total = 0.0
    for part in parts:
        if part == "hundred":
            total = (total or 1) * 100
        elif (value := _single(part)) is not None:
            total += value
    if parts[0] in {"a", "an", "the", "another"} and total == 0:
        return half or 1
    return total + half if total or half else None


def _single(part: str) -> float | None:
    for name in ("SMALL", "TENS"):
        if part in words()[name]:
            return float(words()[name][part])
    try:
        return float(part.replace(",", ""))
    except ValueError:
        return None
