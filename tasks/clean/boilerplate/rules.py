"""Load the boilerplate rules and ask them about a line."""

import re
from functools import cache
from pathlib import Path

from pydantic import Field, TypeAdapter

from schemas.base import Record

__all__ = ["Rule", "rule_of", "rules"]

_FILE = Path(__file__).with_name("rules.json")
_LONGEST = 400  # characters; longer lines are content, whatever they say


class Rule(Record):
    """Be one rule: a line that matches any of the patterns as a whole is boilerplate.

    Attributes:
        name: What the record of removed lines shows.
        longest: Longest line, in characters, that the rule may take.
        patterns: Regular expressions for the whole line, case ignored.
        cuts: Whether a new story begins after such a line in a live blog.
        removes: Lines that it must take; a test asks each.
        keeps: Lines that look alike and must stay; a test asks each.
    """

    name: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    longest: int = Field(gt=0, le=_LONGEST)
    patterns: tuple[str, ...] = Field(min_length=1)
    cuts: bool = False
    removes: tuple[str, ...] = Field(min_length=1)
    keeps: tuple[str, ...] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """Load all rules, in the order in which they are asked."""
    return TypeAdapter(tuple[Rule, ...]).validate_json(_FILE.read_bytes())


@cache
def _any_rule() -> re.Pattern[str]:
    """Compile all patterns into one, each rule a numbered group."""
    groups = []
    for number, rule in enumerate(rules()):
        choices = "|".join(rule.patterns)
        groups.append(f"(?P<r{number}>{choices})")
    return re.compile("|".join(groups), re.IGNORECASE)


def rule_of(line: str) -> Rule | None:
    """Return the first rule that takes a line, if any.

    Args:
        line: One line without spaces at its ends.
    """
    if len(line) > _LONGEST:
        return None
    match = _any_rule().fullmatch(line)
    if match is None or match.lastgroup is None:
        return None
    rule = rules()[int(match.lastgroup[1:])]
    return rule if len(line) <= rule.longest else None
