"""Which readings are news of public life: somebody acts on somebody, and it is more than a manner of speaking.

Section and table numbers are those of the PLOVER manual, draft 2.0.
"""

from typing import Final

from schemas.event import Entity, Status
from tasks.extract.acts.certainty import is_occurrence
from tasks.extract.acts.factual import is_told
from tasks.extract.acts.lexicon import lemma_of, words
from tasks.extract.acts.meaning import Meaning
from tasks.extract.acts.mood import is_aim, is_habit, is_instruction, is_self_inflicted, is_skill
from tasks.extract.acts.syntax import is_passive

__all__ = ["is_worth_telling"]

_SPOKEN: Final = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
_PUBLIC: Final = frozenset(
    {
        *("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "ELI"),
        *("REB", "PRM", "UAF", "CRM", "PRE"),
    }
)
"""Sectors (table 5.2) of those who hold, held or contest power."""
_BODIES: Final = frozenset({"UNO", "EUR", "IGO", "IMG"})

_Parties = tuple[Entity, ...]


def is_worth_telling(meaning: Meaning, status: Status, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether a reading is an event.

    Args:
        meaning: The reading.
        status: Whether it took place.
        actors: Who acts, as entities.
        recipients: To whom, as entities.
    """
    if meaning.source == "model":
        return _is_between_sides(actors, recipients) and status != "denied"
    if (
        is_instruction(meaning)
        or is_skill(meaning)
        or is_self_inflicted(meaning)
        or is_habit(meaning, actors)
    ):
        return False
    if not is_told(meaning) or (status == "denied" and not (actors or recipients)):
        return False
    if is_aim(meaning, status) or not _has_its_parties(meaning, actors, recipients):
        return False
    return _is_stated(meaning, actors, recipients)


def _is_between_sides(actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether two countries are concerned: the model knows no other kind of news well."""
    ours, theirs = {e.country for e in actors} - {None}, {e.country for e in recipients} - {None}
    return bool(ours and theirs and ours != theirs)


def _is_public(parties: _Parties) -> bool:
    return any(e.kind == "country" or e.sector in _PUBLIC or e.country in _BODIES for e in parties)


def _is_known(parties: _Parties) -> bool:
    return any(e.country or e.sector for e in parties)


def _has_its_parties(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether those are there whom the type asks for.

    Cooperation, aid and sanctions have a recipient (sections 3.5.2, 3.6.1, 3.13.1); private talk and praise
    are no consultation or support (3.2, 3.3); only who has power over others can force, forbid, allow or
    threaten what he has merely in mind.
    """
    both = actors + recipients
    found = True
    match meaning.type:
        case "CONSULT":
            found = _is_public(both) and not _talks_alone(meaning, actors, recipients)
        case "SUPPORT":
            found = _is_public(both) or any(e.kind == "organisation" and e.country for e in both)
        case "COOPERATE":
            found = len(both) > 1 and all(_is_known(side) for side in (actors, recipients) if side)
        case "AID":
            found = _is_known(recipients) or _is_public(actors)
        case "THREATEN" if meaning.operator in ("plan", "hope", "weigh"):
            found = _may_threaten(actors, recipients)
        case "THREATEN" if meaning.operator == "warn" or lemma_of(meaning.trigger) in ("warn", "caution"):
            found = _is_public(actors)
        case "COERCE" | "CONCEDE" if meaning.operator in ("force", "allow", "allowobj"):
            found = _is_public(actors)
        case _:
            pass
    return found


def _may_threaten(actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether a plan is a threat: one of a power or of a body, not of a person against nobody."""
    if not actors:
        return False
    if actors[0].kind == "person":
        return _is_public(actors) and _is_known(recipients)
    return _is_public(actors) or (actors[0].kind in ("organisation", "group") and _is_known(recipients))


def _talks_alone(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether one person is all who talks, and talks about something ("he discussed the film")."""
    alone = len(actors) == 1 and actors[0].kind == "person" and not recipients
    return alone and meaning.source == "verb" and lemma_of(meaning.trigger) in words("talking")


def _is_stated(meaning: Meaning, actors: _Parties, recipients: _Parties) -> bool:
    """Tell whether enough parties are named for the kind of word that states the act."""
    if meaning.operator == "ban" and all(e.kind == "unknown" for e in recipients):
        return False
    told = meaning.source == "noun" and is_occurrence(meaning.trigger)
    if meaning.type in _SPOKEN and not actors and not (recipients and (told or is_passive(meaning.trigger))):
        return False
    if meaning.source == "noun" and not told and not (actors and recipients) and meaning.type != "ASSAULT":
        return False
    if meaning.type in ("ASSAULT", "PROTEST"):
        return bool(actors or recipients) or meaning.source == "verb" or told
    if any(c.lower_ == "what" for c in meaning.trigger.children):
        return False
    return bool(actors or recipients)
