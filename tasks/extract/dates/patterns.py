"""Compile the rules of `grammar.json` into regular expressions over class codes."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from tasks.extract.dates.firsts import first_characters
from tasks.extract.dates.lexer import ATOM, Scan, codes
from tasks.extract.dates.vocabulary import Rule, grammar, words

__all__ = ["Hit", "base", "compiled", "left", "right"]

_PIECE: Final = re.compile(ATOM.pattern + r"|(\((?!\?))|(.)")
_REACH: Final = 9
Side = Literal["before", "after", "joint"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Be a rule's match in a scanned text.

    Attributes:
        rule: The rule.
        scan: The tokens.
        groups: Token ranges by capture name; a name that may be captured in several ways has the one that was.
        start: First token.
        end: One past the last token.
    """

    rule: Rule
    scan: Scan
    groups: dict[str, tuple[int, int]]
    start: int
    end: int

    def has(self, key: str) -> bool:
        """Tell whether a capture took part."""
        return key in self.groups

    def values(self, key: str) -> list[int | str]:
        """Return the values of a capture's tokens."""
        start, end = self.groups[key]
        return self.scan.values[start:end]

    def number(self, key: str) -> int:
        """Return the value of a capture's first token that has a number."""
        return next(value for value in self.values(key) if isinstance(value, int))

    def first(self, key: str) -> str:
        """Return the value of a capture's first token as text."""
        return str(self.values(key)[0])

    def words(self, key: str) -> str:
        """Return a capture in small letters."""
        start, end = self.groups[key]
        return " ".join(self.scan.lowers[start:end])


def _expand(pattern: str) -> str:
    macros = grammar().macros
    return re.sub(r"\b[A-Z][A-Z0-9]*\b", lambda m: _expand(macros[m[0]]) if m[0] in macros else m[0], pattern)


def _characters(name: str) -> str:
    table = codes()
    return table.own[name] if name.islower() else table.sets[name]


def compiled(pattern: str, prefix: str) -> str:
    """Translate a rule's pattern into a regular expression over codes.

    Args:
        pattern: The pattern, see `Rule`.
        prefix: Put before capture names, so that many rules fit in one expression.
    """
    out: list[str] = []
    pending, count = "", 0
    for match in _PIECE.finditer(_expand(pattern).replace("\n", "")):
        key, word, name, members, opening, other = match.groups()
        if key:
            pending, count = f"(?P<{prefix}{key}_{count}>", count + 1
        elif opening:
            out.append(pending or "(?:")
            pending = ""
        elif word or name or members:
            chars = "".join(_characters(n) for n in (members or word or name).split())
            out.append(f"{pending}[{chars}]" + (")" if pending else ""))
            pending = ""
        elif not other.isspace():
            out.append(other)
    return "".join(out)


@cache
def _openings() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]]]:
    """Return what finds tokens that may begin an expression, and the rules to try at each."""
    rules_of: dict[str, list[int]] = {}
    for index, rule in enumerate(grammar().rules):
        for char in first_characters(compiled(rule.pattern, "")):
            rules_of.setdefault(char, []).append(index)
    choices = {char: tuple(found) for char, found in rules_of.items()}
    plain = {char for literal, char in codes().own.items() if literal not in _classed_words()}
    guarded = "".join(char for char in choices if char in plain)
    free = "".join(char for char in choices if char not in plain)
    unknown = "".join(codes().sets[name][0] for name in ("WORD", "CAPITAL"))
    return re.compile(f"[{free}]|[{guarded}](?![{unknown}])"), choices


@cache
def _classed_words() -> frozenset[str]:
    """Return the words of the classes; the others that rules name (`the`, `in`, `a`) never stand alone."""
    return frozenset(word for members in words().values() for word in members)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Hold the rules that may begin at a token, as one expression, and their capture names."""

    pattern: re.Pattern[str]
    names: dict[int, tuple[tuple[str, str], ...]]


@cache
def _choice(indices: tuple[int, ...]) -> _Choice:
    rules = grammar().rules
    pattern = re.compile("|".join(f"(?P<r{i}>{compiled(rules[i].pattern, f'r{i}_')})" for i in indices))
    names = {
        i: tuple((n, n.split("_")[1]) for n in pattern.groupindex if n.startswith(f"r{i}_")) for i in indices
    }
    return _Choice(pattern, names)


@cache
def _extenders(side: Side) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    rules = {"before": grammar().before, "after": grammar().after, "joint": grammar().joint}[side]
    tail = r"\Z" if side == "before" else ""
    return tuple((re.compile(f"(?:{compiled(rule.pattern, '')}){tail}"), rule) for rule in rules)


def _hit(rule: Rule, scan: Scan, match: re.Match[str], offset: int, prefix: str) -> Hit:
    groups = {
        name.removeprefix(prefix).split("_")[0]: (start + offset, end + offset)
        for name, (start, end) in ((n, match.span(n)) for n in match.re.groupindex if n.startswith(prefix))
        if start >= 0 and name != prefix.rstrip("_")
    }
    return Hit(rule, scan, groups, match.start() + offset, match.end() + offset)


def base(scan: Scan, position: int) -> Hit | None:
    """Find the next rule that matches at or after a token, the earliest in the text, then in the list."""
    opening, rules_of = _openings()
    for start in opening.finditer(scan.codes, position):
        choice = _choice(rules_of[start.group()])
        match = choice.pattern.match(scan.codes, start.start())
        if match is not None:
            index = int((match.lastgroup or "r0")[1:])
            spans = ((key, match.span(name)) for name, key in choice.names[index])
            groups = {key: span for key, span in spans if span[0] >= 0}
            return Hit(grammar().rules[index], scan, groups, match.start(), match.end())
    return None


@cache
def _edges(side: Side) -> frozenset[str]:
    """Return the characters that an extension may begin with, or, to the left, contain."""
    rules = {"before": grammar().before, "after": grammar().after, "joint": grammar().joint}[side]
    patterns = [compiled(rule.pattern, "") for rule in rules]
    return frozenset().union(*(frozenset(p) if side == "before" else first_characters(p) for p in patterns))


def left(scan: Scan, floor: int, end: int) -> Hit | None:
    """Find what extends an expression to the left, as far as the token where the one before ended."""
    start = max(floor, end - _REACH)
    if end <= start or scan.codes[end - 1] not in _edges("before"):
        return None
    piece = scan.codes[start:end]
    for pattern, rule in _extenders("before"):
        match = pattern.search(piece)
        if match and match.end() > match.start():
            return _hit(rule, scan, match, start, "")
    return None


def right(scan: Scan, start: int, side: Literal["after", "joint"]) -> Hit | None:
    """Find what extends an expression to the right, or joins a time with its day."""
    if start >= len(scan.codes) or scan.codes[start] not in _edges(side):
        return None
    for pattern, rule in _extenders(side):
        match = pattern.match(scan.codes, start)
        if match and match.end() > match.start():
            return _hit(rule, scan, match, 0, "")
    return None
