"""Build meanings from frames: of verbs, of light verbs with an act's noun, of nouns."""

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import NounFrame, VerbFrame, classes, words
from tasks.extract.acts.matching import noun_frame_of, noun_keys, role_tokens
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import Clause, clause_of, is_for_somebody, is_infinitive, preposition_objects

__all__ = ["before_noun", "framed", "holders", "is_named_deed", "lent", "nominal", "participants"]

_DONE_BY: Final = frozenset({"led", "claimed", "run", "organised", "organized", "orchestrated"})
_COMING: Final = frozenset({"AID", "ASSAULT", "REQUEST", "ACCUSE", "THREATEN", "AGREE", "REJECT", "CONCEDE"})
"""Types whose nouns name who acts by "from" ("aid from Norway"), not whom it is done to."""

_SPEAKS_OF: Final = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"})


def framed(clause: Clause, matched: tuple[VerbFrame, int]) -> Meaning | None:
    """Return what a matched verb frame says of a clause, None if it names no act."""
    frame, score = matched
    event_type = frame.type
    if event_type == "NONE":
        return None
    used = {clause.head.i}
    if event_type == "ASSAULT":  # "the bombing killed nine" tells one act
        used.update(s.i for s in clause.subjects if _is_bare_assault(s))
    for thing in clause.objects:
        if noun_frame_of(thing) is not None and event_type not in _SPEAKS_OF:
            used.add(thing.i)
            used.update(c.i for c in thing.children if c.dep_ in ("acl", "relcl") and is_infinitive(c))
    return Meaning(
        clause.head,
        event_type,
        frame.mode,
        role_tokens(frame.actor, clause) or _moved(clause, frame),
        role_tokens(frame.recipient, clause),
        score,
        "verb",
        used,
        mutual=event_type == "CONSULT" and frame.mode not in ("visit", "third-party"),
    )


def is_named_deed(gerund: Token) -> bool:
    """Tell whether a gerund that the parser took for a verb names an act ("Shelling by rebels went on")."""
    if gerund.tag_ != "VBG" or gerund.dep_ not in ("csubj", "nsubj", "nsubjpass"):
        return False
    return not any(c.dep_ == "dobj" for c in gerund.children) and noun_frame_of(gerund) is not None


def _is_bare_assault(noun: Token) -> bool:
    """Tell whether a noun names an assault and nobody whom it hit."""
    told = noun_frame_of(noun)
    return (
        told is not None
        and told.type == "ASSAULT"
        and not set(told.recipient) & set(preposition_objects(noun))
    )


def _moved(clause: Clause, frame: VerbFrame) -> list[Token]:
    """Return the forces that move where nobody is said to move them ("the army was put on alert")."""
    if not clause.passive or frame.type not in ("MOBILIZE", "RETREAT") or not frame.actor:
        return []
    forces = classes()["force"] | classes()["troops"]
    return [o for o in clause.objects[:1] if noun_keys(o) & forces]


def lent(clause: Clause, noun: Token, frame: NounFrame, role: str) -> Meaning:
    """Return an act's noun with the subject that a light verb lends it ("launched an attack")."""
    base = nominal(noun, frame)
    preps = preposition_objects(core(noun)) if core(noun) != noun else clause.preps
    targets = [t for name in frame.recipient for t in preps.get(name, []) if t.pos_ != "VERB"]
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
    preps = preposition_objects(core(noun))
    if noun.dep_ in ("nsubj", "nsubjpass"):
        preps = {**preposition_objects(noun.head), **preps}
    actors = holders(noun) or preps.get("by", [])[:1]
    coming = preps.pop("from", []) if frame.type in _COMING else []
    actors = actors or coming[:1]
    wanted = [name for name in frame.recipient if name in preps]
    recipients = [*_asked(noun), *(t for name in wanted for t in preps[name])]
    if "self" in frame.flags and not actors and "of" in preps:
        actors, recipients = preps["of"][:1], [t for n in ("from", "to") for t in preps.get(n, [])][:1]
    if "mutual" in frame.flags and not actors:
        present = _present(noun) if frame.type == "CONSULT" and recipients else []
        actors, recipients = (present, recipients) if present else (recipients[:1], recipients[1:])
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


def _present(meeting: Token) -> list[Token]:
    """Return who did something at a meeting with somebody: "X said after talks with Y"."""
    place = meeting.head
    if meeting.dep_ != "pobj" or place.lower_ not in ("at", "after", "during", "following"):
        return []
    return clause_of(place.head).subjects if place.head.pos_ == "VERB" else []


def core(noun: Token) -> Token:
    """Return what there is a quantity of: the talks in "a third round of talks"."""
    if noun.lemma_.lower() in words("quantities"):
        inner = preposition_objects(noun).get("of", [])
        return inner[0] if inner and noun_frame_of(inner[0]) is not None else noun
    return noun


def _asked(noun: Token) -> list[Token]:
    """Return who is to do what a noun asks for ("its call for Ruritania to withdraw")."""
    wished = [c for c in noun.children if is_for_somebody(c)]
    return [s for verb in wished for s in verb.children if s.dep_ == "nsubj"]


def holders(noun: Token) -> list[Token]:
    """Return whose act a noun tells: its possessor, or the name or nationality before it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [child]
    return before_noun(noun)[:1] or _blamed(noun)


def before_noun(noun: Token) -> list[Token]:
    """Return the names, nationalities and doers before an act's noun: "the Kenyan …", "an army …"."""
    left = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")]
    named = [c for c in left if c.pos_ == "PROPN" or c.text[:1].isupper()]
    named = named or [g for c in left if c.lower_ in _DONE_BY for g in c.lefts if g.dep_ == "npadvmod"]
    return named or [c for c in left if c.dep_ == "compound" and c.lemma_.lower() in words("doers")]


def _blamed(noun: Token) -> list[Token]:
    """Return who is said to have done an act: "was behind the attack", "is responsible for killings"."""
    preposition = noun.head
    if noun.dep_ == "dobj" and preposition.lemma_ == "claim":
        return clause_of(preposition).subjects
    if noun.dep_ != "pobj" or preposition.lower_ not in ("for", "behind"):
        return []
    governor = preposition.head
    if preposition.lower_ == "for":
        if governor.lower_ not in ("responsible", "accountable", "culpable"):
            return []
        governor = governor.head if governor.dep_ == "acomp" else governor
    return clause_of(governor).subjects if governor.lemma_ == "be" else []


def participants(protest: Token) -> list[Token]:
    """Return who does something in a protest ("brought the city to a halt in a strike against …").

    The bare "in protest" tells only why something was done.
    """
    preposition = protest.head
    if protest.dep_ != "pobj" or preposition.lower_ not in ("in", "during", "with"):
        return []
    if preposition.head.pos_ != "VERB" or not any(c.i < protest.i for c in protest.children):
        return []
    clause = clause_of(preposition.head)
    return [s for s in clause.subjects if not clause.passive and noun_keys(s) & classes()["protester"]]
