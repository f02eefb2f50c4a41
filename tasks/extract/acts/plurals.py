"""Whom a pronoun takes up within its sentence: the plural subject before it, or whose office speaks."""

from spacy.tokens import Token

from tasks.extract.acts.lexicon import words

__all__ = ["several_named", "spoken_for"]


def spoken_for(pronoun: Token) -> Token | None:
    """Return whom "his office said he would" speaks for: the owner of the voice."""
    verb = pronoun.head
    if pronoun.lower_ not in ("he", "she") or pronoun.dep_ != "nsubj" or verb.dep_ != "ccomp":
        return None
    if verb.head.lemma_ not in words("speech"):
        return None
    voices = [c for c in verb.head.children if c.dep_ == "nsubj" and c.lemma_.lower() in words("voices")]
    owners = [c for voice in voices for c in voice.children if c.dep_ == "poss" and c.pos_ == "PROPN"]
    return owners[0] if owners else None


def several_named(pronoun: Token) -> Token | None:
    """Return the last plural subject before "they" in its sentence, None if there is none."""
    if pronoun.lower_ != "they":
        return None
    before = (t for t in pronoun.sent if t.i < pronoun.i and t.dep_ in ("nsubj", "nsubjpass"))
    subjects = [t for t in before if t.pos_ in ("NOUN", "PROPN")]
    last = subjects[-1] if subjects else None
    return last if last is not None and last.tag_ in ("NNS", "NNPS") else None
