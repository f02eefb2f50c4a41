"""Find who says what, by the parse."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from schemas.event import Attribution
from tasks.extract.attribution.lexicon import lexicon
from tasks.extract.reading import PassageReading

__all__ = ["AttributionReading", "attribution_of", "find_attributions", "innermost"]

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_LOOSE: Final = frozenset(
    {"det", "amod", "compound", "poss", "nmod", "nummod", "appos", "prep", "pobj", "case", "punct"}
)


@dataclass(frozen=True, slots=True)
class AttributionReading:
    """Be one attribution in a passage.

    Attributes:
        source: Head of the noun phrase that names who says so, None if it is not said.
        cue: The word that attributes.
        start: First token of what is said.
        end: One past its last token.
    """

    source: Token | None
    cue: Token
    start: int
    end: int

    @property
    def source_span(self) -> Span | None:
        """Return the source's noun phrase without its relative clauses."""
        return None if self.source is None else noun_phrase(self.source)

    def covers(self, token: Token) -> bool:
        """Tell whether a token is in what is said, and not in the words that attribute it."""
        if not self.start <= token.i < self.end or token == self.cue:
            return False
        return not (self.source is not None and self.source.left_edge.i <= token.i <= self.source.i)


def noun_phrase(head: Token) -> Span:
    """Return the noun phrase of a head, up to the first relative clause or apposition after it."""
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ not in {"prep", "compound", "nmod"} or child.i != end:
            break
        if child.dep_ == "prep" and child.lower_ not in {"of", "for"}:
            break
        end = child.right_edge.i + 1
    return head.doc[start:end]


def find_attributions(passage_reading: PassageReading) -> list[AttributionReading]:
    """Find the attributions of a passage, in the order of their cues."""
    doc = passage_reading.doc
    found = [*_by_verb(doc), *_according(doc), *_by_noun(doc), *_headline(passage_reading)]
    found.sort(key=lambda a: a.cue.i)
    return [*found, *_continued(doc, found)]


def innermost(trigger: Token, attributions: list[AttributionReading]) -> AttributionReading | None:
    """Return the attribution that most narrowly covers a token and names a source."""
    covering = [a for a in attributions if a.source is not None and a.covers(trigger)]
    return min(covering, key=lambda a: (a.end - a.start, a.cue.i), default=None)


def attribution_of(trigger: Token, attributions: list[AttributionReading]) -> Attribution | None:
    """Return who says that an act took place, in the words of the text; the innermost source counts."""
    found = innermost(trigger, attributions)
    span = found.source_span if found else None
    return Attribution(text=span.text) if span is not None else None


def _by_verb(doc: Doc) -> Iterator[AttributionReading]:
    words = lexicon()
    for token in doc:
        if token.lemma_.lower() in words.verbs and token.pos_ in {"VERB", "AUX"}:
            content = _content(token)
            if content is not None:
                yield AttributionReading(_source(token), token, *content)


def _source(verb: Token) -> Token | None:
    """Return the head of the noun phrase that speaks."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in {"quote", "cite"}:
        return next((c for c in verb.head.head.children if c.dep_ in _SUBJECTS), None)
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is not None:
        return _antecedent(subject, verb)
    if verb.dep_ in {"conj", "advcl", "xcomp", "acl"} and verb.head != verb:
        if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return verb.head
        return _source(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else None
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def _content(verb: Token) -> tuple[int, int] | None:
    """Return the tokens of what a verb of saying brings in."""
    words = lexicon()
    lemma = verb.lemma_.lower()
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if clause is not None:
        return clause.left_edge.i, clause.right_edge.i + 1
    if (
        lemma in words.speech
        and verb.dep_ in {"parataxis", "ccomp", "advcl", "ROOT"}
        and (quote := _quote(verb))
    ):
        return quote
    if lemma in words.speech and verb.dep_ == "parataxis":
        head = verb.head
        return head.left_edge.i, head.right_edge.i + 1
    if lemma in words.speech:
        for dep in ("xcomp", "dobj", "prep"):
            child = next((c for c in verb.rights if c.dep_ == dep), None)
            if child is not None and (dep != "prep" or child.lower_ in {"of", "about", "that"}):
                return child.left_edge.i, child.right_edge.i + 1
    return None


def _quote(verb: Token) -> tuple[int, int] | None:
    """Return the quotation in the verb's sentence, if there is one."""
    sentence = verb.sent
    marks = [t.i for t in sentence if t.is_quote or t.text in {"“", "”"}]
    if not marks:
        return None
    if len(marks) == 1:
        mark = marks[0]
        return (sentence.start, mark) if mark < verb.i else (mark + 1, sentence.end)
    return marks[0], marks[-1] + 1


def _according(doc: Doc) -> Iterator[AttributionReading]:
    for token in doc[:-1]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        preposition = doc[token.i + 1]
        source = next(
            (c for c in (*preposition.children, *token.children) if c.dep_ in {"pobj", "dobj"}), None
        )
        head = token.head
        if head == token or head.pos_ not in {"VERB", "AUX"}:
            head = token.sent.root
        yield AttributionReading(source, token, head.left_edge.i, head.right_edge.i + 1)


def _by_noun(doc: Doc) -> Iterator[AttributionReading]:
    for token in doc:
        if token.lemma_.lower() not in lexicon().nouns or token.pos_ != "NOUN":
            continue
        clause = next((c for c in token.children if c.dep_ in {"acl", "ccomp"} and c.i > token.i), None)
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is None:
            by = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in {"by", "from"}), None)
            owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
        if (
            clause is not None
            and owner is not None
            and any(c.lower_ in {"that", "to"} for c in clause.children)
        ):
            yield AttributionReading(owner, token, clause.left_edge.i, clause.right_edge.i + 1)


def _headline(passage_reading: PassageReading) -> Iterator[AttributionReading]:
    """Read `Two hurt in strike: Governor` and `Governor: two hurt in strike` in the passage's first line."""
    heading, doc = passage_reading.passage.heading, passage_reading.doc
    if not heading or not doc.text.startswith(heading):
        return
    line = doc.char_span(0, len(heading), alignment_mode="contract")
    colon = next((t for t in reversed(line) if t.text == ":"), None) if line is not None else None
    if line is None or colon is None:
        return
    left, right = doc[line.start : colon.i], doc[colon.i + 1 : line.end]
    if len(right) and not any(t.pos_ in {"VERB", "AUX"} for t in right):
        yield AttributionReading(_last_noun(right), colon, left.start, left.end)
    elif len(left) and not any(t.pos_ in {"VERB", "AUX"} for t in left):
        yield AttributionReading(_last_noun(left), colon, right.start, right.end)


def _last_noun(span: Span) -> Token | None:
    nouns = [t for t in span if t.pos_ in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else None


def _continued(doc: Doc, found: list[AttributionReading]) -> Iterator[AttributionReading]:
    """Carry a source over sentences that stand wholly in quotation marks opened before."""
    inside: AttributionReading | None = None
    for sentence in doc.sents:
        own = [a for a in found if sentence.start <= a.cue.i < sentence.end]
        text = sentence.text.strip()
        if own:
            inside = own[0]
        elif (
            inside is not None
            and text[:1] in {"“", '"'}
            and "\n\n" not in doc[inside.cue.i : sentence.start].text
        ):
            yield AttributionReading(inside.source, inside.cue, sentence.start, sentence.end)
        elif text[:1] not in {"“", '"'}:
            inside = None
