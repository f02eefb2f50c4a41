"""Clauses as the acts room sees them: a predicate with its grammatical arguments.

The parse says who stands beside whom; here voice, control, relative clauses, coordination
and headline style are undone, so that `subjects` are always those who act.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import (
    classes,
    lemma_of,
    light_verbs,
    noun_frames,
    particle_verbs,
    verb_frames,
    words,
)
from tasks.extract.acts.misparsed import (
    given_to,
    has_auxiliary,
    is_bare_infinitive,
    is_hidden_verb,
    is_infinitive,
    is_lost_verb,
    is_quoted,
    is_reduced,
    is_sentence,
    lost_subject,
    misled_subject,
    told_of,
)

__all__ = [
    "Clause",
    "clause_of",
    "is_bare_participle",
    "is_for_somebody",
    "is_infinitive",
    "is_passive",
    "is_temporal",
    "is_wished",
    "passive_by_style",
    "predicate_of",
    "preposition_objects",
]

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_DEPTH: Final = 6


@dataclass(slots=True)
class Clause:
    """Hold a predicate and its arguments, voice and control undone.

    Attributes:
        head: The verb, noun or adjective.
        subjects: Who acts; heads of noun phrases.
        objects: Who or what is acted on.
        datives: Indirect objects.
        preps: Objects of prepositions by lower-case preposition, those of the object included.
        particle: Verb particle, "" if none.
        complements: Clausal complements by kind: `inf`, `that`, `ing`.
        passive: The subject of the text is the object here.
    """

    head: Token
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    particle: str = ""
    complements: dict[str, list[Token]] = field(default_factory=dict)
    passive: bool = False


def predicate_of(token: Token) -> Token:
    """Return the verb that governs a word, itself if it is one; the head of a clause without a verb."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Tell whether a verb form is passive, reduced relatives included."""
    for child in verb.children:
        if child.dep_ in ("auxpass", "nsubjpass", "agent"):
            return True
    if verb.tag_ not in ("VBN", "VBD") or misled_subject(verb) is not None:
        return False
    if is_reduced(verb):
        return True
    if verb.dep_ == "acl":
        return verb.i > verb.head.i and not _has_own_subject(verb)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _has_own_subject(verb):
        return verb.tag_ == verb.head.tag_ == "VBN" and is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and not has_auxiliary(verb)


def passive_by_style(verb: Token) -> bool:
    """Tell whether a participle without auxiliary is a headline's passive ("Port hit by drones")."""
    if verb.tag_ not in ("VBN", "VBD") or has_auxiliary(verb) or lemma_of(verb) in words("intransitive"):
        return False
    children = list(verb.children)
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "attr", "oprd") for c in children):
        return False
    subjects = [c for c in children if c.dep_ == "nsubj" and c.i < verb.i]
    if not subjects:
        return False
    if verb.tag_ == "VBN":
        return not (verb.dep_ == "ROOT" and verb.lower_.endswith("ed") and is_sentence(verb.sent))
    slots = [{c.slot for c in frame.when} for frame in verb_frames().get(lemma_of(verb), ())]
    takes_object = any("obj" in s for s in slots) and not any("noobj" in s for s in slots)
    return takes_object and any(c.dep_ in ("prep", "agent") and c.lower_ in ("by", "with") for c in children)


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _own_subject(verb: Token) -> Token | None:
    """Return the subject beside a verb; of two, the nearer one ("the firms hope Chad will pay")."""
    found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    before = [c for c in found if c.i < verb.i]
    if len(before) > 1 and _follows_wish(before[-1]):
        return before[-1]
    lost = None if found else lost_subject(verb)
    if lost is not None and not is_temporal(lost):
        return lost
    return _antecedent(found[0], verb) if found else None


def _follows_wish(subject: Token) -> bool:
    first = subject.left_edge.i
    return first > subject.sent.start and lemma_of(subject.doc[first - 1]) in words("wishes")


def is_wished(verb: Token) -> bool:
    """Tell whether somebody hopes, fears or expects that another does this."""
    subject = _own_subject(verb)
    if subject is None:
        return False
    if verb.dep_ == "ccomp" and lemma_of(verb.head) in words("wishes"):
        return True
    return sum(c.dep_ == "nsubj" for c in verb.children) > 1 and _follows_wish(subject)


def _antecedent(pronoun: Token, verb: Token) -> Token:
    if pronoun.lower_ in _RELATIVES and pronoun.tag_ in ("WDT", "WP", "IN", "DT"):
        clause: Token = verb
        while clause.dep_ == "conj":
            clause = clause.head
        if clause.dep_ in ("relcl", "acl"):
            found: Token = clause.head
            return found
    return pronoun


def _surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return what the text makes the subject, through coordination and control."""
    own = _own_subject(verb) or misled_subject(verb)
    if own is not None or depth > _DEPTH:
        return own
    head: Token = verb.head
    clausal = head.pos_ in ("VERB", "AUX")
    found: Token | None = None
    match verb.dep_:
        case "conj" | "advcl" if clausal:
            found = told_of(verb) or _surface_subject(head, depth + 1)
        case "ccomp" if is_quoted(verb):
            pass
        case "xcomp" | "ccomp":
            found = _controller(head, depth)
        case "acomp" | "oprd" | "attr":
            found = _surface_subject(head, depth + 1)
        case "relcl":
            if _is_rank(head) and is_infinitive(verb):
                found = _surface_subject(head.head, depth + 1)
            else:
                found = (_noun_holder(head, verb, depth) if _is_plan(verb) else None) or head
        case "acl":
            found = _noun_holder(head, verb, depth)
        case "pcomp":
            found = _controller_of_preposition(head, depth)
        case _:
            pass
    return found


def _is_rank(word: Token) -> bool:
    """Tell whether a predicate only counts who did it first ("was the first to recognise …")."""
    return word.dep_ == "attr" and word.lower_ in words("ranks")


def _is_plan(verb: Token) -> bool:
    """Tell whether a clause says what a thing is for, not what it does: "took a position to"."""
    head = verb.head
    lemma = head.lemma_.lower()
    return (
        is_infinitive(verb)
        and head.pos_ == "NOUN"
        and not {lemma} & (classes()["people"] | classes()["bodies"])
    )


def _controller(head: Token, depth: int) -> Token | None:
    """Return whom an infinitive's unnamed subject is: the governing verb's object, else its subject."""
    if head.pos_ in ("NOUN", "PROPN"):
        return _noun_holder(head, head, depth)
    if lemma_of(head) not in words("subject_control"):
        for child in head.children:
            if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP" and not _is_lent(head, child):
                return _antecedent(child, head)
        if head.lemma_ in ("call", "appeal"):
            called = preposition_objects(head).get("on") or preposition_objects(head).get("upon")
            if called:
                return called[0]
    return _surface_subject(head, depth + 1)


def _is_lent(verb: Token, thing: Token) -> bool:
    """Tell whether an object is an act that its verb's subject does: "began a strike to protest"."""
    return lemma_of(verb) in light_verbs() and thing.lemma_.lower() in noun_frames()


def _controller_of_preposition(preposition: Token, depth: int) -> Token | None:
    governor: Token = preposition.head
    if governor.pos_ in ("NOUN", "PROPN", "PRON"):
        accused = governor.dep_ == "dobj" and lemma_of(governor.head) in words("object_control")
        return governor if accused else _noun_holder(governor, governor, depth)
    if lemma_of(governor) in words("object_control"):
        if is_passive(governor):
            return _surface_subject(governor, depth + 1) or _reduced_head(governor)
        for child in governor.children:
            if child.dep_ in ("dobj", "dative"):
                return _antecedent(child, governor)
    if is_passive(governor) and governor.dep_ == "acl":
        return _reduced_head(governor)
    return _surface_subject(governor, depth + 1)


def _reduced_head(verb: Token) -> Token | None:
    return verb.head if verb.dep_ == "acl" else None


def _noun_holder(noun: Token, verb: Token, depth: int) -> Token | None:
    """Return who holds a noun that governs a verb: "Ankara's threat to invade", "he made a vow to"."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return noun
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    governor: Token = noun.head
    if noun.dep_ in ("dobj", "attr", "pobj") and depth <= _DEPTH:
        while governor.pos_ == "ADP" and governor.head != governor:
            governor = governor.head
        if governor.pos_ in ("VERB", "AUX"):
            return _surface_subject(governor, depth + 1)
    return None


def preposition_objects(token: Token) -> dict[str, list[Token]]:
    """Return the objects of a token's prepositions by lower-case preposition."""
    found: dict[str, list[Token]] = {}
    for child in token.children:
        if child.lower_ in words("sourcing"):
            continue
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "PART"):
            for name, target in _prep_targets(child):
                if not is_temporal(target):
                    found.setdefault("on" if name == "upon" else name, []).append(target)
    return found


def is_temporal(token: Token) -> bool:
    """Tell whether a phrase names a time, which is never a party."""
    if token.pos_ == "PROPN" and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts):
        return token.lemma_.lower() in words("hours")
    if token.pos_ == "NOUN" and token.lemma_.lower() == "march":  # of people, not the month
        return False
    if token.lower_ in words("temporal") or token.lemma_.lower() in words("temporal"):
        return True
    return token.tag_ == "CD" and len(token) == 4 and token.is_digit and token.text[:2] in ("18", "19", "20")


def _prep_targets(prep: Token) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield prep.lower_, child
        elif child.dep_ == "prep" or (child.dep_ == "conj" and child.pos_ == "ADP"):
            yield from _prep_targets(child)


def clause_of(head: Token, *, headline_passive: bool = False) -> Clause:
    """Build the clause of a predicate.

    Args:
        head: A verb, or a noun or adjective with arguments.
        headline_passive: Read a participle without auxiliary as passive.
    """
    clause = Clause(head, preps=preposition_objects(head))
    if is_lost_verb(head):
        clause.objects.append(head.head)
    for child in head.children:
        _add_child(clause, child)
    given = given_to(clause.head, clause.objects) if not clause.datives else None
    if given is not None:
        clause.datives.append(given)
        clause.objects = [o for o in clause.objects if o != given]
    _undo_voice(clause, headline_passive=headline_passive)
    _share_with_conjunct(clause)
    for thing in clause.objects:
        for name, targets in preposition_objects(thing).items():
            clause.preps.setdefault(name, []).extend(targets)
    return clause


def _add_child(clause: Clause, child: Token) -> None:
    match child.dep_:
        case "dobj" | "oprd" | "attr" if child.pos_ != "VERB" or _is_gerund(child):
            takes_up = _is_denied_clause(child, clause.head)
            clause.objects.append(child if takes_up else _antecedent(child, clause.head))
        case "dative" if child.pos_ != "ADP":
            clause.datives.append(child)
        case "prt":
            clause.particle = child.lower_
        case "advmod" | "prep" if (lemma_of(clause.head), child.lower_) in particle_verbs():
            _take_particle(clause, child)
        case "xcomp" | "ccomp" | "acl" | "advcl" if _phrase_of(child):
            clause.preps.setdefault(_phrase_of(child), []).append(child)
        case "xcomp" | "ccomp" | "acl":
            _add_clausal(clause, child)
        case "advcl" if _kind(child) == "inf":
            clause.complements.setdefault("purpose", []).append(child)
        case _:
            pass


def _phrase_of(verb: Token) -> str:
    """Return the preposition under which an infinitive belongs, "" if it is a plain one.

    "Called for the army to leave" calls for something; "took Ruritania to task" has a noun misread.
    """
    if not is_infinitive(verb):
        return ""
    if verb.dep_ == "advcl" and is_for_somebody(verb):
        return "for"
    misread = verb.lower_ in words("nouns_after_to") and not any(c.dep_ == "dobj" for c in verb.children)
    return "to" if misread else ""


def _is_gerund(token: Token) -> bool:
    return token.tag_ == "VBG" and any(c.dep_ in ("poss", "det") for c in token.children)


def _is_denied_clause(pronoun: Token, verb: Token) -> bool:
    """Tell whether "…, which the army denies" takes up what was said, not the noun before it."""
    if pronoun.lower_ != "which" or pronoun.i == 0 or pronoun.doc[pronoun.i - 1].text != ",":
        return False
    return lemma_of(verb) in words("denials") | words("speech")


def _add_clausal(clause: Clause, child: Token) -> None:
    """Add a clausal complement; the subject of a small clause is the object ("found X guilty")."""
    if is_reduced(child):
        clause.objects.extend(c for c in child.children if c.dep_ in ("nsubj", "nsubjpass"))
        return
    verbal = child.pos_ in ("VERB", "AUX") or is_hidden_verb(child)
    if verbal:
        clause.complements.setdefault(_kind(child), []).append(child)
    if child.dep_ != "acl" and (not verbal or _kind(child) == "inf" or is_bare_infinitive(child)):
        clause.objects.extend(c for c in child.children if c.dep_ == "nsubj")


def _take_particle(clause: Clause, particle: Token) -> None:
    """Read "sealed off the border" with a particle, though it was parsed as a preposition.

    After an object ("threw the men out of …") only a word that brings no object of its own is one.
    """
    if particle.i != clause.head.i + 1:
        if clause.objects and particle.lower_ in words("after_object") and not clause.particle:
            clause.particle = particle.lower_
        return
    clause.particle = particle.lower_
    for name, targets in preposition_objects(particle).items():
        clause.preps.setdefault(name, []).extend(targets)
    for name, targets in list(clause.preps.items()):
        if name == particle.lower_:
            clause.objects.extend(t for t in targets if t in list(particle.children))
            clause.preps[name] = [t for t in targets if t not in list(particle.children)]


def is_for_somebody(verb: Token) -> bool:
    """Tell whether an infinitive has its own subject after "for" ("called for the army to leave")."""
    return any(c.dep_ == "mark" and c.lower_ == "for" for c in verb.children) and _has_own_subject(verb)


def _kind(verb: Token) -> str:
    if is_infinitive(verb):
        return "inf"
    if verb.tag_ == "VBG" and not has_auxiliary(verb):
        return "ing"
    return "that" if verb.dep_ == "ccomp" and not is_bare_infinitive(verb) else "bare"


def _undo_voice(clause: Clause, *, headline_passive: bool) -> None:
    head = clause.head
    if head.pos_ == "ADJ":
        surface = _surface_subject(head)
        clause.subjects = [surface] if surface is not None else []
    if head.pos_ not in ("VERB", "AUX") and not is_hidden_verb(head):
        return
    clause.passive = is_passive(head) or (headline_passive and passive_by_style(head))
    surface = _surface_subject(head)
    if not clause.passive:
        clause.subjects = [surface] if surface is not None else []
        if head.dep_ == "relcl" and not clause.objects and surface is not None and surface != head.head:
            takes_up = any(_is_denied_clause(c, head) for c in head.children)
            clause.objects = [] if clause.complements or takes_up else [head.head]
        return
    agents = clause.preps.get("by", [])
    clause.subjects = [a for a in agents if a.pos_ != "VERB"][:1]
    patient = surface if head.dep_ != "acl" or _has_own_subject(head) else head.head
    if patient is not None:
        clause.objects.insert(0, patient)


def _share_with_conjunct(clause: Clause) -> None:
    """Give a coordinated verb the object that follows its last conjunct ("shot and killed two men")."""
    head = clause.head
    if clause.objects or clause.passive or head.pos_ != "VERB":
        return
    for child in head.children:
        if (
            child.dep_ == "conj"
            and child.pos_ == "VERB"
            and not _has_own_subject(child)
            and child.i - head.i <= 3
        ):
            clause.objects = [c for c in child.children if c.dep_ == "dobj"]


def is_bare_participle(clause: Clause) -> bool:
    """Tell whether a headline's participle lacks auxiliary and object: its subject is acted on."""
    return clause.head.tag_ == "VBN" and not clause.objects and not has_auxiliary(clause.head)
