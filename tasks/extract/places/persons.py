"""Know the people of a document, so that their names are not taken for places."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from tasks.extract.places.names import sites_of
from tasks.extract.places.words import given_names, words

__all__ = ["is_title", "people"]


def is_title(text: str) -> bool:
    """Tell whether a word before a name makes it a person's."""
    return text.lower().rstrip(".") in words().titles


def people(docs: Iterable[Doc]) -> frozenset[str]:
    """Return the surnames that the passages introduce by a title or a given name."""
    return frozenset(name for doc in docs for name in _surnames(doc))


def _surnames(doc: Doc) -> Iterator[str]:
    at = 0
    while at < len(doc) - 1:
        opens = is_title(doc[at].text) and doc[at].text[0].isupper()
        if (opens or doc[at].text in given_names()) and not doc[at].is_sent_end:
            last = _run(doc, at + 1)
            if last > at and (opens or not _place_run(doc, at, last)):
                yield doc[last].text
            at = max(last, at) + 1
        else:
            at += 1


def _run(doc: Doc, first: int) -> int:
    """Return the last token of up to three capitalised ones, middle initials skipped."""
    last = first - 1
    for at in range(first, min(first + 3, len(doc))):
        text = doc[at].text
        if (
            not text[0].isupper()
            or not text.replace("-", "").replace("'", "").replace("’", "").rstrip(".").isalpha()
        ):
            break
        last = at
    return last


def _place_run(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a given name and what follows are a place or an organisation, as in "Virginia Beach"."""
    lowered = {doc[at].text.lower() for at in range(first + 1, last + 1)}
    if lowered & (words().organisation | words().generic):
        return True
    return bool(sites_of(doc[first : first + 2].text))
