"""Attach tolls to the acts that caused them."""

from typing import Final

from spacy.tokens import Span, Token

from schemas.event import Casualties, Qualifier
from tasks.extract.attribution.lexicon import lexicon as saying
from tasks.extract.toll.find import Toll
from tasks.extract.toll.lexicon import Kind, lexicon

__all__ = ["toll_of"]

_APART: Final = frozenset({"before", "while", "although", "though", "whereas"})
_AWAY: Final = frozenset({"relcl", "ROOT"})
_MAIN: Final = frozenset({"ROOT", "conj", "xcomp", "ccomp", "advcl", "parataxis"})


def toll_of(trigger: Token, tolls: list[Toll]) -> Casualties | None:
    """Return the toll of an act: what its own clause tells, else what the next sentence tells of it.

    Args:
        trigger: The word that names the act.
        tolls: The tolls of its passage.
    """
    own = [t for t in tolls if t.cue.sent == trigger.sent and _linked(trigger, t.cue)]
    if not own and _is_main(trigger):
        own = _retold(trigger, tolls)
    own.sort(key=lambda t: (t.cue != trigger, t.start))
    return _merged(own) if own else None


def _clause(token: Token) -> Token:
    """Return the verb of the clause that tells one act: up to what is said, a relative clause or another act."""
    while token.head != token and token.dep_ not in _AWAY:
        if token.dep_ == "ccomp" and token.head.lemma_.lower() in saying().verbs:
            break
        if token.dep_ == "conj" and _own_doer(token) and token.pos_ == "VERB":
            break
        if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _APART for c in token.children):
            break
        token = token.head
    return token


def _own_doer(verb: Token) -> bool:
    """Tell whether a conjunct has a doer of its own, so that it is another act."""
    return any(c.dep_ == "nsubj" and not c.like_num for c in verb.children) and verb.tag_ != "VBN"


def _linked(trigger: Token, cue: Token) -> bool:
    if trigger == cue:
        return True
    return _clause(trigger) == _clause(cue) and not _follows(trigger, cue)


def _follows(trigger: Token, cue: Token) -> bool:
    """Tell whether an act is told after the harm, as in `killed two and burned a house`: it did not cause it."""
    return trigger.dep_ == "conj" and any(above == cue for above in trigger.ancestors)


def _is_main(trigger: Token) -> bool:
    """Tell whether a token is the act of its sentence, or the noun that its main verb tells of."""
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else trigger.head
    return verb.dep_ in _MAIN and not any(c.tag_ == "MD" for c in verb.children)


def _retold(trigger: Token, tolls: list[Toll]) -> list[Toll]:
    """Return the tolls of the next sentence of the paragraph, if it tells of no other act."""
    doc, end = trigger.doc, trigger.sent.end
    if end >= len(doc) or "\n" in doc[end - 1].text_with_ws or "\n" in doc[end].text:
        return []
    following = doc[end].sent
    return [t for t in tolls if t.cue.sent == following and _looks_back(t.cue, following)]


def _looks_back(cue: Token, sentence: Span) -> bool:
    """Tell whether a toll is told of an act that was named before: no doer, or `the blast`."""
    verb = cue if cue.pos_ in {"VERB", "AUX"} else cue.head
    if sentence.root not in {verb, verb.head} and verb.head.dep_ != "ccomp":
        return False
    if any(
        c.dep_ == "advcl" and any(m.dep_ in {"mark", "advmod"} for m in c.children) for c in verb.children
    ):
        return False
    doer = next((c for c in verb.children if c.dep_ in {"nsubj", "agent"}), None)
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    if doer is None or passive or verb.lemma_.lower() in {"die", "perish"}:
        return all(_definite(c) for c in verb.children if c.dep_ == "prep")
    return doer.lemma_.lower() in lexicon().events and any(
        c.lower_ in {"the", "this", "its"} for c in doer.lefts
    )


def _definite(preposition: Token) -> bool:
    """Tell whether `in the blast` points back, unlike `in a crash`."""
    objects = [c for c in preposition.children if c.dep_ == "pobj"]
    return not any(
        d.lower_ in {"a", "an"} and o.lemma_.lower() in lexicon().events for o in objects for d in o.lefts
    )


def _merged(tolls: list[Toll]) -> Casualties:
    counts: dict[Kind, int] = {}
    qualifier: Qualifier = "exactly"
    used: list[Toll] = []
    for toll in tolls:
        fresh = {kind: count for kind, count in toll.counts.items() if kind not in counts}
        if not fresh:
            continue
        counts |= fresh
        used.append(toll)
        if qualifier == "exactly":
            qualifier = toll.qualifier
    start, end = min(t.start for t in used), max(t.end for t in used)
    source = next((t.source for t in used if t.source is not None), None)
    return Casualties(**counts, qualifier=qualifier, text=used[0].cue.doc[start:end].text, source=source)
