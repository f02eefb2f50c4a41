"""Find tolls: how many were killed, injured, missing, detained, displaced."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Span, Token

from schemas.event import Attribution, Casualties, Qualifier
from tasks.extract.attribution import attribution_of, find_attributions
from tasks.extract.reading import PassageReading
from tasks.extract.toll.lexicon import Kind, lexicon
from tasks.extract.toll.numbers import read_number

__all__ = ["Toll", "find_tolls"]

_COUNTING: Final = frozenset({"nummod", "amod", "det", "quantmod", "advmod", "nmod", "compound", "predet"})

_MULTIPLES: Final = frozenset({"dozen", "hundred", "thousand", "million"})


@dataclass(frozen=True, slots=True)
class Toll:
    """Be one statement of harm.

    Attributes:
        cue: The word that tells the harm.
        counts: How many, by kind.
        qualifier: How the figure is hedged.
        victims: Head of the noun phrase of those harmed, if there is one.
        source: Who gave the figure.
    """

    cue: Token
    counts: dict[Kind, int]
    qualifier: Qualifier
    start: int
    end: int
    victims: Token | None = None
    source: Attribution | None = field(default=None)

    @property
    def span(self) -> Span:
        """Return the words that give the toll."""
        return self.cue.doc[self.start : self.end]

    def casualties(self) -> Casualties:
        """Return the record of this toll."""
        return Casualties(**self.counts, qualifier=self.qualifier, text=self.span.text, source=self.source)


def find_tolls(passage_reading: PassageReading) -> list[Toll]:
    """Find the tolls of a passage in the order of the text."""
    doc = passage_reading.doc
    found = list(_found(doc))
    if not found:
        return []
    attributions = find_attributions(passage_reading)
    return [
        Toll(t.cue, t.counts, t.qualifier, t.start, t.end, t.victims, attribution_of(t.cue, attributions))
        for t in found
    ]


def _found(doc: Doc) -> Iterator[Toll]:
    for token in doc:
        toll = _by_verb(token) or _by_state(token) or _by_noun(token)
        if toll is not None:
            yield toll


def _kind(table: dict[Kind, frozenset[str]], word: str) -> Kind | None:
    return next((kind for kind, members in table.items() if word in members), None)


def _child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _by_verb(token: Token) -> Toll | None:
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    words, lemma = lexicon(), token.lemma_.lower()
    kind = _kind(words.verbs, lemma)
    if kind is not None:
        if _child(token, "auxpass", "nsubjpass") or (token.dep_ == "acl" and token.tag_ == "VBN"):
            victims = _child(token, "nsubjpass") or (token.head if token.dep_ == "acl" else None)
        else:
            victims = _child(token, "dobj", "dative")
    else:
        kind = _kind(words.subject_verbs, lemma)
        victims = _child(token, "nsubj", "nsubjpass") if kind else None
    if kind is None or victims is None or (lemma in {"shoot", "gun", "stab", "round"} and not _dead(token)):
        return None
    return _counted(token, kind, victims)


def _dead(token: Token) -> bool:
    return any(c.lower_ in {"dead", "down", "up"} for c in token.children)


def _counted(cue: Token, kind: Kind, victims: Token) -> Toll | None:
    count = _count(victims)
    if count is None:
        return None
    edges = [*_group(victims), cue]
    start = min(
        min(t.i for t in [v, *(c for c in v.children if c.dep_ in _COUNTING and c.i < v.i)]) for v in edges
    )
    start = min(start, *(t.i for v in _group(victims) for t in _number_tokens(v)), cue.i)
    end = max(t.i for t in edges) + 1
    zero = count == 0
    return Toll(cue, {kind: count}, "zero" if zero else _qualifier(victims), start, end, victims)


def _group(head: Token) -> list[Token]:
    """Return a head and its conjuncts."""
    return [head, *(c for c in head.conjuncts if c.i > head.i)]


def _number_tokens(head: Token) -> list[Token]:
    """Return the tokens that count a noun, or the noun itself if it is a number."""
    tokens = [
        d for c in head.lefts if c.dep_ in {"nummod", "quantmod", "amod", "det", "advmod"} for d in c.subtree
    ]
    return sorted(tokens, key=lambda t: t.i)


def _count(victims: Token) -> int | None:
    counts = [_count_one(v) for v in _group(victims)]
    known = [c for c in counts if c is not None]
    return sum(known) if known and counts[0] is not None else None


def _count_one(head: Token) -> int | None:
    """Return how many a noun phrase denotes, without its conjuncts; None if it does not say."""
    numbers = [t for t in head.lefts if t.dep_ == "nummod"]
    if numbers:
        return read_number(
            [t.lower_ for t in numbers[-1].subtree if t.pos_ == "NUM" or t.lower_ in _MULTIPLES]
        )
    if head.like_num or head.lower_ in lexicon().vague:
        return read_number(
            [t.lower_ for t in head.subtree if t.i <= head.i and (t.like_num or t.pos_ == "NUM" or t == head)]
        )
    lefts = {t.lower_ for t in head.lefts}
    if "no" in lefts or head.lower_ in {"nobody", "none"}:
        return 0
    vague = sorted(lefts & set(lexicon().vague))
    return lexicon().vague[vague[0]] if vague else _one(head, lefts)


def _one(head: Token, lefts: set[str]) -> int | None:
    """Return 1 for a name or a single person."""
    named = head.tag_ == "NNP" and "the" not in lefts
    single = head.tag_ == "NN" and (
        bool(lefts & {"a", "an", "another"}) or head.lemma_.lower() in lexicon().people
    )
    return 1 if named or single else None


def _qualifier(victims: Token) -> Qualifier:
    start = max(victims.sent.start, victims.left_edge.i - 3)
    text = " " + victims.doc[start : victims.i + 1].text.lower() + " "
    for name, phrases in lexicon().qualifiers.items():
        if any(f" {phrase} " in text for phrase in phrases):
            return name
    return "exactly"


def _by_state(token: Token) -> Toll | None:
    """Read `left two dead`, `two dead`, `three missing`."""
    words = lexicon()
    kind = _kind(words.states, token.lower_)
    if kind is None or (token.pos_ == "VERB" and _child(token, "auxpass", "nsubjpass", "dobj")):
        return None
    numbers = [c for c in token.lefts if c.dep_ == "nummod" or c.like_num]
    if numbers:
        count = read_number([numbers[-1].lower_])
        start = numbers[-1].i
        return (
            Toll(token, {kind: count}, _qualifier(token), start, token.i + 1) if count is not None else None
        )
    subject = _child(token, "nsubj", "nsubjpass")
    if subject is None and token.dep_ in {"acomp", "oprd", "ccomp"}:
        subject = _child(token.head, "nsubj" if token.head.lemma_ in {"be", "remain", "go"} else "dobj")
    if subject is None and token.dep_ in {"amod", "acl", "advcl"} and token.head.i < token.i:
        subject = token.head
    return _counted(token, kind, subject) if subject is not None else None


def _by_noun(token: Token) -> Toll | None:
    """Read `ten deaths`, `no casualties`, `the deaths of two men`, `the toll rose to 40`, `claimed nine lives`."""
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN":
        return None
    if lemma == "toll":
        return _toll_figure(token)
    if lemma == "casualty":
        none = any(c.lower_ == "no" for c in token.lefts)
        return (
            Toll(token, {"killed": 0, "injured": 0}, "zero", token.left_edge.i, token.i + 1, token)
            if none
            else None
        )
    if lemma == "life":
        return _lives(token)
    kind = _kind(lexicon().nouns, lemma)
    return _noun_count(token, kind, lemma) if kind is not None and token.dep_ != "compound" else None


def _lives(token: Token) -> Toll | None:
    if token.head.lemma_ not in {"claim", "cost", "take", "lose"}:
        return None
    count = _count_one(token)
    subject = _child(token.head, "nsubj")
    if token.head.lemma_ == "lose" and count is None and subject is not None:
        return _counted(token, "killed", subject)
    return (
        Toll(token, {"killed": count}, _qualifier(token), token.left_edge.i, token.i + 1, token)
        if count
        else None
    )


def _noun_count(token: Token, kind: Kind, lemma: str) -> Toll | None:
    numbers = [c for c in token.lefts if c.dep_ == "nummod" or c.lower_ == "no"]
    count = _count_one(token)
    if numbers and count is not None:
        qualifier: Qualifier = "zero" if count == 0 else _qualifier(token)
        return Toll(token, {kind: count}, qualifier, numbers[0].i, token.i + 1, token)
    of = next((c for c in token.rights if c.lower_ == "of"), None)
    victims = _child(of, "pobj") if of else None
    counting = lemma in {"death", "killing", "arrest", "detention"}
    return _counted(token, kind, victims) if victims is not None and counting else None


def _toll_figure(token: Token) -> Toll | None:
    """Read the figure that a `toll` rises to, stands at, or is revised to."""
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    for preposition in (
        c
        for c in (*verb.rights, *token.rights)
        if c.lower_ in {"to", "at", "of", "from"} and c.lower_ != "from"
    ):
        figure = _child(preposition, "pobj")
        count = None if figure is None else (_count_one(figure))
        if figure is not None and count is not None:
            return Toll(token, {"killed": count}, _qualifier(figure), token.left_edge.i, figure.i + 1, figure)
    return None
