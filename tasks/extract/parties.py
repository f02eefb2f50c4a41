"""Name the parties of an act by their own words, where nothing better is known."""

from spacy.tokens import Token

from schemas.event import Entity
from tasks.extract.reading import PassageReading

__all__ = ["Parties"]

_PERSONAL = frozenset({"he", "she", "they", "we", "i", "who", "them", "him", "her", "us"})


class Parties:
    """Take a noun phrase with a name, a nationality or a person in it for an actor."""

    def actors_of(self, passage_reading: PassageReading, token: Token) -> tuple[Entity, ...]:
        """Return the phrase headed by a token, and those coordinated with it."""
        heads = [token, *token.conjuncts] if token.dep_ != "conj" else [token]
        return tuple(e for e in (self._entity(passage_reading, head) for head in heads) if e is not None)

    def _entity(self, passage_reading: PassageReading, head: Token) -> Entity | None:
        if head.pos_ == "PRON" and head.lower_ not in _PERSONAL:
            return None
        kept = [t.i for t in head.subtree if t.i <= head.i and t.dep_ not in ("relcl", "acl", "punct")]
        span = head.doc[min(kept) : head.i + 1] if kept else head.doc[head.i : head.i + 1]
        if head.pos_ != "PRON" and not any(t.pos_ == "PROPN" or t.text[:1].isupper() for t in span) and head.pos_ != "NOUN":
            return None
        start, end = passage_reading.place(span)
        return Entity(text=span.text, start=start, end=end, name=span.text)
