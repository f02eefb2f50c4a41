"""Attach tolls to the acts that caused them."""

from spacy.tokens import Token

from schemas.event import Casualties, Qualifier
from tasks.extract.toll.find import Toll
from tasks.extract.toll.lexicon import Kind

__all__ = ["toll_of"]


def toll_of(trigger: Token, tolls: list[Toll]) -> Casualties | None:
    """Return the toll of an act: what its own clause tells, else what the next sentence tells of it.

    Args:
        trigger: The word that names the act.
        tolls: The tolls of its passage.
    """
    own = [t for t in tolls if t.cue.sent == trigger.sent and _linked(trigger, t.cue)]
    return _merged(own) if own else None


def _clause(token: Token) -> Token:
    while token.head != token and token.dep_ not in {"ccomp", "ROOT", "relcl"}:
        token = token.head
    return token


def _linked(trigger: Token, cue: Token) -> bool:
    return trigger == cue or _clause(trigger) == _clause(cue)


def _merged(tolls: list[Toll]) -> Casualties:
    counts: dict[Kind, int] = {}
    qualifier: Qualifier = "exactly"
    for toll in tolls:
        for kind, count in toll.counts.items():
            if kind not in counts:
                counts[kind] = count
        if qualifier == "exactly":
            qualifier = toll.qualifier
    start, end = min(t.start for t in tolls), max(t.end for t in tolls)
    text = tolls[0].cue.doc[start:end].text
    return Casualties(
        **counts, qualifier=qualifier, text=text, source=next((t.source for t in tolls if t.source), None)
    )
