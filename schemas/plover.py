"""The PLOVER ontology (Open Event Data Alliance, manual 2.0 of 4 February 2024).

Section numbers refer to that manual.
"""

from typing import Final, Literal

__all__ = [
    "CONTEXTS",
    "MODES",
    "QUADS",
    "SECTORS",
    "EventType",
    "Mode",
    "Quad",
    "score_of",
]

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Mode = str
Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]

QUADS: Final[dict[EventType, Quad]] = {
    # Sections 3.1 to 3.16, "Quad category".
    "AGREE": "verbal-cooperation",
    "CONSULT": "verbal-cooperation",
    "SUPPORT": "verbal-cooperation",
    "CONCEDE": "verbal-cooperation",
    "COOPERATE": "material-cooperation",
    "AID": "material-cooperation",
    "RETREAT": "material-cooperation",
    "REQUEST": "verbal-conflict",
    "ACCUSE": "verbal-conflict",
    "REJECT": "verbal-conflict",
    "THREATEN": "verbal-conflict",
    "PROTEST": "material-conflict",
    "SANCTION": "material-conflict",
    "MOBILIZE": "material-conflict",
    "COERCE": "material-conflict",
    "ASSAULT": "material-conflict",
}

_TYPE_SCORES: Final[dict[EventType, float]] = {
    # Table 2.2. It prints 3 for ACCUSE, whose modes run from -2 to -3.5: read as -3.
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10,
    "RETREAT": 6.5,
    "REQUEST": 0,
    "ACCUSE": -3,
    "REJECT": -2,
    "THREATEN": -3.5,
    "PROTEST": -5,
    "SANCTION": -6,
    "MOBILIZE": -5.5,
    "COERCE": -7,
    "ASSAULT": -9,
}

MODES: Final[dict[EventType, dict[str, float]]] = {
    # Tables 2.2 and 3.1 to 3.11: modes of each type with their scores.
    "AGREE": {},
    "CONSULT": {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5},
    "SUPPORT": {},
    "CONCEDE": {},
    "COOPERATE": {},
    "AID": {},
    "RETREAT": {
        "withdraw": 8,
        "release": 6.5,
        "disarm": 10,
        "ceasefire": 7.5,
        "access": 6.5,
        "resign": 4.5,
    },
    "REQUEST": {"assist": 0.5, "change": -1, "yield": -1, "meet": 0},
    "ACCUSE": {"disapprove": -2, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2, "yield": -2, "meet": -2},
    "THREATEN": {
        "restrict": -3,
        "arrest": -3.5,
        "relations": -3.5,
        "expel": -3.5,
        "territory": -4,
        "violence": -3.5,
    },
    "PROTEST": {
        "demo": -5,
        "riot": -7,
        "strike": -5,
        "hunger": -4.5,
        "boycott": -4.5,
        "obstruct": -4.5,
        "vandalize": -5,  # in table 3.7, without a score in table 2.2: the type's
    },
    "SANCTION": {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6},
    "COERCE": {
        "seize": -7,
        "restrict": -7,
        "censor": -6.5,
        "curfew": -6.5,
        "martial-law": -7.5,
        "arrest": -7,
        "deport": -7,
        "withhold": -7,
        "misinformation": -6.5,
        "cyber": -7,
    },
    "ASSAULT": {
        "abduct": -8.5,
        "beat": -7.5,
        "torture": -8.5,
        "sexual": -8.5,
        "targeted": -9.5,
        "destroy": -8.5,
        "primitive": -8,
        "firearms": -9,
        "explosives": -9,
        "suicide-attack": -9.5,
        "aerial": -9.5,
        "drone": -9.5,
        "heavy-weapons": -9.5,
        "crowd-control": -7.5,
        "unconventional": -10,
    },
}

CONTEXTS: Final[tuple[str, ...]] = (
    # Table 2.1.
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political institutions",
    "pro democracy",
    "pro autocracy",
    "economic",
    "legal",
    "reparations",
    "human rights",
    "rights freedoms",
    "repression",
    "human security",
    "gender",
    "lgbt",
    "religion ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal drugs",
    "trafficking",
)

SECTORS: Final[dict[str, str]] = {
    # Table 5.2.
    "COP": "police and protective agencies",
    "GOV": "government",
    "JUD": "judiciary",
    "LEG": "legislature",
    "MIL": "military",
    "PRM": "paramilitary, not opposed to the government",
    "PTY": "political party",
    "REB": "armed opposition",
    "SPY": "state intelligence",
    "UAF": "unidentified armed force",
    "UNK": "unidentified",
    "AGR": "agricultural labour",
    "BUS": "business",
    "CRM": "criminals",
    "CVL": "civilians",
    "EDU": "education",
    "ELI": "former officials",
    "JRN": "news media",
    "LAB": "labour",
    "MED": "health",
    "REF": "refugees and displaced persons",
    "OPP": "political opposition",
    "PRE": "partially recognised entity",
    "REL": "religion",
    "SOC": "civil society",
}


def score_of(event_type: EventType, mode: Mode | None = None) -> float:
    """Return the conflict-cooperation score, −10 to 10, of a type and mode (table 2.2).

    Raises:
        KeyError: If the mode is not one of the type's.
    """
    return _TYPE_SCORES[event_type] if mode is None else MODES[event_type][mode]
