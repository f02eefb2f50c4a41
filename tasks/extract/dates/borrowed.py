"""Date an act by what the text says elsewhere: when it was said, or when its retelling took place."""

from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from schemas.event import EventDate
from tasks.extract.dates.syntax import is_light, is_speech, is_utterance, is_verb
from tasks.extract.dates.vocabulary import deeds

__all__ = ["date_of_retelling", "date_of_saying"]

_OwnDate = Callable[[Token], EventDate | None]
_REACH: Final = 3
"""Sentences after an act in which `the meeting took place on Friday` may tell of it."""
_PARAGRAPHS: Final = 3
"""Paragraphs back in which a speaker's last saying, or an act's first telling, is looked for."""
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_STATING: Final = frozenset({"can", "ca", "must", "should", "need"})
_PROMISING: Final = frozenset({"will", "would", "wo", "'ll", "’ll", "shall"})
_SPEAKER: Final = frozenset({"i", "we", "he", "she", "it", "they"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def date_of_saying(trigger: Token, cue: Token | None, own: _OwnDate) -> EventDate | None:
    """Return the day of the saying that an act consists in, or that says it is so at that time.

    `The minister said on Tuesday that Norway opposes the plan`, `… that allies should agree`, `… that he will
    send arms`; and acts of speech themselves, where the same speaker was dated before: `He blamed the army.`

    Args:
        trigger: The word that names the act.
        cue: The word that attributes it to somebody, if any.
        own: Returns the date that modifies a word.
    """
    if is_utterance(trigger):
        return _of_speech_act(trigger, own)
    if cue is None or not is_verb(cue):
        return None
    clause = _clause_verb(trigger)
    return _of_speaker(cue, own) if clause is not None and _holds_when_said(clause, cue) else None


def _of_speech_act(trigger: Token, own: _OwnDate) -> EventDate | None:
    if trigger.dep_ == "advcl" and trigger.tag_ == "VBG" and is_speech(trigger.head):
        return _of_speaker(trigger.head, own)
    helpers = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    if trigger.tag_ != "VBD" or helpers:
        return None
    return _of_speaker(trigger, own) if _subject(trigger) is not None else None


def _clause_verb(trigger: Token) -> Token | None:
    if is_verb(trigger):
        return trigger
    above = trigger.head
    return above if is_verb(above) and (trigger.dep_ == "acomp" or is_light(above)) else None


def _holds_when_said(verb: Token, cue: Token) -> bool:
    """Tell whether what is said is so, or is done, when it is said: the present, and what a speaker promises."""
    helpers = {c.lower_: c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    asked = any(c.tag_ == "WRB" for c in verb.children)
    if asked or helpers.keys() & {"have", "has", "had", "to"}:
        return False
    if helpers.keys() & _PROMISING and any(
        m.lower_ in {"if", "unless"} for c in verb.children for m in c.children
    ):
        return False
    if helpers.keys() & _PROMISING:
        subject, speaker = _subject(verb), _subject(cue)
        return subject is not None and (
            subject.lower_ in _SPEAKER or (speaker is not None and subject.lower_ == speaker.lower_)
        )
    going_on = verb.tag_ == "VBG" and bool(helpers.keys() & {"was", "were"}) and verb.dep_ == "ccomp"
    return (
        verb.tag_ in _PRESENT
        or bool(set(helpers.values()) & _PRESENT)
        or bool(helpers.keys() & _STATING)
        or going_on
    )


def _subject(verb: Token) -> Token | None:
    """Return who does what a verb tells, for `who` the one that it stands for."""
    found = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if found is not None and found.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    if found is None and verb.dep_ == "conj" and is_verb(verb.head):
        return _subject(verb.head)
    return found


def _of_speaker(cue: Token, own: _OwnDate) -> EventDate | None:
    """Return the date of a saying, else of the last dated saying of the same speaker before it."""
    if (found := own(cue)) is not None:
        return found
    name, plural = _name(cue), _is_plural(cue)
    for verb in _sayings_before(cue):
        other = _name(verb)
        if other is not None and name is None and _is_plural(verb) != plural:
            return None
        if name is None:
            name = other
        if other == name and (found := own(verb)) is not None:
            return found
    return None


def _name(verb: Token) -> str | None:
    """Return the last word of the speaker's name, None for a pronoun or nobody."""
    subject = _subject(verb)
    return None if subject is None or subject.pos_ == "PRON" else subject.lower_


def _before(token: Token) -> Iterator[Token]:
    """Yield the tokens before one, the nearest first, as far as a few paragraphs back."""
    left = _PARAGRAPHS
    for i in range(token.i - 1, -1, -1):
        left -= "\n" in token.doc[i].text
        if left < 0:
            return
        yield token.doc[i]


def _is_plural(verb: Token) -> bool:
    subject = _subject(verb)
    return subject is not None and (subject.lower_ == "they" or subject.tag_ in {"NNS", "NNPS"})


def _sayings_before(cue: Token) -> Iterator[Token]:
    for token in _before(cue):
        if is_verb(token) and is_speech(token) and _subject(token) is not None:
            yield token


def date_of_retelling(trigger: Token, own: _OwnDate) -> EventDate | None:
    """Return the date of a definite noun that tells of the act again.

    Forward: `They met in secret. … The meeting took place on Friday.` Back: `On Friday there was a raid. …
    Two shops were burned during the raid.`

    Args:
        trigger: The word that names the act.
        own: Returns the date that modifies a word.
    """
    if trigger.dep_ == "conj" and is_verb(trigger) and not any(c.dep_ in _SUBJECTS for c in trigger.children):
        return date_of_retelling(trigger.head, own)
    for noun in _nouns_after(trigger):
        if _tells_again(noun, trigger) and (found := own(noun.head)) is not None:
            return found
    for noun in _occasions(trigger):
        for earlier in _tellings_before(noun):
            if (found := own(earlier)) is not None:
                return found
    return None


def _nouns_after(trigger: Token) -> Iterator[Token]:
    sentence: Span = trigger.sent
    for _ in range(_REACH):
        if sentence.end >= len(sentence.doc):
            return
        sentence = sentence.doc[sentence.end].sent
        yield from (token for token in sentence if token.dep_ in _SUBJECTS and _is_definite(token))


def _tells_again(noun: Token, trigger: Token) -> bool:
    """Tell whether a noun is the subject of `took place` or the like, and means the deed of a trigger."""
    return is_verb(noun.head) and is_light(noun.head) and _means(noun, trigger)


def _means(noun: Token, deed: Token) -> bool:
    lemma, other = noun.lemma_.lower(), deed.lemma_.lower()
    return lemma == other or (is_verb(deed) and other in deeds().retold.get(lemma, ()))


def _is_definite(noun: Token) -> bool:
    """Tell whether a noun points to what was told: `the raid`, `their meeting`, but not `the first meeting`."""
    lefts = {c.lower_ for c in noun.lefts}
    return not lefts & deeds().another and (
        bool(lefts & _DEFINITE) or any(c.dep_ == "poss" for c in noun.lefts)
    )


def _occasions(trigger: Token) -> Iterator[Token]:
    """Yield the definite deeds in or by which an act took place, or that it is: `during the shelling`."""
    if trigger.pos_ == "NOUN" and _is_definite(trigger) and any(c.lower_ in _DEFINITE for c in trigger.lefts):
        yield trigger
    harm = trigger.lemma_.lower() in deeds().suffered
    for preposition in trigger.children:
        if preposition.dep_ == "prep" and (
            preposition.lower_ == "during" or (harm and preposition.lower_ == "in")
        ):
            for noun in preposition.children:
                if noun.dep_ == "pobj" and noun.lemma_.lower() in deeds().retold and _is_definite(noun):
                    yield noun


def _tellings_before(noun: Token) -> Iterator[Token]:
    """Yield what told of a deed before, the nearest first: the noun itself, its compound, or a verb."""
    for token in _before(noun):
        if token.sent == noun.sent:
            continue
        if token.dep_ in {"compound", "amod"} and token.lower_ == noun.lower_:
            yield token.head
        elif _means(noun, token):
            yield token
