"""Recognise the actors of a document and answer which of them a noun phrase denotes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Token

from schemas.document import Document
from schemas.event import Entity, Place
from tasks.extract.entities.discourse import Discourse, Referent
from tasks.extract.entities.matching import is_upper, match
from tasks.extract.entities.offices import office_on
from tasks.extract.entities.people import PersonName, find_people
from tasks.extract.entities.phrases import Phrases
from tasks.extract.entities.records import Match, Name
from tasks.extract.entities.tables import nouns, words
from tasks.extract.reading import PassageReading, Reading

__all__ = ["EntityIndex", "recognise"]

_PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "near",
        "across",
        "inside",
        "outside",
        "into",
        "throughout",
        "around",
        "over",
        "through",
        "within",
    }
)
_NO_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"})
_INNER = frozenset({"compound", "amod", "nmod", "poss"})


class _Context(NamedTuple):
    """Hold what is known of the document before its passages are read."""

    document: Document
    day: str | None
    places: Sequence[Place]


@dataclass(frozen=True)
class EntityIndex:
    """Hold the actors of a document.

    Attributes:
        mentions: Persons, organisations, groups and states as actors, each mention once, in order.
    """

    mentions: tuple[Entity, ...]
    _phrases: dict[str, Phrases]

    def actors_of(self, passage_reading: PassageReading, token: Token) -> tuple[Entity, ...]:
        """Return the actors that the noun phrase headed by a token denotes.

        Conjuncts give several; a pronoun gives whom it means; a thing or an act gives its owner.

        Args:
            passage_reading: The passage, one of those that were recognised.
            token: Head of the noun phrase.
        """
        return self._phrases[passage_reading.passage.id].all(token)


def _cover(matches: tuple[Match, ...]) -> dict[int, Match]:
    return {index: found for found in matches for index in range(found.start, found.end)}


def _spread(people: tuple[PersonName, ...]) -> dict[int, PersonName]:
    return {index: person for person in people for index in range(person.start, person.end)}


def _sentences(reading: PassageReading) -> list[int]:
    return [number for number, sentence in enumerate(reading.doc.sents) for _ in sentence]


def _titled(people: tuple[PersonName, ...]) -> dict[int, PersonName]:
    return {index: person for person in people for index in range(person.title_start, person.start)}


def _tells_country(doc: Doc, found: Match) -> bool:
    """Tell whether a name says what country a passage is about: a place, an office-holder, its own bodies.

    "A Canadian man" or "condemned Iran" tell rather that the passage is about another.
    """
    token = doc[found.end - 1]
    if found.name.use == "region" or found.name.kind == "person":
        return True
    if token.dep_ == "pobj":
        return token.head.lower_ in words("locative")
    noun = nouns().get(token.head.lower_) if token.dep_ in _INNER else None
    return noun is not None and noun.sector != "CVL"


def _countries(doc: Doc, matches: Iterable[Match], day: str | None) -> Iterator[str]:
    """Yield the states that a passage's names belong to; twice for those that tell where it plays."""
    for found in matches:
        code = office_on(found.name, day)[0] if found.name.kind == "person" else found.name.country
        if code and code not in _NO_STATES:
            yield code
            if _tells_country(doc, found):
                yield code


def _placed(reading: PassageReading, places: Sequence[Place]) -> Iterator[tuple[int, Match]]:
    """Yield the towns and regions of a passage, so that "Gori police" are known for Georgian."""
    end = reading.offset + len(reading.doc.text)
    for place in places:
        if place.country and reading.offset <= place.start < end:
            span = reading.span(place.start, place.end)
            if span is not None:
                name = Name(place.name, "unknown", place.country, "", "region")
                yield from ((i, Match(span.start, span.end, name)) for i in range(span.start, span.end))


def _matches(reading: PassageReading, context: _Context) -> tuple[Match, ...]:
    return match(reading.doc, context.day, is_upper(context.document.passage_text(reading.passage)))


def _full_names(found: Iterable[Match]) -> dict[str, Name]:
    """Return the persons named in full, by surname; the first bearer of a surname counts."""
    full = [one.name for one in found if one.name.kind == "person" and one.name.use == "name"]
    return {name.name.split()[-1].lower(): name for name in reversed(full)}


def _phrases(
    reading: PassageReading, matches: tuple[Match, ...], discourse: Discourse, context: _Context
) -> Phrases:
    people = find_people(reading.doc, _cover(matches))
    taken = _spread(people)
    cover = {i: found for i, found in _placed(reading, context.places) if i not in taken} | {
        i: found for i, found in _cover(matches).items() if i not in taken
    }
    named = {found.start: found for found in [*cover.values(), *matches]}
    discourse.open_passage(_countries(reading.doc, named.values(), context.day))
    discourse.countries.update(discourse.local)
    return Phrases(
        reading=reading,
        cover=cover,
        people=taken,
        titled=_titled(people),
        discourse=discourse,
        day=context.day,
        sentences=_sentences(reading),
        upper=is_upper(reading.doc.text),
    )


def _stands_alone(phrases: Phrases, token: Token) -> bool:
    """Tell whether a person is strung before a word that is no noun of the lexicon, as headlines do."""
    person = phrases.people.get(token.i)
    if person is None or token.i != person.end - 1 or token.head.pos_ != "PROPN":
        return False
    return phrases.people.get(token.head.i) != person and token.head.lower_ not in nouns()


def _heads(phrases: Phrases) -> Iterator[Token]:
    """Yield the tokens that head a phrase of their own, in order."""
    for token in phrases.reading.doc:
        if token.pos_ not in _NOMINAL and token.i not in phrases.cover and token.i not in phrases.people:
            continue
        inner = token.dep_ in _INNER and token.head.i > token.i and token.head.pos_ in _NOMINAL
        if inner and _stands_alone(phrases, token):
            inner = False
        if not inner or token.pos_ == "PRON":
            yield token


def _is_mention(phrases: Phrases, token: Token, entity: Entity) -> bool:
    if entity.kind == "unknown" or entity.text.lower() in words("pronoun"):
        return False
    if entity.kind == "country" or (
        token.i in phrases.cover and phrases.cover[token.i].name.use == "capital"
    ):
        return not (token.dep_ == "pobj" and token.head.lower_ in _PLACE_PREPOSITIONS)
    named = token.i in phrases.cover or token.i in phrases.people or token.text[0].isupper()
    return named or entity.country is not None


def _referent(phrases: Phrases, token: Token, entity: Entity) -> Referent:
    found = phrases.cover.get(token.i)
    noun = nouns().get(token.lower_)
    person = phrases.people.get(token.i)
    fitting = set(found.name.nouns) if found else set()
    if noun is not None and noun.kind != "thing":
        fitting.add(noun.key)
    if person is not None and person.title is not None:
        fitting |= {person.title.title, person.title.title.split()[-1]}
    elif person is not None and person.known is not None and person.known.offices:
        fitting |= {person.known.offices[-1].title, person.known.offices[-1].title.split()[-1]}
    gender = phrases.gender(token)
    plural = entity.kind == "group" or (noun is not None and noun.plural)
    subject = token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT"
    named = person is not None or found is not None
    return Referent(entity, frozenset(fitting), gender, plural, phrases.sentences[token.i], subject, named)


def _define(phrases: Phrases, token: Token, entity: Entity) -> None:
    """Note an acronym in brackets after a name: "National Salvation Council (NSC)"."""
    doc = phrases.reading.doc
    after = doc[token.i + 1 : token.i + 4]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and after[1].text.isupper():
        phrases.discourse.groups.setdefault(after[1].text, entity)


def _read(phrases: Phrases) -> Iterator[Entity]:
    """Resolve a passage's phrases in order, remember them, and yield the mentions."""
    for token in _heads(phrases):
        for entity in phrases.one(token):
            if token.pos_ == "PRON":
                continue
            span = phrases.reading.span(entity.start, entity.end)
            if span is not None and entity.kind != "unknown" and entity.text.lower() not in words("pronoun"):
                phrases.discourse.remember(_referent(phrases, span.root, entity))
            _define(phrases, token, entity)
            if _is_mention(phrases, token, entity):
                yield entity


def _once(mentions: list[Entity]) -> tuple[Entity, ...]:
    """Drop mentions that overlap a longer or earlier one."""
    kept: list[Entity] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def recognise(reading: Reading, places: Sequence[Place] = ()) -> EntityIndex:
    """Find the persons, organisations, groups and states as actors of a document.

    Args:
        reading: The document and its parses.
        places: Its resolved places, if they are known: they tell whose local bodies are.

    Returns:
        The mentions, and what answers for each noun phrase which actors it denotes.
    """
    published = reading.document.published
    day = published.value[:10] if published and published.precision != "file" else None
    context = _Context(reading.document, day, places)
    matched = [(passage, _matches(passage, context)) for passage in reading]
    discourse = Discourse(full_names=_full_names(one for _, found in matched for one in found))
    made: dict[str, Phrases] = {}
    mentions: list[Entity] = []
    for passage, matches in matched:
        phrases = _phrases(passage, matches, discourse, context)
        mentions += _read(phrases)
        made[passage.passage.id] = phrases
    return EntityIndex(_once(mentions), made)
