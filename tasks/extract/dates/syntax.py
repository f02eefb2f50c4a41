"""Tell what a date modifies, by the parse."""

from typing import Final

from spacy.tokens import Span, Token

from tasks.extract.attribution.lexicon import lexicon
from tasks.extract.dates.vocabulary import deeds, happenings

__all__ = [
    "governor",
    "is_cause",
    "is_light",
    "is_retold",
    "is_speech",
    "is_utterance",
    "is_verb",
    "lies_apart",
    "meanwhile",
    "open_ended",
    "path",
    "verb_above",
]

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_OPEN_ENDED: Final = frozenset({"since", "until", "till", "before", "after", "from", "by"})
_APART: Final = frozenset({"since", "before", "after", "following", "despite", "unlike", "about"})


def is_light(verb: Token) -> bool:
    """Tell whether a verb only says that its noun took place; `be` does after `there` or with no complement."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        deps = {c.dep_ for c in verb.children}
        return "expl" in deps or not deps & {"attr", "acomp"}
    return lemma in deeds().light


def is_verb(token: Token) -> bool:
    """Tell whether a token is tagged as a verb."""
    return token.pos_ in {"VERB", "AUX"}


def is_speech(token: Token) -> bool:
    """Tell whether a word is one of speaking or writing, or the `according` of a source."""
    return token.lower_ == "according" or token.lemma_.lower() in lexicon().speech


def is_cause(verb: Token) -> bool:
    """Tell whether a clause says what the harm of its main clause came from: `two died when a bomb went off`."""
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ in {"when", "as", "after"} for c in verb.children)
    counted = any(c.dep_ == "npadvmod" for m in verb.children if m.dep_ == "mark" for c in m.children)
    return verb.dep_ == "advcl" and marked and not counted and verb.head.lemma_.lower() in deeds().suffered


def meanwhile(verb: Token) -> Token | None:
    """Return the verb at whose time an act took place: `spoke` for `arrived` in `she spoke as she arrived`."""
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ in {"as", "while", "when"} for c in verb.children)
    finite = verb.tag_ in _FINITE and verb.head.tag_ in _FINITE and is_verb(verb.head)
    return verb.head if verb.dep_ == "advcl" and marked and finite else None


def is_retold(token: Token) -> bool:
    """Tell whether a word is the noun of a deed that may be talked of: `raid`, but not `briefing`."""
    lemma = token.lemma_.lower()
    happening = lemma in deeds().retold or lemma in happenings()
    return token.pos_ == "NOUN" and happening and lemma not in deeds().forums


def is_utterance(token: Token) -> bool:
    """Tell whether a verb tells of a deed done by speaking: `say`, `condemn`, `thank`."""
    return is_speech(token) or token.lemma_.lower() in deeds().uttered


def verb_above(noun: Token) -> Token | None:
    """Return the nearest verb that a noun hangs on."""
    return next((t for t in noun.ancestors if is_verb(t)), None)


def path(span: Span) -> list[Token]:
    """Return what lies above a date, up to its nearest verb.

    A date right after a verb of speech is that verb's, though the parser may join it to the next noun:
    `acknowledged Tuesday Norway has a case`.
    """
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    if before is not None and is_verb(before) and before.tag_ in _FINITE and is_speech(before):
        return [before]
    found, token = [], span.root
    while token.head != token:
        token = token.head
        found.append(token)
        if is_verb(token):
            break
    return found


def lies_apart(span: Span) -> bool:
    """Tell whether a date is not that of the act above it: `after a test in January`, `under the Act of 1993`."""
    above = path(span)
    named = len(above) > 1 and above[0].lower_ == "of" and above[1].pos_ == "PROPN"
    return named or any(token.lower_ in _APART for token in above)


def governor(span: Span) -> Token:
    """Return the nearest predicate above a date, or the date's own head if there is none."""
    above = path(span)
    return above[-1] if above else span.root


def open_ended(span: Span) -> bool:
    """Tell whether a date bounds a time and does not give it: `since May`, `for the third time this month`."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before == "time" and span.start > 1 and span.doc[span.start - 2].pos_ == "ADJ":
        return True
    return before in _OPEN_ENDED or span.root.head.lower_ in _OPEN_ENDED
