"""Which readings are news of public life: somebody acts on somebody, and it is more than a manner of speaking.

Section and table numbers are those of the PLOVER manual, draft 2.0.
"""

from collections.abc import Callable
from typing import Final

from schemas.event import Entity, Status
from schemas.plover import EventType
from tasks.extract.acts.certainty import is_occurrence
from tasks.extract.acts.factual import is_told
from tasks.extract.acts.jointly import shares_drill
from tasks.extract.acts.lexicon import classes, lemma_of, words
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.mood import (
    is_aim,
    is_done_by_a_thing,
    is_habit,
    is_instruction,
    is_opinion,
    is_self_inflicted,
    is_skill,
    is_state,
    names_calamity,
)
from tasks.extract.acts.syntax import is_passive

__all__ = ["has_its_parties", "is_public", "is_worth_telling"]

_SPOKEN: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
_PUBLIC: Final = frozenset(
    {
        *("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "ELI"),
        *("REB", "PRM", "UAF", "CRM", "PRE"),
    }
)
"""Sectors (table 5.2) of those who hold, held or contest power."""
_BODIES: Final = frozenset({"UNO", "EUR", "IGO", "IMG"})

_FORCE: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "ACCUSE"})
"""Types that strangers do, or that are done to them: gunmen, villagers, the convicted."""

_Parties = tuple[Entity, ...]


def is_worth_telling(meaning: Meaning, status: Status, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether a reading is an event.

    Args:
        meaning: The reading.
        status: Whether it took place.
        actors: Who acts, as entities.
        recipients: To whom, as entities.
    """
    if not is_told(meaning) or (status == "denied" and not (actors or recipients)):
        return False
    if (
        is_instruction(meaning)
        or is_skill(meaning)
        or is_self_inflicted(meaning)
        or is_habit(meaning, actors)
    ):
        return False
    if (
        is_aim(meaning, status)
        or is_state(meaning)
        or is_opinion(meaning)
        or is_done_by_a_thing(meaning, actors)
    ):
        return False
    if meaning.source == "model":
        return _is_read_well(meaning, actors + recipients)
    return _is_stated(meaning, actors, recipients)


def _is_between_sides(actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether two countries are concerned: the model knows no other kind of news well."""
    return len({e.country for e in actors + recipients} - {None}) > 1


def _is_read_well(meaning: Meaning, parties: _Parties) -> bool:
    """Tell whether the network may be believed: of politics it must name somebody who takes part in it."""
    if meaning.type in _FORCE and any(e.kind != "unknown" for e in parties):
        return True
    return is_public(parties) or _has_body(parties) or _is_crowd(parties)


def is_public(parties: _Parties) -> bool:
    """Tell whether somebody is among the parties who holds, held or contests power."""
    return any(e.kind == "country" or e.sector in _PUBLIC or e.country in _BODIES for e in parties)


def _are_officials(parties: _Parties) -> bool:
    """Tell whether people in office are meant, of whichever country ("dozens of leaders")."""
    words_of = {word.lower() for e in parties for word in e.name.split()}
    return bool({word.removesuffix("s") for word in words_of} & classes()["official"])


def _is_known(parties: _Parties) -> bool:
    return any(e.country or e.sector for e in parties)


def _is_crowd(parties: _Parties) -> bool:
    """Tell whether people of a country act together: its students, farmers, bishops."""
    return any(e.kind == "group" and e.country for e in parties)


def _has_body(parties: _Parties) -> bool:
    """Tell whether an organisation is among the parties, or what has the look of one ("the NCB")."""
    return any(e.kind == "organisation" or (e.kind == "unknown" and e.name.isupper()) for e in parties)


def has_its_parties(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether those are there whom the type asks for."""
    asks = _ASKS.get(meaning.type)
    return asks is None or asks(meaning, actors, recipients)


def _consult(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Private talk is no consultation (section 3.2); that of two countries' experts is."""
    both = actors + recipients
    if recipients and all(e.sector == "JRN" for e in recipients):
        return False
    groups = any(e.kind != "person" for e in both) and _is_between_sides(actors, recipients)
    return (groups or is_public(both) or _are_officials(both)) and not _talks_alone(
        meaning, actors, recipients
    )


def _support(_: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Private praise is no support (section 3.3)."""
    both = actors + recipients
    return is_public(both) or _has_body(both) or _is_crowd(both)


def _cooperate(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Cooperation takes two (section 3.5.2), and more than private persons."""
    both = actors + recipients
    if actors and recipients and all(e.name.startswith(f"{actors[0].name}'s ") for e in recipients):
        return False
    if actors and recipients and all(_is_within(e, actors[0]) for e in recipients):
        return False
    if not is_public(both) and (all(e.kind == "person" for e in both) or not all(map(_is_one, both))):
        return False
    return len(both) > 1 or (_is_known(both) and meaning.source == "verb" and shares_drill(meaning.trigger))


def _is_within(place: Entity, actor: Entity) -> bool:
    """Tell whether a party is but a place in the actor's own country ("built a dam in …")."""
    return place.kind == "unknown" and place.country is not None and place.country == actor.country


def _is_one(party: Entity) -> bool:
    return _is_known((party,))


def _aid(_: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Aid has a recipient, said or understood (section 3.6.1)."""
    return _is_known(actors + recipients)


def _sanction(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """A sanction has a recipient, said or understood (section 3.13.1); a thing is not expelled."""
    if meaning.mode == "expel" and recipients and not actors:
        return any(e.kind != "unknown" or e.country for e in recipients)
    both = actors + recipients
    if meaning.mode == "convict":
        return bool(recipients)
    return is_public(actors) or (bool(recipients) and (is_public(both) or _has_body(both)))


def _agree(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """What a private person is going to do is no agreement."""
    if meaning.operator == "plan":
        return is_public(actors + recipients) or _has_body(actors)
    return bool(actors) or _is_known(recipients)


def _request(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """What nobody in particular requires is a rule, and what friends ask of each other no request."""
    if lemma_of(meaning.trigger) == "require":
        return is_public(actors)
    both = actors + recipients
    return is_public(both) or _has_body(both) or _is_crowd(actors)


def _accuse(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """What a private person dislikes is no accusation, but anybody may be charged or sued."""
    both = actors + recipients
    if lemma_of(meaning.trigger) == "claim" and not recipients:
        return False
    return meaning.mode != "disapprove" or is_public(both) or _has_body(both) or _is_crowd(actors)


def _mobilize(_: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    return not actors or is_public(actors)


def _assault(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """One person who fights nobody in particular fights an illness, a cause or for breath."""
    alone = len(actors) == 1 and actors[0].kind == "person" and not recipients
    return not (alone and lemma_of(meaning.trigger) in ("fight", "battle", "struggle", "spar", "clash"))


def _protest(_: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Soldiers and policemen in the streets do not demonstrate, nor do firms."""
    return not any(e.sector in ("MIL", "COP", "BUS") and e.kind != "person" for e in actors)


def _threaten(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Only who has power can threaten by a warning or by what he has in mind."""
    if meaning.operator in ("plan", "hope", "weigh"):
        return _may_threaten(actors, recipients)
    if meaning.operator != "warn" and lemma_of(meaning.trigger) not in ("warn", "caution"):
        return True
    if any(e.kind == "group" for e in actors) and is_public(recipients):
        return True
    return is_public(actors) and (_is_known(recipients) or meaning.inner is not None)


def _coerce(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Only who has power over others forces them; an emergency for a disaster is no repression (3.15.2)."""
    if meaning.mode == "martial-law" and names_calamity(meaning.trigger):
        return False
    return meaning.operator != "force" or is_public(actors)


def _concede(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Only who has power over others allows them something."""
    if meaning.operator in ("allow", "allowobj"):
        return is_public(actors)
    both = actors + recipients
    if lemma_of(meaning.trigger) in ("admit", "confess", "apologise", "apologize"):
        return is_public(both) or _has_body(both)
    return _is_known(actors or recipients)


_ASKS: Final[dict[EventType, Callable[[Meaning, _Parties, _Parties], bool]]] = {
    "CONSULT": _consult,
    "SUPPORT": _support,
    "COOPERATE": _cooperate,
    "AID": _aid,
    "SANCTION": _sanction,
    "AGREE": _agree,
    "REQUEST": _request,
    "ACCUSE": _accuse,
    "MOBILIZE": _mobilize,
    "PROTEST": _protest,
    "ASSAULT": _assault,
    "THREATEN": _threaten,
    "COERCE": _coerce,
    "CONCEDE": _concede,
}


def _may_threaten(actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether a plan is a threat: one of a power or of a body, not of a person against nobody."""
    if not actors:
        return False
    if actors[0].kind == "person":
        return is_public(actors) and _is_known(recipients)
    return is_public(actors) or (actors[0].kind in ("organisation", "group") and _is_known(recipients))


def _talks_alone(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether one person is all who talks, and talks about something ("he discussed the film")."""
    alone = len(actors) == 1 and actors[0].kind == "person" and not recipients
    return alone and meaning.source == "verb" and lemma_of(meaning.trigger) in words("talking")


def _meet(meaning: Meaning, actors: _Parties) -> bool:
    return meaning.type == "CONSULT" and meaning.trigger.dep_ == "pobj" and len(actors) > 1


def _is_stated(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether enough parties are named for the kind of word that states the act."""
    if meaning.operator == "ban" and all(e.kind == "unknown" for e in recipients):
        return False
    told = meaning.source == "noun" and is_occurrence(meaning.trigger)
    if meaning.type in _SPOKEN and not actors and not (recipients and (told or is_passive(meaning.trigger))):
        return False
    if (
        meaning.source == "noun"
        and not told
        and not (actors and recipients)
        and not _meet(meaning, actors)
        and meaning.type != "ASSAULT"
    ):
        return False
    if meaning.type in ("ASSAULT", "PROTEST"):
        return bool(actors or recipients) or meaning.source == "verb" or told
    if any(c.lower_ == "what" for c in meaning.trigger.children):
        return False
    return bool(actors or recipients)
