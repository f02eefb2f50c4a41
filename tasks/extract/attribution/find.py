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
_QUOTING: Final = frozenset({"quote", "cite"})
_SOURCE_WORDS: Final = 7
_QUOTES: Final = frozenset("'\"“”‘’")
_TALKERS: Final = frozenset({"i", "you", "we", "one"})


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
    """Return the attribution that most narrowly covers a token and names a source other than `I` or `we`."""
    covering = [
        a
        for a in attributions
        if a.source is not None and a.source.lower_ not in _TALKERS and a.covers(trigger)
    ]
    return min(covering, key=lambda a: (a.end - a.start, -a.cue.i), default=None)


def attribution_of(trigger: Token, attributions: list[AttributionReading]) -> Attribution | None:
    """Return who says that an act took place, in the words of the text; the innermost source counts."""
    found = innermost(trigger, attributions)
    span = found.source_span if found else None
    return Attribution(text=span.text) if span is not None else None


def _by_verb(doc: Doc) -> Iterator[AttributionReading]:
    words = lexicon()
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma not in words.verbs or token.pos_ not in {"VERB", "AUX"}:
            continue
        source, content = _told(token, lemma)
        if content is None or (lemma in words.mental and (source is None or source.lower_ in _TALKERS)):
            continue
        yield AttributionReading(source, token, *content)


def _told(verb: Token, lemma: str) -> tuple[Token | None, tuple[int, int] | None]:
    """Return who speaks and what is said."""
    quoted = _quoting(verb) if lemma in _QUOTING else None
    if quoted is not None:
        return quoted
    content = _content(verb) or _misjoined(verb, lemma)
    return _speaker(verb, content), content


def _misjoined(verb: Token, lemma: str) -> tuple[int, int] | None:
    """Read "X will do this and that, the minister said" where the parse joins `said` to what is said."""
    if verb.dep_ != "conj" or lemma not in lexicon().speech or verb.i == 0:
        return None
    if any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in verb.children):
        return None
    doc, first = verb.doc, verb.sent.start
    start = verb.i - 1
    while start > first and doc[start].pos_ in {"NOUN", "PROPN", "ADJ", "DET"}:
        start -= 1
    return (first, start) if doc[start].text == "," and start < verb.i - 1 else None


def _quoting(verb: Token) -> tuple[Token, tuple[int, int] | None] | None:
    """Read `the agency quoted a commander as saying` and `…, the paper reported, citing officials`."""
    quoted = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if quoted is None:
        return None
    if any(c.lower_ == "as" for c in verb.children):
        return quoted, _content(verb)
    if verb.dep_ == "advcl" and verb.head.lemma_.lower() in lexicon().speech:
        return quoted, _content(verb.head)
    return None


def _speaker(verb: Token, content: tuple[int, int] | None) -> Token | None:
    """Return who speaks; the noun right before the verb where the parse shows none outside of what is said."""
    source = _source(verb)
    inside = source is not None and content is not None and content[0] <= source.i < content[1]
    if content is None or (source is not None and not inside):
        return source
    before = verb.doc[verb.i - 1] if verb.i else None
    beside = (
        before is not None and before.pos_ in {"NOUN", "PROPN", "PRON"} and verb.tag_ in {"VBD", "VBZ", "VBP"}
    )
    return before if beside else None


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
        return _phrase(verb, lemma)
    return None


def _phrase(verb: Token, lemma: str) -> tuple[int, int] | None:
    """Return the infinitive, object or `of` phrase that tells what is said, or what `was denied by` someone."""
    if lemma in lexicon().object and any(c.dep_ == "agent" for c in verb.children):
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        return (subject.left_edge.i, subject.right_edge.i + 1) if subject is not None else None
    objects = ("xcomp", "dobj", "prep") if lemma in lexicon().object else ("xcomp",)
    for dep in objects:
        child = next((c for c in verb.rights if c.dep_ == dep), None)
        if child is None or child.lemma_ == "life" or (dep == "prep" and child.lower_ not in {"of", "about"}):
            continue
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
        low, high = (sentence.start, mark) if mark < verb.i else (mark + 1, sentence.end)
        return (low, high) if low < high else None
    return marks[0], marks[-1] + 1


def _according(doc: Doc) -> Iterator[AttributionReading]:
    for token in doc[:-1]:
        according = token.lower_ == "according" and doc[token.i + 1].lower_ == "to"
        if not according and not (token.lower_ == "per" and doc[token.i + 1].lower_ == "the"):
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
    if _names(right):
        yield AttributionReading(_head_noun(right), colon, left.start, left.end)
    elif _names(left):
        yield AttributionReading(_head_noun(left), colon, right.start, right.end)


def _names(span: Span) -> bool:
    """Tell whether one side of a headline's colon can be who says the other side."""
    short = 0 < len(span) <= _SOURCE_WORDS
    return short and not any(t.pos_ in {"VERB", "AUX"} or t.text in _QUOTES for t in span)


def _head_noun(span: Span) -> Token | None:
    """Return the last noun before a preposition."""
    nouns: list[Token] = []
    for token in span:
        if token.pos_ == "ADP" and nouns:
            break
        if token.pos_ in {"NOUN", "PROPN"}:
            nouns.append(token)
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
