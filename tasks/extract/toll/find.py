"""Find tolls: how many were killed, injured, missing, detained, displaced."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from schemas.event import Attribution, Casualties, Qualifier
from tasks.extract.attribution import AttributionReading, attribution_of, find_attributions
from tasks.extract.reading import PassageReading
from tasks.extract.toll.lexicon import Kind, lexicon
from tasks.extract.toll.surface import count_beside
from tasks.extract.toll.victims import Count, count_group, count_one, denotes_people

__all__ = ["Toll", "find_tolls"]

_OVER: Final = frozenset({"over", "up", "around", "about", "under", "than"})
_WEAPONS: Final = frozenset({"shoot", "gun", "stab"})
_LOSING: Final = frozenset({"claim", "cost", "take", "lose"})
_PARTS: Final = frozenset({"including", "among", "includes"})
_UNREAL: Final = frozenset({"will", "would", "could", "can", "should", "’ll", "'ll", "shall"})
_SUPERSEDED: Final = frozenset({"earlier", "previously", "initially", "had", "first", "originally"})
_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Toll:
    """Be one statement of harm.

    Attributes:
        cue: The word that tells the harm.
        counts: How many, by kind.
        qualifier: How the figure is hedged.
        start: First token of the words that give it.
        end: One past the last.
        source: Who gave the figure.
    """

    cue: Token
    counts: dict[Kind, int]
    qualifier: Qualifier
    start: int
    end: int
    source: Attribution | None = None

    @property
    def corrects(self) -> bool:
        """Tell whether it is a figure that takes the place of those before: `the toll rose to 40`."""
        verb = self.cue.head
        if self.cue.lemma_.lower() != "toll" or any(c.lower_ in _SUPERSEDED for c in verb.children):
            return False
        return verb.lemma_.lower() in lexicon().corrections

    @property
    def span(self) -> Span:
        """Return the words that give the toll."""
        return self.cue.doc[self.start : self.end]

    def casualties(self) -> Casualties:
        """Return the record of this toll alone."""
        return Casualties(**self.counts, qualifier=self.qualifier, text=self.span.text, source=self.source)


def find_tolls(
    passage_reading: PassageReading, attributions: list[AttributionReading] | None = None
) -> list[Toll]:
    """Find the tolls of a passage in the order of the text.

    Args:
        passage_reading: The passage.
        attributions: What the passage attributes to whom; found here if None.
    """
    found = list(_found(passage_reading.doc))
    if found and attributions is None:
        attributions = find_attributions(passage_reading)
    return [replace(toll, source=attribution_of(toll.cue, attributions or [])) for toll in found]


def _found(doc: Doc) -> Iterator[Toll]:
    for token in doc:
        if token.lower_ == "captured" and _is_recorded(token):
            continue
        toll = _by_verb(token) or _by_state(token) or _by_noun(token)
        if toll is not None:
            yield toll


def _kind(table: dict[Kind, frozenset[str]], word: str) -> Kind | None:
    return next((kind for kind, members in table.items() if word in members), None)


def _child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _toll(cue: Token, kind: Kind, count: Count | None) -> Toll | None:
    if count is None:
        return None
    start, end = min(count.start, cue.i), max(count.end, cue.i + 1)
    return Toll(cue, {kind: count.number}, count.qualifier, start, end)


def _by_verb(token: Token) -> Toll | None:
    """Read `killed two`, `two were killed`, `two died`."""
    if token.pos_ not in {"VERB", "AUX", "PROPN"}:
        return None
    words, lemma = lexicon(), token.lemma_.lower()
    kind = _kind(words.verbs, lemma)
    if kind is not None:
        return _by_harming(token, kind, lemma) if _is_real(token, lemma) else None
    kind = _kind(words.subject_verbs, lemma)
    victims = _antecedent(_child(token, "nsubj", "nsubjpass"), token)
    return _toll(token, kind, count_group(victims)) if kind and victims is not None else None


def _is_recorded(verb: Token) -> bool:
    """Tell whether a scene was captured by or on a film, and not a person."""
    return any(noun.lemma_ in lexicon().recorders for part in verb.children for noun in part.children)


def _is_real(verb: Token, lemma: str) -> bool:
    """Tell whether harm is told as done, and was done: not `would be evacuated`, not `shot at two men`."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & _UNREAL and "have" not in helpers:
        return False
    return lemma not in _WEAPONS or any(c.lower_ in {"dead", "down"} for c in verb.children)


def _by_harming(verb: Token, kind: Kind, lemma: str) -> Toll | None:
    words, victims = lexicon(), _harmed(verb)
    if victims is None:
        return None if lemma in words.strict else _toll(verb, kind, count_beside(verb))
    if victims.lemma_.lower() in words.no_people or (lemma in words.strict and not denotes_people(victims)):
        return None
    return _toll(verb, kind, count_group(victims))


def _harmed(verb: Token) -> Token | None:
    """Return the head of those harmed by a verb: its object, or its subject if it is passive."""
    passive = next((c for c in verb.children if c.dep_ == "auxpass" and c.lemma_ in {"be", "get"}), None)
    if passive is not None:
        subject = _child(verb, "nsubjpass", "nsubj") or _child(passive, "nsubj", "nsubjpass")
        return _antecedent(subject, verb)
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return _whole(verb.head)
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "conj"
        and (subject := _child(verb, "nsubj", "nsubjpass")) is not None
    ):
        return subject
    direct = _child(verb, "dobj", "dative")
    if direct is not None:
        return direct
    loose = next((c for c in verb.rights if c.lower_ in _OVER), None)
    return _child(loose, "pobj") if loose is not None else None


def _antecedent(subject: Token | None, verb: Token) -> Token | None:
    """Return what `who` stands for in `the two men who were killed`."""
    relative = subject is not None and subject.lower_ in _RELATIVE and verb.dep_ == "relcl"
    return verb.head if relative else subject


def _by_state(token: Token) -> Toll | None:
    """Read `left two dead`, `two dead`, `three missing`."""
    kind = _kind(lexicon().states, token.lower_)
    if kind is None or (token.pos_ == "VERB" and _child(token, "auxpass", "nsubjpass", "dobj")):
        return None
    numbers = [c for c in token.lefts if c.dep_ == "nummod" or c.like_num]
    if numbers:
        return _toll(token, kind, count_one(token))
    subject = _child(token, "nsubj", "nsubjpass")
    if subject is None and token.dep_ in {"acomp", "oprd", "ccomp"}:
        subject = _child(token.head, "nsubj" if token.head.lemma_ in {"be", "remain", "go"} else "dobj")
    if subject is None and token.dep_ in {"amod", "acl", "advcl"} and token.head.i < token.i:
        subject = token.head
    subject = _whole(subject) if subject is not None else None
    if subject is None or not denotes_people(subject):
        return None
    return _toll(token, kind, count_group(subject))


def _whole(part: Token) -> Token:
    """Return the people of `three people, including two children`, given the children."""
    if part.head.lower_ in _PARTS and part.head.head.pos_ in {"NOUN", "PROPN"}:
        return part.head.head
    return part


def _by_noun(token: Token) -> Toll | None:
    """Read `ten deaths`, `no casualties`, `the deaths of two men`, `the toll rose to 40`, `claimed nine lives`."""
    lemma = token.lemma_.lower()
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    if lemma == "toll":
        return _toll_figure(token)
    if lemma == "casualty" or token.lower_ == "casualties":
        count = count_one(token)
        none = count is not None and count.number == 0
        return (
            Toll(token, {"killed": 0, "injured": 0}, "zero", token.left_edge.i, token.i + 1) if none else None
        )
    if lemma == "life" or token.lower_ == "lives":
        return _lives(token)
    kind = _kind(lexicon().nouns, lemma)
    return _noun_count(token, kind, lemma) if kind is not None and token.dep_ != "compound" else None


def _lives(token: Token) -> Toll | None:
    if token.head.lemma_.lower() not in _LOSING:
        return None
    count, subject = count_one(token), _child(token.head, "nsubj")
    if token.head.lemma_.lower() == "lose" and count is None and subject is not None:
        return _toll(token, "killed", count_group(subject))
    return _toll(token, "killed", count)


def _noun_count(token: Token, kind: Kind, lemma: str) -> Toll | None:
    if any(c.dep_ == "nummod" or c.lower_ == "no" or c.lower_ in lexicon().vague for c in token.lefts):
        return _toll(token, kind, count_one(token))
    of = next((c for c in token.rights if c.lower_ == "of"), None)
    victims = _child(of, "pobj") if of is not None else _child(token, "poss")
    return (
        _toll(token, kind, count_group(victims))
        if victims is not None and lemma in lexicon().counted_of
        else None
    )


def _toll_figure(token: Token) -> Toll | None:
    """Read the figure that a `toll` rises to, stands at, or is revised to."""
    if token.dep_ not in {"nsubj", "nsubjpass", "dobj", "ROOT", "compound"}:
        return None
    candidates = [*token.rights, *token.head.rights]
    for word in ("to", "at", "of", "is"):
        for preposition in (c for c in candidates if c.lower_ == word):
            figure = _child(preposition, "pobj", "attr")
            count = count_one(figure) if figure is not None else None
            if count is not None:
                return _toll(token, "killed", count)
    figure = _child(token.head, "attr") if token.head.lemma_ == "be" else None
    return _toll(token, "killed", count_one(figure)) if figure is not None else None
