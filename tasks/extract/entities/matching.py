"""Find the gazetteer's names in a passage, whatever their accents, hyphens and case."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
from spacy.tokens import Doc, Span

from tasks.extract.entities.offices import likeliest
from tasks.extract.entities.records import Match, Name
from tasks.extract.entities.tables import names, words

__all__ = ["fold", "is_upper", "match"]

_PARTIAL = ("pro-", "anti-", "ex-", "non-")
_NOT_THE_SIDE = (
    "-backed",
    "-aligned",
    "-allied",
    "-sponsored",
    "-occupied",
    "-friendly",
    "-funded",
    "-born",
    "-based",
)
_UPPER_SHARE = 0.7


def _folded() -> dict[int, str]:
    """Map each letter with an accent to its bare lower-case letter: one code point to one."""
    table = {ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("ı"): "i", ord("ø"): "o", ord("Ø"): "o"}
    table |= {ord(dash): " " for dash in "-‐‑–"} | {
        ord("ł"): "l",
        ord("Ł"): "l",
        ord("đ"): "d",
        ord("\n"): " ",
    }
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        bare = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(bare) == 1:
            table.setdefault(code, bare)
    return table | {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}


_FOLDED = _folded()


def fold(text: str) -> str:
    """Return a text in lower case without accents and hyphens, as long as it was."""
    return text.translate(_FOLDED)


def is_upper(text: str) -> bool:
    """Tell whether most letters of a text are capitals, as in old wire stories."""
    capitals = sum(map(str.isupper, text))
    return capitals > _UPPER_SHARE * (capitals + sum(map(str.islower, text)))


class _Gazetteer(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    forms: tuple[str, ...]
    bearers: tuple[tuple[Name, ...], ...]


@cache
def _gazetteer() -> _Gazetteer:
    unique: dict[str, tuple[str, tuple[Name, ...]]] = {}
    for form, bearers in names().items():
        known = unique.setdefault(fold(form), (form, bearers))
        if known[0].isupper() and not form.isupper() and known[1][0].name == bearers[0].name:
            unique[fold(form)] = (form, bearers)  # "Nato" admits "NATO", not the other way round.
    automaton = ahocorasick_rs.AhoCorasick(list(unique), store_patterns=False)
    return _Gazetteer(automaton, tuple(f for f, _ in unique.values()), tuple(n for _, n in unique.values()))


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends where words do."""
    before = start == 0 or not text[start - 1].isalnum()
    return before and (end == len(text) or not text[end].isalnum())


def _spelled(form: str, surface: str, upper: bool) -> bool:
    """Tell whether the capitals of a surface fit those of the form: "us" is not "US".

    Args:
        form: The gazetteer's spelling.
        surface: The text's.
        upper: Whether the text is in capitals, so that they tell nothing.
    """
    if upper:
        return surface[0].isupper() and form.lower() not in words("function")
    if form.isupper():
        return surface.isupper()
    return surface[0].isupper() or not form[0].isupper()


def _found(text: str, upper: bool) -> Iterator[tuple[int, int, int]]:
    gazetteer = _gazetteer()
    for pattern, start, end in gazetteer.automaton.find_matches_as_indexes(fold(text), overlapping=True):
        if _whole(text, start, end) and _spelled(gazetteer.forms[pattern], text[start:end], upper):
            yield start, end, pattern


def _is_name(span: Span) -> bool:
    """Tell whether a sentence's first word is a name though it is spelled like an ordinary word."""
    first = span[0]
    if len(span) > 1 or not first.is_sent_start or first.lower_ not in words("ordinary"):
        return True
    return bool(first.pos_ == "PROPN")


def _of_a_side(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands for itself: not "pro-Russian", not "Iran-backed"."""
    return not text[max(0, start - 5) : start].lower().endswith(_PARTIAL) and not text[
        end : end + 12
    ].lower().startswith(_NOT_THE_SIDE)


def match(doc: Doc, day: str | None, shouted: bool = False) -> tuple[Match, ...]:
    """Return the names that the gazetteer knows, leftmost longest, without overlaps.

    Args:
        doc: The parsed passage.
        day: Day of the document as ISO 8601, None if unknown: it chooses among persons of one name.
        shouted: Whether the document has it in capitals, so that the parse only guesses at acronyms.
    """
    text = doc.text
    spans = sorted(_found(text, shouted), key=lambda span: (span[0], -span[1]))
    found: list[Match] = []
    reached = 0
    for start, end, pattern in spans:
        if start < reached:
            continue
        reached = end
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and _of_a_side(text, start, end) and _is_name(span):
            bearers = _gazetteer().bearers[pattern]
            name = bearers[0] if len(bearers) == 1 else likeliest(bearers, day)
            found.append(Match(span.start, span.end, name))
    return tuple(found)
