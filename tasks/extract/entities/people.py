"""Find the names of persons in a passage: titles, given names and capitals tell them."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from tasks.extract.entities.records import Match, Name, Noun, Title
from tasks.extract.entities.tables import last_words, names, nouns, proper_heads, titles, words

__all__ = ["PersonName", "find_people"]

_LONGEST_TITLE = 3
_LONGEST_NAME = 6
_TITLE_CASE = 0.75
_NO_NAME = frozenset({"led", "backed", "based", "style", "era", "born", "made", "run", "held"})


class PersonName(NamedTuple):
    """Be the name of a person in a passage.

    Attributes:
        start: First token of the name, after its titles.
        end: One past its last token.
        title: What stands before the name, if it is a title.
        title_start: First token of the title, or of the name.
        known: The gazetteer's record, if it is about this person.
    """

    start: int
    end: int
    title: Title | None
    title_start: int
    known: Name | None


def _capital(token: Token) -> bool:
    if token.lower_ in words("calendar") or token.lower_ in words("breaks"):
        return False
    return token.text[0].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X", "INTJ"}


def _links(doc: Doc, index: int) -> bool:
    """Tell whether a token may stand inside a name: a particle, or a hyphen without spaces."""
    token = doc[index]
    if index + 1 >= len(doc):
        return False
    after = doc[index + 1]
    if token.text == "-":
        tight = index > 0 and not doc[index - 1].whitespace_ and not token.whitespace_
        return tight and after.is_alpha and after.lower_ not in _NO_NAME
    if token.lower_ not in words("particle"):
        return False
    return after.text[0].isupper() or (after.text == "-" and _links(doc, index + 1))


def _goes_on(doc: Doc, index: int) -> bool:
    """Tell whether a token goes on with a name: a capital, a link, or "un" after "Jong-"."""
    if _capital(doc[index]) or _links(doc, index):
        return True
    return doc[index - 1].text == "-" and _links(doc, index - 1) and doc[index].is_alpha


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the sequences of capitalised tokens, one after the other."""
    index = 0
    while index < len(doc):
        if not (_capital(doc[index]) or (doc[index].lower_ == "al" and _links(doc, index))):
            index += 1
            continue
        end = index + 1
        while end < len(doc) and _goes_on(doc, end):
            end += 1
        yield index, end
        index = end


def _introduces(noun: Noun) -> bool:
    """Tell whether a common noun can stand before a name like a title ("activist X")."""
    return noun.kind == "person" and not noun.plural and noun.key not in words("creed")


def _title_before(doc: Doc, start: int) -> tuple[Title | None, int]:
    """Return the title that ends just before a token, capital or not, and where it starts."""
    longest = min(_LONGEST_TITLE, start) if start and doc[start - 1].lower_ in last_words() else 0
    for size in range(longest, 0, -1):
        phrase = doc[start - size : start].text.lower()
        title = titles().get(phrase) or titles().get(phrase.replace("-", " "))
        if title is None and (noun := nouns().get(phrase)) and _introduces(noun):
            title = Title(phrase, noun.sector, "")
        if title is not None:
            return title, start - size
    return None, start


def _after_titles(doc: Doc, start: int, end: int, cover: dict[int, Match]) -> int:
    """Return where the name itself begins in a run: after titles, adjectives and affiliations."""
    begin = start
    for index in range(start, end):
        match = cover.get(index)
        taken = match is not None and match.name.kind != "person"
        if (index + 1 < end and taken) or _title_before(doc, index + 1)[0] is not None:
            begin = index + 1
    if begin == start and end - start > 2 and start > 1 and doc[start - 1].lower_ in {"for", "of"}:
        return (
            begin if _title_before(doc, start - 1)[0] is None or not _is_given(doc[start + 1]) else start + 1
        )
    return begin


def _person_noun(token: Token) -> bool:
    noun = nouns().get(token.lower_)
    return noun is not None and noun.kind == "person"


def _beside_role(head: Token) -> bool:
    """Tell whether an apposition says that a name is a person's ("X, the Kenyan minister")."""
    if head.dep_ == "appos" and _person_noun(head.head):
        return True
    return any(child.dep_ == "appos" and _person_noun(child) for child in head.rights)


def _is_given(token: Token) -> bool:
    return any(token.lower_ in words(kind) for kind in ("given", "gentlemen", "ladies"))


def _is_person(doc: Doc, start: int, end: int, title: Title | None) -> bool:
    first, last = doc[start], doc[end - 1]
    if last.lower_ in nouns() or last.lower_ in proper_heads():
        return False
    if title is not None:
        return True
    if _beside_role(last):
        return True
    if end - start < 2 or first.pos_ != "PROPN":
        return False
    initial = len(first.text) == 2 and first.text[1] == "."
    return initial or _is_given(first) or (end - start < 4 and _acts(doc, start, end))


def _acts(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name of several plain words acts without an article, as persons do."""
    last = doc[end - 1]
    if (start > 0 and doc[start - 1].pos_ == "DET") or any(doc[i].text.isupper() for i in range(start, end)):
        return False
    if any(child.dep_ == "appos" and child.lower_ in nouns() for child in last.rights):
        return False
    return last.dep_ in {"nsubj", "nsubjpass", "poss"} or (last.dep_ == "pobj" and last.head.lower_ == "by")


def _known(doc: Doc, cover: dict[int, Match], start: int, end: int) -> Match | None:
    """Return the gazetteer's person whose name ends a run, a middle initial left out."""
    found = cover.get(end - 1)
    if found is not None and found.name.kind == "person":
        return found
    if end - start >= 3 and doc[end - 2].text.endswith(".") and found is None:
        bearers = names().get(f"{doc[end - 3].text} {doc[end - 1].text}", ())
        if bearers and bearers[0].kind == "person":
            return Match(end - 3, end, bearers[0])
    return None


def _place_or_body(cover: dict[int, Match], begin: int, end: int) -> bool:
    """Tell whether a run ends in a name that the gazetteer has for something else."""
    found = cover.get(end - 1)
    if found is None or found.name.kind == "person":
        return False
    return found.end - found.start > 1 or found.start <= begin or found.name.kind == "organisation"


def _person(doc: Doc, start: int, end: int, cover: dict[int, Match]) -> PersonName | None:
    known = _known(doc, cover, start, end)
    begin = known.start if known else _after_titles(doc, start, end, cover)
    if begin >= end or end - begin > _LONGEST_NAME or _place_or_body(cover, begin, end):
        return None
    title, title_start = _title_before(doc, begin)
    if known is None:
        return (
            PersonName(begin, end, title, title_start, None) if _is_person(doc, begin, end, title) else None
        )
    if known.name.use == "surname" and title is None and _is_another(doc, start, begin, cover):
        return PersonName(begin - 1, end, None, begin - 1, None)
    return PersonName(begin, end, title, title_start, known.name)


def _is_another(doc: Doc, start: int, begin: int, cover: dict[int, Match]) -> bool:
    """Tell whether another first name stands before a known surname: "Hunter Biden" is not Joe."""
    if begin <= start or begin - 1 in cover or _title_before(doc, begin - 1)[0] is not None:
        return False
    first = doc[begin - 1]
    return _is_given(first) or (first.pos_ == "PROPN" and first.is_alpha and not first.is_sent_start)


def _in_headline(token: Token) -> bool:
    """Tell whether a token stands in a headline in title case, where capitals tell no names."""
    words_ = [other for other in token.sent if other.is_alpha]
    return sum(other.text[0].isupper() for other in words_) > _TITLE_CASE * len(words_)


def _pieces(doc: Doc, start: int, end: int, cover: dict[int, Match]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run that each end with a known person, and what is left.

    In a headline in title case, one run of capitals holds several names.
    """
    known = {m.end for i in range(start, end) if (m := cover.get(i)) and m.name.kind == "person"}
    ends = sorted(reached for reached in known if reached < end)
    begin = start
    for reached in ends:
        parted = doc[reached].pos_ != "PROPN" or end - begin > _LONGEST_NAME or _in_headline(doc[reached])
        if parted or any(other > reached for other in known):
            yield begin, reached
            begin = reached
    yield begin, end


def find_people(doc: Doc, cover: dict[int, Match]) -> tuple[PersonName, ...]:
    """Return the names of persons, in the order of the text.

    Args:
        doc: The parsed passage.
        cover: The gazetteer's match at each token that it knows.
    """
    parts = (part for start, end in _runs(doc) for part in _pieces(doc, start, end, cover))
    found = (_person(doc, start, end, cover) for start, end in parts)
    return tuple(person for person in found if person is not None)
