"""What clauses say of somebody, and who says a clause."""

from typing import Final

from spacy.tokens import Token

from tasks.extract.acts.lexicon import lemma_of, words
from tasks.extract.acts.syntax import Clause, clause_of, preposition_objects

__all__ = ["has_no_mind_to", "has_or_else", "headline_speaker", "qualities", "spoken_by", "told_to"]

_LINE: Final = 25
_NAME: Final = 6
"""Words of a headline after its verb, and of a speaker's name, at most."""


def qualities(clause: Clause) -> list[Token]:
    """Return the words for what a clause says that its object is ("called the vote a farce")."""
    found: list[Token] = []
    for child in clause.head.children:
        small_clause = child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("ADJ", "NOUN")
        if child.dep_ == "oprd" and child.tag_ == "VBG":
            found += [c for c in child.children if c.dep_ == "dobj"]
        elif small_clause or child.dep_ in ("oprd", "acomp"):
            found.append(child)
        elif child.dep_ == "prep" and child.lower_ == "as":
            found += [c for c in child.children if c.dep_ in ("pobj", "pcomp", "amod", "acomp")]
    found += [c for o in clause.objects[:1] for c in o.children if c.dep_ == "appos" and c.i > o.i]
    found += [c for c in clause.head.children if c.dep_ == "dobj"][1:]
    for word in list(found):
        found += preposition_objects(word).get("of", [])
        found += [
            c for c in word.children if c.dep_ in ("amod", "conj") and c.pos_ in ("ADJ", "NOUN", "VERB")
        ]
    return found


def spoken_by(verb: Token) -> list[Token]:
    """Return who says a clause: the subject of the verb of speech that governs it."""
    governor: Token = verb.head
    while verb.dep_ in ("conj", "acomp", "attr", "xcomp") and governor.pos_ in ("VERB", "AUX"):
        verb, governor = governor, governor.head
    made_clear = verb.dep_ == "advcl" or (verb.dep_ == "ccomp" and governor.lemma_ == "be")
    if made_clear and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return _made_clear(governor)
    if verb.dep_ not in ("ccomp", "parataxis") or lemma_of(governor) not in words("speech"):
        return []
    return [s for s in clause_of(governor).subjects if s.pos_ != "PRON"]


def told_to(verb: Token) -> list[Token]:
    """Return whom a clause is said to ("told the reporters that they would shoot")."""
    if verb.dep_ != "ccomp" or lemma_of(verb.head) not in words("speech"):
        return []
    telling = clause_of(verb.head)
    return [*telling.datives, *telling.objects]


def _made_clear(head: Token) -> list[Token]:
    """Return who "made it clear that" or "has been clear that"."""
    if head.lower_ == "clear" and head.head.lemma_ in ("make", "be"):
        head = head.head
    elif not any(c.dep_ == "acomp" and c.lower_ in ("clear", "adamant", "sure") for c in head.children):
        return []
    return [s for s in clause_of(head).subjects if s.pos_ != "PRON"]


def has_or_else(clause: Clause) -> bool:
    """Tell whether what is asked for has a dire alternative ("told them to leave or die")."""
    if lemma_of(clause.head) not in words("telling"):
        return False
    asked = [verb for group in clause.complements.values() for verb in group]
    ends = {c.lower_ for verb in asked for c in verb.children if c.dep_ == "cc"}
    others = [c for verb in asked for c in verb.children if c.dep_ == "conj"]
    return "or" in ends and any(lemma_of(other) in words("dire") for other in others)


def has_no_mind_to(clause: Clause) -> Token | None:
    """Return what somebody has "no intention of", None if that is not what a clause says."""
    if lemma_of(clause.head) not in ("have", "see", "harbour", "harbor"):
        return None
    for thing in clause.objects[:1]:
        if thing.lemma_.lower() not in words("intents") or not any(c.lower_ == "no" for c in thing.children):
            continue
        for child in thing.subtree:
            if child.dep_ in ("pcomp", "acl", "relcl") and child.pos_ == "VERB":
                return child
    return None


def headline_speaker(verb: Token) -> list[Token]:
    """Return who says a headline, named after its colon ("Chad should pay its debt: minister")."""
    line: list[Token] = []
    for token in verb.doc[verb.i + 1 :]:
        if "\n" in token.text or len(line) > _LINE:
            break
        line.append(token)
    colons = [place for place, token in enumerate(line) if token.text == ":"]
    if len(colons) != 1 or any(token.text in (".", "!", "?") for token in line):
        return []
    names = [t for t in line[colons[0] + 1 :] if t.pos_ in ("NOUN", "PROPN")]
    return names[-1:] if 0 < len(line) - colons[0] - 1 <= _NAME else []
