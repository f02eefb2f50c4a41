"""Tell the names of authors from other words."""

import re

__all__ = ["as_names", "byline_of"]

_PARTICLE = r"(?:de|da|di|du|del|der|den|van|von|bin|ibn|al|el|la|le|dos|ter|ten|abu|y|e)"
_GIVEN = r"(?:[A-Z]\.(?:[A-Z]\.)*|(?:[OD]['’])?[A-ZÀ-ÖØ-ÞŁŠŽČĆ][\w’'-]*)"
_NAME = rf"{_GIVEN}(?: (?:{_PARTICLE} )*{_GIVEN}){{1,4}}"
_NAMES = re.compile(rf"{_NAME}(?:(?:, ?| and | & |, and | with ){_NAME})*")
_CREDIT = re.compile(
    r"(?:by|from [A-Z][\w ]{1,20}['’]s|from(?= (?:[A-Z][\w’'-]+ ){2,3}in [A-Z])|reporting by|posted by|written by|author:?) +",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"[A-Z][\w&. ]{1,40} (?:staff|reporters?|correspondents?|writers?|agencies|newsroom|desk)", re.IGNORECASE
)
_TAIL = re.compile(r"(?: in [A-Z][\w .'’-]+| at [A-Z][\w .'’-]+|, [A-Z][\w .&'’-]+|\s*[|/•·–—-]\s*.+)$")
_LONGEST = 120


def as_names(text: str) -> str | None:
    """Return the names that a text consists of, or None if it holds other words.

    Args:
        text: A short text, such as what is left of a line once its date is taken out.

    Returns:
        One name of two to five words, or several, without a leading "By".
    """
    if len(text) > _LONGEST:
        return None
    credit = _CREDIT.match(text)
    bare = (text[credit.end() :] if credit else text).strip(" .,")
    if credit is None and bare.isupper():
        return None  # a place, a label or a text all in capitals
    return bare if _NAMES.fullmatch(bare) else None


def byline_of(line: str) -> str | None:
    """Return the author that a line of its own names with "By …" or "From CNN's …".

    Args:
        line: One line.

    Returns:
        The names, or a desk such as "Reuters staff"; None if the line is no byline.
    """
    if len(line) > _LONGEST or (credit := _CREDIT.match(line)) is None:
        return None
    rest = line[credit.end() :].strip()
    for candidate in (rest, _TAIL.sub("", rest)):
        if (names := as_names(candidate)) is not None:
            return names
    return rest if _DESK.fullmatch(rest) else None
