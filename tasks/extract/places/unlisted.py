"""Find places that no gazetteer lists, where the words beside a name say that it is one: "the village of X"."""

from collections.abc import Iterator

from spacy.tokens import Doc

from tasks.extract.places.mentions import Candidate, capitalised
from tasks.extract.places.words import given_names, words

__all__ = ["unlisted"]

_LONGEST = 3


def unlisted(doc: Doc, taken: frozenset[int]) -> Iterator[Candidate]:
    """Yield names of places outside the gazetteer.

    Args:
        doc: A passage's parse.
        taken: Indexes of the tokens of all candidates that the gazetteer knows.
    """
    at, written = 0, doc.text
    listing = False
    while at < len(doc):
        last = _run(doc, at, taken)
        opened = listing or _opens(doc, at)
        if last >= at and (opened or _closes(doc, last + 1, at)):
            listing = opened
            end = doc[last].idx + len(doc[last])
            yield Candidate(doc, at, last, written[doc[at].idx : end], ())
            at = last + 1
        else:
            listing = listing and doc[at].text in {",", "and"}
            at += 1


def _run(doc: Doc, first: int, taken: frozenset[int]) -> int:
    """Return the last of the capitalised tokens from `first`, or less than `first` if it cannot be a name."""
    last = first - 1
    for at in range(first, min(first + _LONGEST, len(doc))):
        token = doc[at]
        if (
            at in taken
            or not capitalised(token)
            or token.tag_ not in {"NNP", "NNPS"}
            or token.text.endswith(".")
        ):
            break
        last = at
    beyond = last + 1 < len(doc) and capitalised(doc[last + 1])
    start = first > 0 and capitalised(doc[first - 1]) and not doc[first - 1].is_sent_start
    plain = last >= first and doc[first].text not in given_names() | words().never
    return last if plain and not beyond and not start else first - 1


def _opens(doc: Doc, at: int) -> bool:
    """Tell whether "village of", "towns of" or their like stand before."""
    return at > 1 and doc[at - 1].lower_ == "of" and doc[at - 2].text in words().settlement


def _closes(doc: Doc, after: int, first: int) -> bool:
    """Tell whether "in" or "near" stands before and "village", "district" or their like follow."""
    led = first > 0 and (
        doc[first - 1].lower_ in words().situating or doc[first - 1].lower_ in {"the", "of", "from"}
    )
    return led and after < len(doc) and doc[after].text in words().settlement
