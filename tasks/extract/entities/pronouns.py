"""Find whom a pronoun means, where that is certain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from schemas.event import Entity
from tasks.extract.entities.tables import words

if TYPE_CHECKING:
    from tasks.extract.entities.phrases import Phrases

__all__ = ["antecedents"]


_CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "csubj", "acl"})
_KINDS: dict[str, frozenset[str]] = {
    "male": frozenset({"person"}),
    "female": frozenset({"person"}),
    "neuter": frozenset({"country", "organisation", "group"}),
    "plural": frozenset({"group", "organisation", "country"}),
}


def _relative(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return phrases.all(ancestor.head)
    return ()


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)


def _speech(token: Token) -> tuple[Token, Token] | None:
    """Return the nearest verb of speech above a token that has a subject, and that subject."""
    for ancestor in token.ancestors:
        subject = _subject(ancestor) if ancestor.lemma_ in words("speech") else None
        if subject is not None and subject.i != token.i:
            return ancestor, subject
    return None


def _speaker(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return who says "we": the subject of the verb of speech above the pronoun's clause."""
    found = _speech(token)
    if found is None or found[1].lower_ in words("speaker"):
        return ()
    return phrases.all(found[1])


def _is_expletive(token: Token) -> bool:
    """Tell whether "it" means nothing: "it is clear that", "it is time to"."""
    head = token.head
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass", "expl"} or head.lemma_ != "be":
        return token.dep_ == "expl"
    inner = [*head.children, *(deep for child in head.children for deep in child.children)]
    return any(child.dep_ in _CLAUSES for child in inner if child.i > token.i)


def _fits(entity: Entity, gender: str, word_class: str) -> bool:
    told = {"male": "m", "female": "f"}.get(word_class, "")
    return entity.kind in _KINDS[word_class] and (not told or gender in {"", told})


def _near_subjects(token: Token) -> Iterator[Token]:
    """Yield the likely antecedents in the sentence: a coordinated noun, the subjects above the pronoun.

    A pronoun that is the subject or object of a verb never means another argument of that verb.
    """
    noun = token.head if token.dep_ == "poss" else token
    if token.dep_ == "poss" and noun.dep_ == "conj":
        yield noun.head
    own = token.dep_ != "poss" and token.head.pos_ in {"VERB", "AUX"}
    controlled = own and _subject(token.head) is None
    for ancestor in token.ancestors:
        subject = _subject(ancestor)
        if subject is None or subject.i == token.i or (own and ancestor.i == token.head.i):
            continue
        if controlled:
            controlled = False  # The subject above an infinitive is its subject too.
        elif not subject.is_ancestor(token):
            yield subject


def _in_sentence(phrases: Phrases, token: Token, word_class: str) -> Entity | None:
    """Return the antecedent that the parse makes certain: "Turkey said it", "Ukraine and its allies"."""
    for subject in _near_subjects(token):
        fronted = subject.i > token.i
        if fronted and token.dep_ != "poss":
            continue
        entities = phrases.one(subject)
        if len(entities) != 1:
            continue
        gender = phrases.gender(subject)
        if _fits(entities[0], gender, word_class) and not (fronted and _quotes(subject)):
            return entities[0]
    return None


def _quotes(subject: Token) -> bool:
    """Tell whether a subject says what stands before it, so that "his" in it is another's."""
    return subject.head.lemma_ in words("speech")


def _recalled(phrases: Phrases, token: Token, word_class: str) -> Entity | None:
    """Return the antecedent among the actors named before, the quoted speaker left out."""
    sentence, discourse = phrases.sentences[token.i], phrases.discourse
    speech = _speech(token)
    quoted = speech is not None and speech[1].i > token.i
    silent = {entity.name for entity in phrases.all(speech[1])} if speech is not None and quoted else set()
    if word_class in {"male", "female"}:
        return discourse.person(word_class[0], sentence, frozenset(silent))
    if word_class == "neuter":
        return discourse.thing(sentence)
    return discourse.several(sentence)


def antecedents(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return the actors that a pronoun means, with its own place in the text; none if in doubt.

    Args:
        phrases: The passage's phrases, read up to the pronoun.
        token: The pronoun.
    """
    word = token.lower_
    if word in words("relative"):
        return _relative(phrases, token)
    if word in words("speaker"):
        return _speaker(phrases, token)
    word_class = next((name for name in _KINDS if word in words(name)), None)
    if word_class is None or _is_expletive(token):
        return ()
    if word_class == "plural" and (several := _coordinated(phrases, token)):
        return tuple(phrases.again(token, other) for other in several)
    found = _in_sentence(phrases, token, word_class) or _recalled(phrases, token, word_class)
    return (phrases.again(token, found),) if found is not None else ()


def _coordinated(phrases: Phrases, token: Token) -> tuple[Entity, ...]:
    """Return the actors of a coordinated subject above "they": "Kenya and Somalia said they"."""
    for subject in _near_subjects(token):
        if subject.i < token.i:
            found = phrases.all(subject)
            return found if len(found) > 1 and subject.conjuncts else ()
    return ()
