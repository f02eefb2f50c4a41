"""Words in which the network reads an act that the lexicon does not know."""

from collections.abc import Collection
from typing import Final

from spacy.tokens import Span, Token

from tasks.extract.acts.lexicon import lemma_of, words
from tasks.extract.acts.matching import is_listed_as_none, noun_frame_of
from tasks.extract.acts.seconding import Judge, Opinion, weighed
from tasks.extract.acts.status import is_negated
from tasks.extract.acts.syntax import predicate_of

__all__ = ["unlisted"]

_PREDICATES: Final = frozenset({"VERB", "NOUN", "ADJ"})
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "advcl"})
_SURELY_NONE: Final = 0.6
"""Above this no opinion of the lexicon's silence makes a word an act; to ask first saves time."""
_COPULAS: Final = frozenset({"be", "remain", "become", "stay", "seem", "appear"})


def unlisted(
    sentence: Span, judge: Judge, used: Collection[int], refused: Collection[int], *, most: float
) -> list[tuple[Token, Opinion]]:
    """Return words that state an act in the network's reading, surest first.

    Args:
        sentence: Where to look.
        judge: The network.
        used: Indexes of words that acts already stand for.
        refused: Indexes of words whose act was read and found to be no event; what they govern is none either.
        most: How probable at most it may be that a word states nothing.
    """
    found = []
    for token in sentence:
        if token.pos_ not in _PREDICATES or token.i in used or judge.judge(token)["none"] > _SURELY_NONE:
            continue
        if token.i in refused or _is_governed(token, refused):
            continue
        if _is_idle(token) or (token.pos_ in ("NOUN", "ADJ") and token.head.i in used):
            continue
        opinion = weighed(judge, token)
        if opinion.idle <= most:
            found.append((token, opinion))
    return sorted(found, key=lambda pair: -pair[1].confidence)


def _is_governed(token: Token, refused: Collection[int]) -> bool:
    """Tell whether what a word governs, or what governs it, was found to be no event."""
    if any(c.dep_ in _CLAUSES and c.i in refused for c in token.children):
        return True
    if token.pos_ == "VERB":
        return token.dep_ in _CLAUSES and token.head.i in refused
    return predicate_of(token).i in refused and predicate_of(token) != token


def _is_idle(token: Token) -> bool:
    """Tell whether a word states nothing whatever stands with it: speech, states, aims, what is negated."""
    if lemma_of(token) in words("speech") | _COPULAS or token.lemma_.lower() in words("aims"):
        return True
    if is_listed_as_none(token) or any(c.dep_ == "xcomp" and is_listed_as_none(c) for c in token.children):
        return True
    frame = noun_frame_of(token) if token.pos_ == "NOUN" else None
    if frame is not None and "background" in frame.flags:  # "a press release"
        return True
    return token.pos_ == "ADJ" and (is_negated(token) or is_negated(token.head))
