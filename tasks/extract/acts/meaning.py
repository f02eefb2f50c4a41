"""What a predicate means in PLOVER: frames, light verbs, and operators over what they govern."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from spacy.tokens import Token

from schemas.plover import EventType
from tasks.extract.acts.lexicon import (
    NounFrame,
    Operator,
    VerbFrame,
    compositions,
    light_verbs,
    noun_operators,
    operators,
    words,
)
from tasks.extract.acts.matching import (
    best_verb_frame,
    condition_score,
    noun_frame_of,
    noun_keys,
    role_tokens,
)
from tasks.extract.acts.syntax import Clause, clause_of, is_hidden_verb, preposition_objects

__all__ = ["Meaning", "Meanings", "Source"]

Source = Literal["verb", "noun", "light", "operator", "model"]
Judge = Callable[[Clause], tuple[EventType, float] | None]
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
_DEPTH: Final = 5
_SPECIFIC: Final = 3
_CERTAIN: Final = 6
_KEEPS_INNER: Final = frozenset({"accuse", "supportop", "condemn", "probe", "deny", "convict"})
_OF_ADDRESSEE: Final = frozenset(
    {"request", "order", "accuse", "convict", "ban", "force", "help", "probe", "allow"}
)
_SPEAKS_OF: Final = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"})


@dataclass(slots=True)
class Meaning:
    """Be one reading of one act.

    Attributes:
        trigger: The word that names the act.
        actors: Heads of the phrases for who acts.
        recipients: Heads of the phrases for whom it is done to.
        strength: How specific the evidence was; larger is surer.
        source: What gave the type.
        used: Token indexes that this act uses up: no second act is read from them.
        inner: The act that an operator was applied to.
        future: The act itself is still to come.
        mutual: All parties are actors.
    """

    trigger: Token
    type: EventType
    mode: str | None
    actors: list[Token]
    recipients: list[Token]
    strength: int
    source: Source
    used: set[int] = field(default_factory=set)
    inner: "Meaning | None" = None
    operator: str | None = None
    future: bool = False
    mutual: bool = False


class Meanings:
    """Read the meanings of predicates, each once."""

    def __init__(self, judge: Judge | None = None) -> None:
        """Take the statistical judge for what the lexicon does not know, if it is to be used."""
        self._judge = judge
        self._known: dict[int, Meaning | None] = {}

    def of(self, token: Token, depth: int = 0) -> Meaning | None:
        """Return what a token means as a predicate, None if it names no act."""
        if token.i not in self._known:
            self._known[token.i] = self._read(token, depth) if depth <= _DEPTH else None
        return self._known[token.i]

    def _read(self, token: Token, depth: int) -> Meaning | None:
        if token.pos_ in ("VERB", "AUX"):
            return self._of_verb(token, depth)
        if token.pos_ == "ADJ":
            return self._of_operator(clause_of(token), depth)
        if is_hidden_verb(token):
            return self._plain(clause_of(token), depth)
        if token.pos_ in ("NOUN", "PROPN"):
            return self._of_noun(token, depth)
        return None

    def _of_verb(self, verb: Token, depth: int) -> Meaning | None:
        clause = clause_of(verb, headline_passive=True)
        adjective = next((c for c in verb.children if c.dep_ == "acomp"), None)
        if verb.lemma_ == "be" and adjective is not None:
            return self._with_modality(clause, self.of(adjective, depth + 1))
        return self._with_modality(clause, self._plain(clause, depth))

    def _plain(self, clause: Clause, depth: int) -> Meaning | None:
        operated = self._of_operator(clause, depth)
        frame = best_verb_frame(clause)
        if (
            operated is not None
            and operated.strength >= _CERTAIN
            and not (frame and frame[1] > operated.strength)
        ):
            return operated
        aimed = self._of_instrument(clause, depth)
        if aimed is not None:
            return aimed
        if frame is not None and (frame[0].type == "NONE" or frame[1] > _SPECIFIC):
            return _framed(clause, frame)
        lent = self._of_light_verb(clause)
        if lent is not None and (operated is None or operated.operator == "announce"):
            return lent
        if operated is None and frame is None:
            return self._judged(clause)
        return operated or (_framed(clause, frame) if frame is not None else None)

    def _judged(self, clause: Clause) -> Meaning | None:
        if self._judge is None:
            return None
        verdict = self._judge(clause)
        if verdict is None:
            return None
        recipients = role_tokens(("obj", "dat", "against", "on", "with", "to", "for"), clause)
        return Meaning(
            clause.head,
            verdict[0],
            None,
            list(clause.subjects),
            list(recipients),
            0,
            "model",
            {clause.head.i},
        )

    def _of_light_verb(self, clause: Clause) -> Meaning | None:
        for light in light_verbs().get(clause.head.lemma_.lower(), ()):
            if light.particle and light.particle != clause.particle:
                continue
            things = clause.objects or clause.preps.get("in", []) + clause.preps.get("under", [])
            for thing in things[:2]:
                frame = noun_frame_of(thing)
                if frame is None or "nominal" in frame.flags:
                    continue
                return _lent(clause, thing, frame, light.role)
        return None

    def _of_instrument(self, clause: Clause, depth: int) -> Meaning | None:
        """Read "signed a decree banning X", "launched an operation to detain X" as the act aimed at."""
        if clause.head.lemma_.lower() not in light_verbs():
            return None
        for thing in clause.objects[:1]:
            if not noun_keys(thing) & words("laws"):
                continue
            aims = [c for c in thing.children if c.dep_ in ("acl", "relcl") and c.tag_ != "VBN"]
            for aim in aims + clause.complements.get("purpose", []) + clause.complements.get("inf", []):
                inner = self.of(aim, depth + 1)
                if inner is not None:
                    used = inner.used | {clause.head.i, thing.i}
                    return replace(inner, actors=list(clause.subjects), strength=4, source="light", used=used)
        return None

    def _of_noun(self, noun: Token, depth: int) -> Meaning | None:
        operator = noun_operators().get(noun.lemma_.lower())
        if operator is not None:
            for child in noun.children:
                if child.dep_ in ("acl", "relcl") and any(c.tag_ == "TO" for c in child.children):
                    inner = self.of(child, depth + 1)
                    clause = clause_of(noun)
                    clause.subjects = _holders(noun)
                    return self._compose(operator, clause, inner, 6 if inner else 2)
        frame = noun_frame_of(noun)
        if frame is None or frame.type == "NONE":
            return None
        return _nominal(noun, frame)

    # Operators

    def _of_operator(self, clause: Clause, depth: int) -> Meaning | None:
        best: Meaning | None = None
        for operator in operators().get(clause.head.lemma_.lower(), ()):
            for complement in _complements(operator, clause):
                inner = self.of(complement, depth + 1) if complement is not None else None
                found = self._compose(operator.operator, clause, inner, _operator_strength(operator, inner))
                if found is not None and (best is None or found.strength > best.strength):
                    best = found
        return best

    def _compose(self, operator: str, clause: Clause, inner: Meaning | None, strength: int) -> Meaning | None:
        table = compositions()[operator]
        result = table.get(inner.type, table.get("*")) if inner else table.get("")
        if result is None:
            return None
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
        recipients = _addressee(operator, clause) + (
            _inner_recipients(operator, inner, clause) if inner else []
        )
        if inner is None and operator in ("request", "order"):
            recipients += [s for c in clause.complements.get("that", []) for s in clause_of(c).subjects]
        recipients += role_tokens(_ADDRESS_SLOTS, clause)
        used = {clause.head.i}
        if inner is not None and operator not in _KEEPS_INNER:
            used |= inner.used
        return Meaning(
            clause.head,
            result[0],
            result[1],
            list(clause.subjects),
            [r for r in recipients if r not in clause.subjects],
            strength,
            "operator",
            used,
            inner,
            operator,
            future=operator in ("plan", "hope", "weigh"),
            mutual=operator in ("agree", "agreeon") and inner is not None and inner.mutual,
        )

    def _with_modality(self, clause: Clause, meaning: Meaning | None) -> Meaning | None:
        head = clause.head
        auxiliaries = {c.lower_ for c in head.children if c.dep_ == "aux"}
        negated = any(c.dep_ == "neg" for c in head.children) or "never" in {c.lower_ for c in head.children}
        if auxiliaries & {"must", "should", "ought"}:
            return self._demanded(clause, meaning)
        if meaning is None:
            return None
        if (
            auxiliaries & {"will", "shall", "'ll", "wo", "’ll"}
            or _headline_infinitive(head)
            or _reported_would(head, auxiliaries)
        ):
            return self._promised(clause, meaning, negated=negated)
        if negated and auxiliaries & {"can", "ca", "would", "could"}:
            return self._recast("refuse", clause, meaning) if meaning.operator != "refuse" else meaning
        return meaning

    def _promised(self, clause: Clause, meaning: Meaning, *, negated: bool) -> Meaning | None:
        if negated:
            return self._recast("refuse", clause, meaning)
        recast = self._recast("plan", clause, meaning)
        if recast is not None:
            recast.future = True
        return recast

    def _recast(self, operator: str, clause: Clause, meaning: Meaning) -> Meaning | None:
        table = compositions()[operator]
        result = table.get(meaning.type, table.get("*"))
        if result is None:
            return None
        if result == "=":
            return meaning
        return replace(meaning, type=result[0], mode=result[1], operator=operator)

    def _demanded(self, clause: Clause, meaning: Meaning | None) -> Meaning | None:
        """Read "X said Y must do Z" as X's request to Y."""
        governor = clause.head.head
        if clause.head.dep_ != "ccomp" or governor.lemma_ not in words("speech"):
            return None
        speakers = clause_of(governor).subjects
        asked = clause.subjects or clause.objects[:1]
        if not speakers or not asked or asked[0].lower_ in ("we", "i", "it", "there", "this", "that"):
            return None
        table = compositions()["request"]
        result = table.get(meaning.type, table["*"]) if meaning else table["*"]
        if result is None or result == "=":
            return None
        used = {clause.head.i} | (meaning.used if meaning else set())
        return Meaning(
            clause.head, result[0], result[1], speakers, asked, 3, "operator", used, None, "request"
        )


def _framed(clause: Clause, matched: tuple[VerbFrame, int]) -> Meaning | None:
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


def _lent(clause: Clause, noun: Token, frame: NounFrame, role: str) -> Meaning:
    base = _nominal(noun, frame)
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


def _nominal(noun: Token, frame: NounFrame) -> Meaning:
    preps = preposition_objects(noun)
    actors = _holders(noun) or preps.get("by", [])[:1]
    wanted = [name for name in frame.recipient if name in preps]
    recipients = [t for name in wanted for t in preps[name]]
    if "self" in frame.flags and not actors and "of" in preps:
        actors, recipients = preps["of"][:1], [t for n in ("from", "to") for t in preps.get(n, [])][:1]
    if "holder" in frame.flags:
        actors = actors or preps.get("of", [])[:1]
    if frame.type == "NONE":
        raise ValueError("a frame that names no act has no meaning")
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


def _holders(noun: Token) -> list[Token]:
    """Return whose act a noun tells: its possessor, or the name or nationality before it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [child]
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod") and (child.pos_ == "PROPN" or child.text[:1].isupper()):
            return [child]
    return []


def _complements(operator: Operator, clause: Clause) -> Iterator[Token | None]:
    """Yield what an operator applies to; None where its place is filled by no act."""
    slot = operator.when.slot
    if slot == "that" and operator.operator == "request" and not _asks(clause):
        return
    if operator.also is not None and condition_score(operator.also, clause) < 0:
        return
    if slot == "objinf":
        if clause.objects or clause.datives:
            yield from (
                clause.complements.get("inf", [])
                + clause.complements.get("bare", [])
                + clause.complements.get("purpose", [])
            )
        return
    if slot in ("inf", "that", "ing"):
        yield from clause.complements.get(slot, [])
        if slot == "that":
            yield from clause.complements.get("bare", [])
        return
    if condition_score(operator.when, clause) < 0:
        return
    if slot == "obj":
        yield from clause.objects[:1]
    elif slot.startswith("+"):
        yield from (t for n in slot[1:].split(",") for t in clause.preps.get(n, [])[:1])
        if operator.also is not None:
            yield from clause.complements.get("inf", [])
    else:
        yield None


def _asks(clause: Clause) -> bool:
    """Tell whether a that-clause is something asked for: subjunctive, or with "should" or "must"."""
    if clause.head.lemma_ not in words("subjunctive"):
        return True
    for verb in clause.complements.get("that", []):
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & {"should", "must", "be"} or (verb.tag_ == "VB" and not auxiliaries):
            return True
    return False


def _operator_strength(operator: Operator, inner: Meaning | None) -> int:
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


def _addressee(operator: str, clause: Clause) -> list[Token]:
    if operator not in _OF_ADDRESSEE:
        return []
    if clause.datives:
        return clause.datives
    for name in ("on", "upon"):
        called = [t for t in clause.preps.get(name, []) if t.pos_ not in ("VERB", "AUX")]
        if called and clause.head.lemma_ in ("call", "prevail", "lean"):
            return called
    if clause.complements or "of" in clause.preps or "for" in clause.preps or "from" in clause.preps:
        things = [o for o in clause.objects if noun_frame_of(o) is None]
        return things[:1]
    return []


def _inner_recipients(operator: str, inner: Meaning, clause: Clause) -> list[Token]:
    if operator in _OF_ADDRESSEE and inner.actors and not set(inner.actors) & set(clause.subjects):
        return inner.actors + inner.recipients
    return list(inner.recipients)


def _headline_infinitive(head: Token) -> bool:
    """Tell whether a verb is a headline's future ("NATO to send tanks")."""
    if not any(c.tag_ == "TO" for c in head.children) or head.dep_ not in ("ROOT", "relcl", "acl"):
        return False
    return head.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in head.children)


def _reported_would(head: Token, auxiliaries: set[str]) -> bool:
    return "would" in auxiliaries and head.dep_ in ("ccomp", "conj") and head.head.lemma_ in words("speech")
