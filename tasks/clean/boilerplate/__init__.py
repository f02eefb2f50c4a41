"""Set aside lines that are not news: each by a named rule."""

from tasks.clean.boilerplate.rules import Rule, rule_of, rules
from tasks.clean.boilerplate.sweep import sweep

__all__ = ["Rule", "rule_of", "rules", "sweep"]
