"""Operators: predicates that change what their complement means, and whom they address."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import Operator, composed, compositions, lemma_of, words
from tasks.extract.acts.matching import condition_score, noun_frame_of, role_tokens
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.syntax import Clause, clause_of, is_infinitive

__all__ = ["complements", "compose", "operator_strength"]

_KEEPS_INNER: Final = frozenset({"accuse", "supportop", "condemn", "probe", "deny", "convict"})
_OF_DEED: Final = frozenset({"supportop", "condemn", "probe"})
_OF_ADDRESSEE: Final = frozenset(
    {"request", "order", "accuse", "convict", "ban", "force", "help", "probe", "allow"}
)
_ADDRESS_SLOTS: Final = (
    "dat",
    "to",
    "with",
    "against",
    "obj.poss",
    "obj.by",
    "obj.from",
    "obj.of",
    "from",
    "on",
    "obj",
)


def complements(operator: Operator, clause: Clause) -> Iterator[Token | None]:
    """Yield what an operator applies to; None where its place is filled by no act."""
    slot = operator.when.slot
    if slot in ("objinf", "inf", "that", "ing"):
        yield from _clausal(operator, clause)
        return
    if not _also_holds(operator, clause):
        return
    if condition_score(operator.when, clause) < 0:
        return
    if slot == "obj":
        yield from clause.objects[:1]
    elif slot.startswith("+"):
        yield from (t for n in slot[1:].split(",") for t in clause.preps.get(n, [])[:1])
        if operator.also is not None and operator.also.slot == "inf":
            yield from _asked_for(operator, clause)
    else:
        yield None


def _also_holds(operator: Operator, clause: Clause) -> bool:
    """Tell whether an operator's second condition holds: an adjective, a particle, or somebody asked to act."""
    also = operator.also
    if also is None:
        return True
    if also.slot == "adj":
        return clause.head.pos_ == "ADJ"
    return condition_score(also, clause) >= 0 if also.slot == "prt" else bool(_asked_for(operator, clause))


def _asked_for(operator: Operator, clause: Clause) -> list[Token]:
    """Return the infinitives after "called on X to …", wherever the parse hung them."""
    found = clause.complements.get("inf", []) + clause.complements.get("purpose", [])
    for name in operator.when.slot[1:].split(","):
        for asked in clause.preps.get(name, []):
            found += [c for c in asked.children if c.dep_ in ("acl", "relcl") and is_infinitive(c)]
    return found


def _clausal(operator: Operator, clause: Clause) -> Iterator[Token]:
    slot, kinds = operator.when.slot, clause.complements
    if slot == "objinf":
        ordered = operator.operator == "order" and any(noun_frame_of(o) for o in clause.objects[:1])
        if (clause.objects or clause.datives) and not ordered:
            yield from kinds.get("inf", []) + kinds.get("bare", []) + kinds.get("purpose", [])
    elif slot == "that":
        if operator.operator != "request" or _asks(clause):
            yield from kinds.get("that", []) + kinds.get("bare", [])
    elif slot == "ing" or clause.passive or not clause.objects:
        yield from kinds.get(slot, [])
        if slot == "inf" and lemma_of(clause.head) in words("resolving"):
            yield from kinds.get("purpose", [])


def _asks(clause: Clause) -> bool:
    """Tell whether a that-clause is something asked for: subjunctive, or with "should" or "must"."""
    if lemma_of(clause.head) not in words("subjunctive"):
        return True
    for verb in clause.complements.get("that", []):
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & {"should", "must", "be"} or (verb.tag_ == "VB" and not auxiliaries):
            return True
    return False


def operator_strength(operator: Operator, inner: Meaning | None) -> int:
    """Return how sure an operator's reading is; a clause that names an act is the surest complement."""
    clausal = operator.when.slot in ("inf", "that", "ing", "objinf") or operator.when.slot.startswith("+")
    if inner is None:
        return (
            6
            if operator.when.slot in ("objinf", "ing") or operator.operator == "accuse"
            else 3
            if clausal
            else 0
        )
    return 8 if clausal else 5


def compose(operator: str, clause: Clause, inner: Meaning | None, strength: int) -> Meaning | None:
    """Return what an operator makes of the act it governs, None if nothing."""
    result = composed(operator, inner.type, inner.mode) if inner else compositions()[operator].get("")
    if operator == "request" and inner is not None and _is_others_act(inner, clause):
        result = composed("order", inner.type, inner.mode)
    if result is None:
        return None
    if operator == "agree" and inner is not None and inner.type == "AID" and _forgives_debt(inner):
        result = "="
    if result == "=":
        if inner is None:
            return None
        return replace(
            inner,
            trigger=clause.head if inner.source == "noun" else inner.trigger,
            actors=[*clause.subjects, *inner.actors]
            if inner.source == "noun"
            else clause.subjects or inner.actors,
            strength=strength,
            source="operator",
            used=inner.used | {clause.head.i},
        )
    recipients = _recipients(operator, inner, clause)
    subjects = list(clause.subjects) or _scheduled(operator, inner, clause)
    used = {clause.head.i}
    if inner is not None and operator not in _KEEPS_INNER:
        used |= inner.used
    return Meaning(
        clause.head,
        result[0],
        result[1],
        subjects,
        [r for r in recipients if r not in subjects],
        strength,
        "operator",
        used,
        inner,
        operator,
        future=operator in ("plan", "hope", "weigh"),
        mutual=operator in ("agree", "agreeon") and inner is not None and inner.mutual,
    )


def _scheduled(operator: str, inner: Meaning | None, clause: Clause) -> list[Token]:
    """Return who is to act in "is set to", "is expected to", which are passive in form only."""
    if operator != "plan" or inner is None or not clause.passive:
        return []
    return [o for o in clause.objects[:1] if o.i not in inner.used]


def _is_others_act(inner: Meaning, clause: Clause) -> bool:
    """Tell whether somebody is asked to act himself; "called for sanctions on X" is against X."""
    return inner.source != "noun" and bool(set(inner.actors) - set(clause.subjects))


def _forgives_debt(inner: Meaning) -> bool:
    """Tell whether debt is forgiven, which is aid as soon as it is agreed (section 3.6.2)."""
    return lemma_of(inner.trigger) in words("debt_relief")


def _recipients(operator: str, inner: Meaning | None, clause: Clause) -> list[Token]:
    recipients = _addressee(operator, clause)
    against = inner is not None and operator == "request" and not _is_others_act(inner, clause)
    if inner is not None and against and inner.type in ("SANCTION", "PROTEST"):
        return inner.recipients + recipients
    if inner is not None:
        recipients += inner.actors if operator in _OF_DEED else _inner_recipients(operator, inner, clause)
    elif operator in ("request", "order"):
        recipients += [s for c in clause.complements.get("that", []) for s in clause_of(c).subjects]
    return recipients + role_tokens(("obj",) if operator in _OF_DEED else _ADDRESS_SLOTS, clause)


def _addressee(operator: str, clause: Clause) -> list[Token]:
    if operator not in _OF_ADDRESSEE:
        return []
    if clause.datives:
        return list(clause.datives)
    for name in ("on", "upon"):
        called = [t for t in clause.preps.get(name, []) if t.pos_ not in ("VERB", "AUX")]
        if called and lemma_of(clause.head) in ("call", "prevail", "lean"):
            return called
    if clause.complements or "of" in clause.preps or "for" in clause.preps or "from" in clause.preps:
        things = [o for o in clause.objects if noun_frame_of(o) is None]
        return things[:1]
    return []


def _inner_recipients(operator: str, inner: Meaning, clause: Clause) -> list[Token]:
    if operator in ("refuse", "deny") and inner.source == "noun":
        return inner.actors + inner.recipients
    if operator in _OF_ADDRESSEE and inner.actors and not set(inner.actors) & set(clause.subjects):
        return inner.actors + inner.recipients
    return list(inner.recipients)
