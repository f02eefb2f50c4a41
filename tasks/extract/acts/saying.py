"""What clauses say of somebody, and who says a clause."""

from spacy.tokens import Token

from tasks.extract.acts.lexicon import lemma_of, words
from tasks.extract.acts.syntax import Clause, clause_of

__all__ = ["qualities", "spoken_by"]


def qualities(clause: Clause) -> list[Token]:
    """Return the words for what a clause says that its object is ("called the vote a farce")."""
    found: list[Token] = []
    for child in clause.head.children:
        small_clause = child.dep_ in ("ccomp", "xcomp") and child.pos_ in ("ADJ", "NOUN")
        if small_clause or child.dep_ in ("oprd", "acomp"):
            found.append(child)
        elif child.dep_ == "prep" and child.lower_ == "as":
            found += [c for c in child.children if c.dep_ in ("pobj", "pcomp", "amod", "acomp")]
    found += [c for o in clause.objects[:1] for c in o.children if c.dep_ == "appos" and c.i > o.i]
    for word in list(found):
        found += [
            c for c in word.children if c.dep_ in ("amod", "conj") and c.pos_ in ("ADJ", "NOUN", "VERB")
        ]
    return found


def spoken_by(verb: Token) -> list[Token]:
    """Return who says a clause: the subject of the verb of speech that governs it."""
    governor: Token = verb.head
    while verb.dep_ in ("conj", "acomp", "attr") and governor.pos_ in ("VERB", "AUX"):
        verb, governor = governor, governor.head
    if verb.dep_ not in ("ccomp", "parataxis") or lemma_of(governor) not in words("speech"):
        return []
    return [s for s in clause_of(governor).subjects if s.pos_ != "PRON"]
