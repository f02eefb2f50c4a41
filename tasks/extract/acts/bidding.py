"""Whose bid it is that somebody else decides on: nobody approves his own."""

from spacy.tokens import Token

from tasks.extract.acts.lexicon import lemma_of, words
from tasks.extract.acts.syntax import clause_of

__all__ = ["asker_of"]


def asker_of(possessive: Token) -> Token | None:
    """Return who owns the bid in "X hoped that Y would approve its bid": X, never Y."""
    bid = possessive.head
    if possessive.dep_ != "poss" or bid.dep_ != "dobj" or bid.lemma_.lower() not in words("bids"):
        return None
    verb = bid.head
    if lemma_of(verb) not in words("answers") or verb.dep_ not in ("ccomp", "advcl"):
        return None
    above = clause_of(verb.head).subjects
    own = {token.i for token in clause_of(verb).subjects}
    return next((token for token in above if token.i not in own), None)
