"""Build meanings from frames: of verbs, of light verbs with an act's noun, of nouns."""

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import NounFrame, VerbFrame
from tasks.extract.acts.matching import noun_frame_of, role_tokens
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import Clause, preposition_objects

__all__ = ["framed", "holders", "lent", "nominal"]

_SPEAKS_OF: Final = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"})


def framed(clause: Clause, matched: tuple[VerbFrame, int]) -> Meaning | None:
    """Return what a matched verb frame says of a clause, None if it names no act."""
    frame, score = matched
    event_type = frame.type
    if event_type == "NONE":
        return None
    used = {clause.head.i}
    used.update(o.i for o in clause.objects if noun_frame_of(o) is not None and event_type not in _SPEAKS_OF)
    return Meaning(
        clause.head,
        event_type,
        frame.mode,
        role_tokens(frame.actor, clause),
        role_tokens(frame.recipient, clause),
        score,
        "verb",
        used,
        mutual=event_type == "CONSULT" and frame.mode not in ("visit", "third-party"),
    )


def lent(clause: Clause, noun: Token, frame: NounFrame, role: str) -> Meaning:
    """Return an act's noun with the subject that a light verb lends it ("launched an attack")."""
    base = nominal(noun, frame)
    targets = [t for name in frame.recipient for t in clause.preps.get(name, []) if t.pos_ != "VERB"]
    if role == "do":
        actors = clause.subjects or base.actors
        recipients = [*targets, *clause.datives, *(r for r in base.recipients if r not in clause.subjects)]
    else:
        givers = clause.preps.get("from", []) + clause.preps.get("by", [])
        actors, recipients = givers or base.actors, clause.subjects
    return replace(
        base,
        trigger=clause.head if base.type not in ("ASSAULT", "PROTEST", "CONSULT") else noun,
        actors=list(actors),
        recipients=list(recipients),
        strength=3,
        source="light",
        used={clause.head.i, noun.i},
    )


def nominal(noun: Token, frame: NounFrame) -> Meaning:
    """Return the act that a noun names, with the parties in its own phrase."""
    preps = preposition_objects(noun)
    if noun.dep_ in ("nsubj", "nsubjpass"):
        preps = {**preposition_objects(noun.head), **preps}
    actors = holders(noun) or preps.get("by", [])[:1]
    wanted = [name for name in frame.recipient if name in preps]
    recipients = [t for name in wanted for t in preps[name]]
    if "self" in frame.flags and not actors and "of" in preps:
        actors, recipients = preps["of"][:1], [t for n in ("from", "to") for t in preps.get(n, [])][:1]
    if "mutual" in frame.flags and not actors:
        actors, recipients = recipients[:1], recipients[1:]
    if "holder" in frame.flags:
        actors = actors or preps.get("of", [])[:1]
    return Meaning(
        noun,
        frame.type,
        frame.mode,
        actors,
        [r for r in recipients if r not in actors],
        1,
        "noun",
        {noun.i},
        mutual="mutual" in frame.flags,
    )


def holders(noun: Token) -> list[Token]:
    """Return whose act a noun tells: its possessor, or the name or nationality before it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [child]
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod") and (child.pos_ == "PROPN" or child.text[:1].isupper()):
            return [child]
    return []
