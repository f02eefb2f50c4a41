"""The frame lexicon: what a predicate with these arguments means in PLOVER.

Tables beside this module hold one pattern a row for many lemmas; read once a process.
The type and mode of each row follow the section of the manual that defines the type (3.1 to 3.16).
"""

import json
from csv import DictReader
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, field_validator, model_validator
from spacy.tokens import Token

from schemas.base import Record
from schemas.plover import MODES, EventType

__all__ = [
    "Condition",
    "LightVerb",
    "NounFrame",
    "Operator",
    "VerbFrame",
    "classes",
    "composed",
    "compositions",
    "frame_count",
    "in_class",
    "lemma_of",
    "light_verbs",
    "noun_frames",
    "noun_operators",
    "operators",
    "particle_verbs",
    "verb_forms",
    "verb_frames",
    "words",
]

_DATA = Path(__file__).parent / "data"
Composition = Literal["="] | tuple[EventType, str | None] | None


class Condition(Record):
    """Be one condition on a clause.

    Attributes:
        slot: `obj`, `subj`, `prt`, a preposition with a leading `+`, or a bare word such as `noobj`;
            `own` asks that the object be the subject's, `comp` names the verb of a complement.
        values: Lemmas, `@class` names or `PROPER`; none means that the slot must be filled.
    """

    slot: str
    values: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Condition":
        """Read `slot` or `slot=value,value`."""
        slot, _, values = text.partition("=")
        return cls(slot=slot, values=tuple(v for v in values.split(",") if v))


def _conditions(text: str) -> tuple[Condition, ...]:
    """Split on spaces; a value may hold spaces, so a piece without a known slot joins the one before."""
    pieces: list[str] = []
    for piece in text.split(" "):
        if pieces and "=" in pieces[-1] and not _opens_slot(piece):
            pieces[-1] += " " + piece
        elif piece:
            pieces.append(piece)
    return tuple(Condition.parse(piece) for piece in pieces)


_SLOTS = frozenset({"obj", "noobj", "subj", "prt", "pass", "inf", "that", "ing", "dat", "any"}) | frozenset(
    {
        "objinf",
        "oprd",
        "purpose",
        "noxcomp",
        "advmod",
        "quality",
        "said",
        "future",
        "joint",
        "jointly",
        "mod",
        "laden",
        "own",
        "comp",
    }
)


def _opens_slot(piece: str) -> bool:
    return piece.startswith("+") or piece.partition("=")[0] in _SLOTS


def _check_mode(event_type: EventType | Literal["NONE"], mode: str | None) -> None:
    if mode is not None and (event_type == "NONE" or mode not in MODES[event_type]):
        raise ValueError(f"{mode} is no mode of {event_type}")


class VerbFrame(Record):
    """Say what a verb with certain arguments means, and which arguments play the roles.

    Attributes:
        when: All must hold.
        actor: Slots to look for the actor in, best first; none where nobody acts.
        recipient: Slots to look for the recipient in, best first.
    """

    lemmas: tuple[str, ...] = Field(min_length=1)
    type: EventType | Literal["NONE"]
    mode: str | None = None
    when: tuple[Condition, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _mode_belongs(self) -> "VerbFrame":
        _check_mode(self.type, self.mode)
        return self


class NounFrame(Record):
    """Say what an act's noun means, and which prepositions bring its recipient.

    Attributes:
        flags: `mutual` (all parties are actors), `self` (the `of` phrase acts), `holder`, `nominal`.
    """

    lemmas: tuple[str, ...] = Field(min_length=1)
    type: EventType
    mode: str | None = None
    recipient: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _mode_belongs(self) -> "NounFrame":
        _check_mode(self.type, self.mode)
        return self


class LightVerb(Record):
    """Be a verb that lends its subject to an act's noun, as actor (`do`) or recipient (`undergo`)."""

    lemmas: tuple[str, ...] = Field(min_length=1)
    particle: str = ""
    role: Literal["do", "undergo"]


class Operator(Record):
    """Be a predicate that changes what its complement means ("refuse to", "call on … to")."""

    lemmas: tuple[str, ...] = Field(min_length=1)
    when: Condition
    also: Condition | None = None
    operator: str


class _Table(Record):
    rows: tuple[dict[str, str], ...]

    @field_validator("rows")
    @classmethod
    def _complete(cls, rows: tuple[dict[str, str], ...]) -> tuple[dict[str, str], ...]:
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                raise ValueError(f"line {number} has not as many fields as the head")
        return rows


def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (_DATA / name).open(encoding="utf-8", newline="") as table:
        return _Table(rows=tuple(DictReader(table, delimiter="\t"))).rows


def _names(text: str, separator: str = ",") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


@cache
def classes() -> dict[str, frozenset[str]]:
    """Return the noun classes by name."""
    return {row["class"]: frozenset(_names(row["lemmas"])) for row in _rows("classes.tsv")}


def in_class(keys: frozenset[str], values: tuple[str, ...]) -> int:
    """Return how exactly a noun's keys match values: 3 and more a listed lemma or phrase, 2 a class, 0 not."""
    listed, named = _values(values)
    best = max((3 + key.count(" ") for key in keys & listed), default=0)
    for name in named:
        for key in keys & classes()[name]:
            best = max(best, 3 if " " in key else 2)
    return best


@cache
def _values(values: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Part lemmas and phrases from names of classes."""
    named = tuple(value[1:] for value in values if value.startswith("@"))
    return frozenset(value for value in values if not value.startswith("@")), named


_Frame = TypeVar("_Frame", VerbFrame, NounFrame, LightVerb, Operator)


def _index(frames: list[_Frame]) -> dict[str, tuple[_Frame, ...]]:
    found: dict[str, list[_Frame]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(group) for lemma, group in found.items()}


@cache
def verb_frames() -> dict[str, tuple[VerbFrame, ...]]:
    """Return the verb frames by lemma."""
    return _index(
        [
            VerbFrame(
                lemmas=_names(row["lemmas"]),
                when=() if row["when"] == "any" else _conditions(row["when"]),
                type=row["type"],
                mode=row["mode"] or None,
                actor=_names(row["actor"], "/"),
                recipient=_names(row["recipient"], "/"),
            )
            for name in (
                "verbs_plain.tsv",
                "verbs_cooperation.tsv",
                "verbs_idioms.tsv",
                "verbs.tsv",
                "adjectives.tsv",
            )  # of two that fit alike, the first
            for row in _rows(name)
        ]
    )


@cache
def noun_frames() -> dict[str, tuple[NounFrame, ...]]:
    """Return the noun frames by lemma or phrase."""
    return _index(
        [
            NounFrame(
                lemmas=_names(row["lemmas"]),
                type=row["type"],
                mode=row["mode"].strip() or None,
                recipient=_names(row["recipient"]),
                flags=frozenset(_names(row["flags"])),
            )
            for row in _rows("nouns.tsv")
        ]
    )


@cache
def light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    """Return the light verbs by lemma."""
    return _index(
        [
            LightVerb(lemmas=_names(row["lemmas"]), particle=row["particle"], role=row["role"])
            for row in _rows("light.tsv")
        ]
    )


@cache
def operators() -> dict[str, tuple[Operator, ...]]:
    """Return the operators by lemma."""
    return _index([_operator(row) for row in _rows("operators.tsv")])


def _operator(row: dict[str, str]) -> Operator:
    first, _, second = row["when"].partition(",")
    return Operator(
        lemmas=_names(row["lemmas"]),
        when=Condition.parse(first),
        also=Condition.parse(second) if second else None,
        operator=row["operator"],
    )


@cache
def verb_forms() -> dict[str, str]:
    """Return the lemma of each regular form of the lexicon's verbs, where it is the only one.

    A rule-based lemmatiser takes "staged" for the past of "stag"; the lexicon knows what it lists.
    """
    lemmas = {*verb_frames(), *operators(), *light_verbs()}
    found: dict[str, set[str]] = {}
    for lemma in lemmas:
        for form in _inflected(lemma):
            found.setdefault(form, set()).add(lemma)
    return {
        form: next(iter(owners)) for form, owners in found.items() if len(owners) == 1 and form not in lemmas
    }


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = json.loads((_DATA / "irregular_verbs.json").read_text(encoding="utf-8"))
    return {lemma: tuple(others) for lemma, others in forms.items()}


def _inflected(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return lemma + "s", lemma[:-1] + "ing", *_irregular().get(lemma, (lemma + "d",))
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    ending = "es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    irregular = _irregular().get(lemma)
    if irregular is not None:
        return lemma + ending, lemma + "ing", *irregular
    doubled = lemma + lemma[-1]
    return lemma + ending, lemma + "ed", lemma + "ing", doubled + "ed", doubled + "ing"


@cache
def particle_verbs() -> frozenset[tuple[str, str]]:
    """Return the verbs that a frame lists with a particle."""
    return frozenset(
        (lemma, particle)
        for lemma, group in verb_frames().items()
        for frame in group
        for condition in frame.when
        if condition.slot == "prt"
        for particle in condition.values
    )


def lemma_of(token: Token) -> str:
    """Return a predicate's lemma in small letters; a verb's with what a hyphen joins to it ("test-fired")."""
    if token.pos_ in ("VERB", "AUX"):
        if token.i > 1 and token.nbor(-1).text == "-":
            joined = f"{token.nbor(-2).lower_}-{verb_forms().get(token.lower_, token.lemma_.lower())}"
            if joined in verb_frames():
                return joined
        return verb_forms().get(token.lower_, token.lemma_.lower())
    lemma: str = token.lemma_.lower()
    return lemma


@cache
def noun_operators() -> dict[str, str]:
    """Return the operator that a noun with an infinitive stands for ("the threat to attack")."""
    return {lemma: row["operator"] for row in _rows("nounops.tsv") for lemma in _names(row["lemmas"])}


@cache
def words(name: str) -> frozenset[str]:
    """Return a closed word class: `speech` verbs, `object_control` verbs, `denials`, ….

    Raises:
        KeyError: If there is no class of that name.
    """
    lists: dict[str, list[str]] = json.loads((_DATA / "words.json").read_text(encoding="utf-8"))
    return frozenset(lists[name])


@cache
def compositions() -> dict[str, dict[str, Composition]]:
    """Return what each operator makes of each type ("*" any other, "" a complement that is no act)."""
    raw = json.loads((_DATA / "compose.json").read_text(encoding="utf-8"))
    return {
        name: {key: value if value in ("=", None) else tuple(value) for key, value in table.items()}
        for name, table in raw.items()
    }


def composed(operator: str, event_type: EventType, mode: str | None) -> Composition:
    """Return what an operator makes of an act: looked up by type and mode, by type, then as any other."""
    table = compositions()[operator]
    return table.get(f"{event_type}:{mode}", table.get(event_type, table.get("*")))


def frame_count() -> int:
    """Return how many frames the tables spell out: one for each lemma of a row and listed filler."""
    verbs = sum(len(group) for group in verb_frames().values())
    nouns = sum(len(group) for group in noun_frames().values())
    lights = sum(len(group) for group in light_verbs().values())
    return verbs + nouns + lights + sum(len(group) for group in operators().values())
