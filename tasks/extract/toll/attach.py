"""Attach tolls to the acts that caused them."""

from typing import Final

from spacy.tokens import Span, Token

from schemas.event import Casualties, Qualifier
from tasks.extract.attribution.lexicon import lexicon as saying
from tasks.extract.toll.find import Toll
from tasks.extract.toll.lexicon import Kind, lexicon

__all__ = ["casualties_of", "is_main_act", "toll_of", "tolls_of"]

_APART: Final = frozenset({"before", "while", "although", "though", "whereas"})
_EARLIER: Final = frozenset({"after", "since"})
_AWAY: Final = frozenset({"relcl", "ROOT"})
_MAIN: Final = frozenset({"ROOT", "conj", "xcomp", "ccomp", "advcl", "parataxis"})


def toll_of(trigger: Token, tolls: list[Toll]) -> Casualties | None:
    """Return the toll of an act: what its own clause tells, else what the next sentence tells of it.

    Args:
        trigger: The word that names the act.
        tolls: The tolls of its passage.
    """
    return casualties_of(tolls_of(trigger, tolls))


def tolls_of(trigger: Token, tolls: list[Toll]) -> list[Toll]:
    """Return the statements of a passage that give an act's toll, the surest first.

    Args:
        trigger: The word that names the act.
        tolls: The tolls of its passage.
    """
    own = [t for t in tolls if t.cue.sent == trigger.sent and _linked(trigger, t.cue)]
    if not own and is_main_act(trigger):
        own = _retold(trigger, tolls)
    return sorted(own, key=lambda t: (t.cue != trigger, t.start))


def casualties_of(tolls: list[Toll]) -> Casualties | None:
    """Join the statements of one act's toll; what a later one corrects counts no more."""
    return _merged(tolls) if tolls else None


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
    if trigger == cue or _tells_more(trigger, _clause(cue)):
        return True
    return _clause(trigger) == _clause(cue) and not _follows(trigger, cue) and not _came_before(trigger, cue)


def _tells_more(trigger: Token, clause: Token) -> bool:
    """Tell whether a relative clause is of an act, or of the act that a verb brings about: `staged a raid that …`."""
    if clause.dep_ != "relcl":
        return False
    deed = clause.head
    brought = (
        deed.dep_ in {"dobj", "attr"} and deed.head == trigger and deed.lemma_.lower() in lexicon().events
    )
    return deed == trigger or brought


def _came_before(trigger: Token, cue: Token) -> bool:
    """Tell whether harm is told only to date an act: `raids resumed five days after a blast killed four`."""
    for token in (cue, *cue.ancestors):
        if token == trigger or trigger in token.subtree:
            return False
        if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _EARLIER for c in token.children):
            return True
    return False


def _follows(trigger: Token, cue: Token) -> bool:
    """Tell whether an act is told after the harm, as in `killed two and burned a house`: it did not cause it."""
    return trigger.dep_ == "conj" and any(above == cue for above in trigger.ancestors)


def is_main_act(trigger: Token) -> bool:
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
    if cue.lemma_.lower() == "toll":
        return True
    if sentence.root not in {verb, verb.head} and verb.head.dep_ != "ccomp":
        return False
    if any(
        c.dep_ == "advcl" and any(m.dep_ in {"mark", "advmod"} for m in c.children) for c in verb.children
    ):
        return False
    if verb.dep_ == "advcl" and verb.head.pos_ == "VERB" and verb.head.lemma_ not in lexicon().outcomes:
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
        fresh = {kind: count for kind, count in toll.counts.items() if kind not in counts or toll.corrects}
        if not fresh:
            continue
        counts |= fresh
        used = [other for other in used if not toll.corrects or other.counts.keys() - fresh.keys()]
        used.append(toll)
        if qualifier == "exactly" or toll.corrects:
            qualifier = toll.qualifier
    used = [toll for toll in used if toll.cue.sent == used[-1].cue.sent]
    start, end = min(t.start for t in used), max(t.end for t in used)
    source = next((t.source for t in used if t.source is not None), None)
    return Casualties(**counts, qualifier=qualifier, text=used[0].cue.doc[start:end].text, source=source)
