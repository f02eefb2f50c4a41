"""Match clauses against the frame lexicon and fill the roles."""

from collections.abc import Iterable

from spacy.tokens import Token

from schemas.plover import EventType
from tasks.extract.acts.jointly import has_modifier, is_joint, says_jointly
from tasks.extract.acts.lexicon import (
    Condition,
    NounFrame,
    VerbFrame,
    classes,
    in_class,
    lemma_of,
    noun_frames,
    verb_frames,
    words,
)
from tasks.extract.acts.misparsed import is_infinitive
from tasks.extract.acts.saying import qualities, spoken_by
from tasks.extract.acts.syntax import (
    Clause,
    clause_of,
    is_temporal,
    preposition_objects,
)

__all__ = ["best_verb_frame", "is_listed_as_none", "noun_frame_of", "noun_keys", "role_tokens", "usual_mode"]

_IMPOSSIBLE = -1
_COMING = frozenset({"will", "would", "shall", "'ll", "’ll", "could", "may", "might"})


def noun_keys(noun: Token) -> frozenset[str]:
    """Return the lemmas and phrases under which a noun may be listed, longest spelling included."""
    lemma = noun.lemma_.lower()
    if noun.tag_ == "NNPS" and lemma.endswith("s"):
        lemma = lemma[:-1]
    keys = {lemma, noun.lower_}
    if noun.pos_ == "PROPN" and lemma.endswith("s"):
        keys.add(lemma[:-1])  # "Rebels" at the head of a sentence
    left = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")]
    for start in range(len(left)):
        before = " ".join(c.lower_ for c in left[start:])
        keys.add(f"{before} {lemma}")
        keys.add(f"{before} {noun.lower_}")
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    keys.add(f"{lemma} {child.lower_} {inner.lemma_.lower()}")
                    keys |= noun_keys(inner) if lemma in words("quantities") else frozenset()
    return frozenset(keys | _hyphenated(noun))


def _hyphenated(noun: Token) -> set[str]:
    """Join what the tokeniser parted at hyphens ("cease-fire", "no-fly zone")."""
    doc, start = noun.doc, noun.i
    if start < 2 or doc[start - 1].text != "-":
        return set()
    return {f"{doc[start - 2].lower_}-{noun.lower_}", f"{doc[start - 2].lower_}-{noun.lemma_.lower()}"}


def noun_frame_of(noun: Token) -> NounFrame | None:
    """Return the frame of an act's noun; a phrase is tried before its last word."""
    if noun.pos_ == "PROPN" and is_temporal(noun):
        return None
    table = noun_frames()
    found = None
    for key in sorted(noun_keys(noun), key=len, reverse=True):
        if key in table:
            found = _fitting(noun, table[key])
            break
    if found is None or found.type == "MOBILIZE":
        return _shared(noun) or found
    return found


def _shared(noun: Token) -> NounFrame | None:
    """Read what is done jointly as cooperation ("joint patrols", section 3.14.1), but not what is said so."""
    if noun.pos_ != "NOUN" or not has_modifier(noun, words("joint")) or noun.lemma_.lower() in words("said"):
        return None
    return noun_frames()["cooperation"][0]


def _fitting(noun: Token, frames: tuple[NounFrame, ...]) -> NounFrame:
    """Return the first frame one of whose prepositions is there, else the last; those who work do not bomb."""
    if len(frames) == 1:
        return frames[0]
    doers = [c for c in noun.head.children if c.dep_ == "nsubj" and c.i < noun.i]
    doers += preposition_objects(noun).get("by", [])
    if any(noun_keys(d) & classes()["protester"] for d in doers):
        frames = tuple(f for f in frames if f.type == "PROTEST") or frames
    present = set(preposition_objects(noun)) | (set(preposition_objects(noun.head)) - {"in", "at"})
    return next((f for f in frames if present & set(f.recipient)), frames[-1])


def is_listed_as_none(verb: Token) -> bool:
    """Tell whether a verb, or what it governs, is listed as no act ("continue fighting for their land")."""
    if verb.pos_ != "VERB":
        return False
    frame = best_verb_frame(clause_of(verb))
    if frame is not None:
        return frame[0].type == "NONE"
    return any(c.dep_ == "xcomp" and is_listed_as_none(c) for c in verb.children)


def usual_mode(word: Token, event_type: EventType) -> str | None:
    """Return the mode that every frame of a word gives a type, None if they differ or there are none."""
    modes = {frame.mode for frame in verb_frames().get(lemma_of(word), ()) if frame.type == event_type}
    named = noun_frames().get(word.lemma_.lower(), ())
    modes |= {frame.mode for frame in named if frame.type == event_type}
    return modes.pop() if len(modes) == 1 else None


def best_verb_frame(clause: Clause) -> tuple[VerbFrame, int] | None:
    """Return the most specific frame whose conditions all hold, with its score."""
    best: tuple[VerbFrame, int] | None = None
    for frame in verb_frames().get(lemma_of(clause.head), ()):
        score = _score(frame.when, clause)
        if score >= 0 and (best is None or score > best[1]):
            best = (frame, score)
    return best


def _score(conditions: Iterable[Condition], clause: Clause) -> int:
    total = 0
    has_particle = False
    for condition in conditions:
        has_particle |= condition.slot == "prt"
        score = condition_score(condition, clause)
        if score < 0:
            return _IMPOSSIBLE
        total += score
    return total - (3 if clause.particle and not has_particle else 0) + 1


def condition_score(condition: Condition, clause: Clause) -> int:
    """Return how strongly a condition holds of a clause, −1 if it does not."""
    slot, values = condition.slot, condition.values
    if slot.startswith("+"):
        return _phrase_score(slot[1:], values, clause)
    if slot in ("obj", "subj"):
        return _filler_score(clause.objects if slot == "obj" else clause.subjects, values, present=1)
    holds, weight = _plain_condition(slot, values, clause)
    return weight if holds else _IMPOSSIBLE


def _plain_condition(slot: str, values: tuple[str, ...], clause: Clause) -> tuple[bool, int]:
    children = clause.head.children
    match slot:
        case "prt":
            found = clause.particle in values, 4
        case "noobj":
            found = not clause.objects, 0
        case "noxcomp":
            double = bool(clause.datives) or any(c.dep_ == "oprd" for c in children)
            found = not double and not set(clause.complements) - {"purpose"}, 0
        case "pass":
            found = clause.passive, 1
        case "dat":
            found = bool(clause.datives), 1
        case "oprd":
            named = any(c.dep_ in ("oprd", "ccomp") for c in children)
            named |= sum(c.dep_ == "dobj" for c in children) > 1
            found = named or bool(clause.datives), 2
        case "advmod":
            manners = [c for c in children if c.dep_ in ("advmod", "intj")]
            manners += [c for manner in manners for c in manner.conjuncts]
            found = any(c.lower_ in values for c in manners), 2
        case "said" | "quality" | "future":
            found = _spoken_condition(slot, values, clause)
        case "mod" | "jointly" | "joint" | "laden" | "own":
            found = _shared_condition(slot, values, clause)
        case _:
            found = _has_complement(slot, values, clause)
    return found


def _has_complement(kind: str, verbs: tuple[str, ...], clause: Clause) -> tuple[bool, int]:
    if kind != "comp":
        return kind in clause.complements, 2
    found = [v for group in clause.complements.values() for v in group]
    times = [c for c in clause.head.children if c.dep_ == "npadvmod"]
    held = [c for noun in clause.objects + times for c in noun.children if c.dep_ in ("acl", "relcl")]
    found += [c for c in held if is_infinitive(c)]
    return any(lemma_of(v) in verbs for v in found), 5


def _spoken_condition(slot: str, values: tuple[str, ...], clause: Clause) -> tuple[bool, int]:
    if slot == "said":
        return bool(spoken_by(clause.head)), 8
    if slot == "future":
        return any(c.dep_ == "aux" and c.lower_ in _COMING for c in clause.head.children), 2
    return any(in_class(frozenset({t.lower_, t.lemma_.lower()}), values) for t in qualities(clause)), 6


def _is_laden(carrier: Token) -> bool:
    """Tell whether a plane or a convoy brings what is needed ("a plane carrying medicine")."""
    loads = [c for c in carrier.children if c.dep_ in ("acl", "relcl", "prep")]
    loads = [c for c in loads if c.lower_ == "with" or lemma_of(c) in words("laden")]
    goods = ("@goods", "@relief")
    return any(in_class(noun_keys(t), goods) for c in loads for t in c.subtree if t.pos_ == "NOUN")


def _shared_condition(slot: str, values: tuple[str, ...], clause: Clause) -> tuple[bool, int]:
    if slot == "own":
        return any(c.tag_ == "PRP$" for o in clause.objects[:1] for c in o.children), 2
    if slot == "laden":
        return any(_is_laden(s) for s in clause.subjects), 3
    if slot == "mod":
        return any(has_modifier(o, frozenset(values)) for o in clause.objects), 2
    return (says_jointly(clause), 3) if slot == "jointly" else (is_joint(clause), 2)


def _phrase_score(name: str, values: tuple[str, ...], clause: Clause) -> int:
    names = name.split(",")
    targets = [t for n in names for t in clause.preps.get(n, [])]
    if targets:
        return _filler_score(targets, values, present=1)
    words = {
        c.lower_
        for c in clause.head.subtree
        if 0 < c.i - clause.head.i < 8 and c.dep_ in ("advmod", "acomp", "oprd", "ccomp", "amod")
    }
    return 2 if not values and words & set(names) else _IMPOSSIBLE


def _filler_score(tokens: list[Token], values: tuple[str, ...], *, present: int) -> int:
    if not tokens:
        return _IMPOSSIBLE
    if not values:
        return present
    best = max(in_class(noun_keys(t), values) for t in tokens)
    if best == 0 and "PROPER" in values and any(_is_name(t) for t in tokens):
        best = 2
    return best + present if best else _IMPOSSIBLE


def _is_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        or token.ent_type_ != ""
        or (token.dep_ == "nsubj" and token.lower_ in ("he", "she"))
    )


def role_tokens(slots: Iterable[str], clause: Clause) -> list[Token]:
    """Return the heads that may fill a role, best first."""
    found: list[Token] = []
    for slot in slots:
        found.extend(t for t in _slot_tokens(slot, clause) if t not in found and not is_temporal(t))
    return found


def _slot_tokens(slot: str, clause: Clause) -> list[Token]:
    base, _, inner = slot.partition(".")
    match base:
        case "subj":
            found = clause.subjects
        case "obj":
            found = clause.objects[:1]
        case "dat":
            found = clause.datives
        case "ccomp":
            said = [c for kind in ("that", "bare") for c in clause.complements.get(kind, [])]
            return clause_of(said[0]).subjects if said else []
        case "speaker":
            found = spoken_by(clause.head)
        case _:
            found = [t for t in clause.preps.get(base, []) if t.pos_ not in ("VERB", "AUX")]
    return [t for owned in found[:1] for t in _inner(owned, inner)] if inner else found


def _inner(noun: Token, name: str) -> list[Token]:
    if name in ("poss", "compound"):
        return [c for c in noun.children if c.dep_ == name and (name == "poss" or c.pos_ == "PROPN")]
    return preposition_objects(noun).get(name, [])
