"""Turn text into a string of class codes, one character a token, so that rules are plain regular expressions."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from tasks.extract.dates.vocabulary import grammar, holidays, words

__all__ = ["ATOM", "SHAPES", "Codes", "Scan", "codes", "scan"]

_TOKEN: Final = re.compile(
    r"(?! (?! *\n))(?:"
    r"(?P<WORD>[^\W\d_]{2,}(?:[’'](?!s\b|S\b)[^\W\d_]+)?\d?)"
    r"|(?P<BREAK>[ \t\r\f\v]*\n\s*)"
    r"|(?=\d)(?:"
    r"(?P<ISO>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)\b"
    r"|(?P<SLASHED>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))\b"
    r"|(?P<DOTTED>\d{1,2}\.\d{1,2}\.\d{4})\b"
    r"|(?P<TIME>\d{1,2}[:.]\d{2}(?::\d{2})?(?=\s?(?:[ap]\.?m\b|[ap]\.m\.|hrs|hours|h\b|GMT|UTC)))"
    r"|(?P<COLON>\d{1,2}:\d{2}(?::\d{2})?)(?![\d:])"
    r"|(?P<DECADE>(?:\d{2})?\d0['’]?s)\b"
    r"|(?P<ORDNUM>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH))\b"
    r"|(?P<NUMBER>\d+(?:[.,]\d+)*)"
    r")"
    r"|(?P<POSS>['’]s|['’]S)\b"
    r"|(?P<DOTTEDWORD>(?:[A-Za-z]\.){2,3}|[A-Za-z]\.[A-Za-z]\b)"
    r"|(?P<LETTER>[^\W\d_](?:[’'](?!s\b|S\b)[^\W\d_]+)?\d?)"
    r"|(?P<MARK>[^\s\w]|_))"
)
_MARKS: Final = {
    ",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "/": "SLASH",
    "'": "APOS", "’": "APOS", "‘": "APOS", "(": "OPEN", ")": "CLOSE", ";": "SEMI", ":": "POINTS",
    "!": "DOT", "?": "DOT",
}  # fmt: skip
SHAPES: Final = (
    "ISO", "SLASHED", "TIME", "COLON", "DECADE", "ORDNUM", "DAYNUM", "TWODIGIT", "YEARNUM", "NUMBER",
    "POSS", "BREAK", "MARK", "WORD", "CAPITAL", "HOLIDAY", *sorted(set(_MARKS.values())),
)  # fmt: skip
_Row = tuple[str, int | str, str]
_SEEN: Final[dict[str, _Row]] = {}
"""Code, value and small letters of words already classed; words recur, so this halves the time."""
_SEEN_LIMIT: Final = 50_000
_CASED: Final = ("MONTHWEAK", "MONTHABBR", "DAYABBR")
ATOM: Final = re.compile(r"([a-z]+)=|([a-z]+)|([A-Z][A-Z0-9]*)|<([A-Za-z ]+)>")
"""What a pattern is made of: a capture, a word, a class or macro, a set of them."""


@cache
def _cased() -> frozenset[str]:
    return frozenset(word for name in _CASED for word in words()[name])


@dataclass(frozen=True, slots=True)
class Codes:
    """Map class names to their characters, and words to their own or their class's character and value."""

    sets: dict[str, str]
    own: dict[str, str]
    words: dict[str, tuple[str, int | str]]
    holidays: dict[str, tuple[tuple[tuple[str, ...], int], ...]]


def _literals() -> set[str]:
    table = grammar()
    patterns = [
        *table.macros.values(),
        *(r.pattern for r in (*table.rules, *table.before, *table.after, *table.joint)),
    ]
    return {m[2] for p in patterns for m in ATOM.finditer(p) if m[2]} | {
        word for p in patterns for m in ATOM.finditer(p) if m[4] for word in m[4].split() if word.islower()
    }


def _holiday_starts() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    starts: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for index, holiday in enumerate(holidays()):
        for name in holiday.names:
            parts = tuple(m.group().lower() for m in _TOKEN.finditer(name))
            starts.setdefault(parts[0], []).append((parts, index))
    return {k: tuple(sorted(v, key=lambda item: -len(item[0]))) for k, v in starts.items()}


@cache
def codes() -> Codes:
    """Return the codes of every class; characters of the private use area, so no text clashes.

    A word that a rule names has a character of its own, which its class has too.
    """
    table: dict[str, tuple[str, int | str]] = {}
    sets: dict[str, str] = {}
    fresh = (chr(number) for number in range(0xE000, 0xF8FF))
    own = {literal: next(fresh) for literal in sorted(_literals())}
    for name in (*SHAPES, *words()):
        char = next(fresh)
        members = words().get(name, {})
        table.update({word: (own.get(word, char), value) for word, value in members.items()})
        sets[name] = char + "".join(own[word] for word in members if word in own)
    for literal, char in own.items():
        table.setdefault(literal, (char, literal))
    return Codes(sets, own, table, _holiday_starts())


@dataclass(frozen=True, slots=True)
class Scan:
    """Hold the tokens of a text.

    Attributes:
        text: The text.
        codes: One class character a token.
        starts: Where each token begins.
        lowers: Its small letters.
        values: What its class says of it: a month's number, a unit, digits.
    """

    text: str
    codes: str
    starts: list[int]
    lowers: list[str]
    values: list[int | str]

    def end(self, index: int) -> int:
        """Return where a token ends; small letters are as many as the text's, but for a few capitals."""
        following = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index] + len(self.text[self.starts[index] : following].rstrip())


def _number(text: str, sets: dict[str, str]) -> tuple[str, int | str]:
    if not text.isdecimal():
        return sets["NUMBER"][0], text.replace(",", "")
    number = int(text)
    if len(text) <= 2:
        return (sets["DAYNUM"][0] if 1 <= number <= 31 else sets["TWODIGIT"][0]), number
    if len(text) == 4 and 1000 <= number <= 2199:
        return sets["YEARNUM"][0], number
    return sets["NUMBER"][0], number


def _word(text: str, lower: str, table: Codes) -> tuple[str, int | str]:
    found = table.words.get(lower)
    if found is None:
        return table.sets["CAPITAL" if text[0].isupper() else "WORD"][0], lower
    if text[0].islower() and lower in _cased():
        return table.sets["WORD"][0], lower
    return found


def _class(kind: str, text: str, lower: str, table: Codes) -> tuple[str, int | str]:
    if kind == "NUMBER":
        return _number(text, table.sets)
    if kind in {"WORD", "LETTER", "DOTTEDWORD"}:
        return _word(text, lower, table)
    if kind == "MARK":
        return table.sets[_MARKS.get(text, "MARK")][0], text
    if kind == "ORDNUM":
        return table.sets[kind][0], int(text[:-2])
    if kind == "DOTTED":
        return table.sets["SLASHED"][0], text
    return table.sets[kind][0], text


def _classed(match: re.Match[str]) -> _Row:
    """Class a token that was not seen before."""
    text = match[0]
    lower = text.lower()
    row = (*_class(match.lastgroup or "MARK", text, lower, codes()), lower)
    if text[0].isalpha() and len(_SEEN) < _SEEN_LIMIT:
        _SEEN[text] = row
    return row


def scan(text: str) -> Scan:
    """Cut a text into tokens and class them."""
    seen = _SEEN.get
    rows: list[_Row] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(text):
        rows.append(seen(match[0]) or _classed(match))
        starts.append(match.start())
    lowers = [row[2] for row in rows]
    found = Scan(text, "".join([row[0] for row in rows]), starts, lowers, [row[1] for row in rows])
    return found if codes().holidays.keys().isdisjoint(lowers) else _with_holidays(found)


def _with_holidays(found: Scan) -> Scan:
    table, chars, values = codes(), list(found.codes), list(found.values)
    for i, lower in enumerate(found.lowers):
        for parts, index in table.holidays.get(lower, ()):
            if tuple(found.lowers[i : i + len(parts)]) == parts:
                for j in range(i, i + len(parts)):
                    chars[j], values[j] = table.sets["HOLIDAY"][0], index
                break
    return replace(found, codes="".join(chars), values=values)
