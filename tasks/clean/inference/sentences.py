"""Look at a text sentence by sentence: its tense, its weekdays, its dates."""

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from schemas.base import Record
from tasks.clean.calendar import Day, find_dates

__all__ = ["WEEKDAYS", "Cues", "Sentence", "cues", "sentences"]

_FILE = Path(__file__).with_name("cues.json")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"(?<!last )(?<!next )(?<!every )(?<!on a )\b({'|'.join(WEEKDAYS)})\b(?!s)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d,.])((?:19|20)\d\d)(?![\d,.]\d|\d|s\b)")
_WORD = re.compile(r"won't|[a-z]+")
_END = re.compile(r"(?<=[.!?])[\"”’')]* +(?=[A-Z“‘\"])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


class Cues(Record):
    """Be words that tell whether a sentence speaks of the past, the present or the future."""

    future: tuple[str, ...] = Field(min_length=1)
    past: tuple[str, ...] = Field(min_length=1)
    reporting: tuple[str, ...] = Field(min_length=1)
    under_way: tuple[str, ...] = Field(min_length=1)


@cache
def cues() -> Cues:
    """Load the cue words."""
    return Cues.model_validate_json(_FILE.read_bytes())


@cache
def _words_and_phrases(kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Part a kind's cues into single words, which a set finds, and phrases, padded to be found whole."""
    all_cues: tuple[str, ...] = getattr(cues(), kind)
    words = frozenset(cue for cue in all_cues if " " not in cue)
    return words, tuple(f" {cue} " for cue in all_cues if " " in cue)


class Sentence:
    """Be a sentence and what it tells of time; quotations are left out of its tense."""

    def __init__(self, text: str) -> None:
        """Take the sentence's characters."""
        self.text = text
        self._unquoted = _QUOTED.sub(lambda m: " " * len(m[0]), text) if "“" in text or '"' in text else text

    @cached_property
    def _words(self) -> list[str]:
        return _WORD.findall(self._unquoted.lower().replace("’", "'"))

    def _has(self, kind: str) -> bool:
        words, phrases = _words_and_phrases(kind)
        if not words.isdisjoint(self._words):
            return True
        line = f" {' '.join(self._words)} "
        return any(phrase in line for phrase in phrases)

    @cached_property
    def is_future(self) -> bool:
        """Say whether it speaks of what is to come."""
        return self._has("future")

    @cached_property
    def is_present(self) -> bool:
        """Say whether it tells what is or has just been, not what will be or was long ago."""
        return not self.is_future and not self._has("past")

    @cached_property
    def reports(self) -> bool:
        """Say whether it reports what somebody said or did."""
        return self._has("reporting")

    @cached_property
    def is_under_way(self) -> bool:
        """Say whether something in it is under way."""
        return self._has("under_way")

    @cached_property
    def weekdays(self) -> tuple[re.Match[str], ...]:
        """Find the weekdays that it names."""
        return tuple(_WEEKDAY.finditer(self._unquoted)) if "day" in self._unquoted.lower() else ()

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Find the years that it names."""
        return tuple(int(m[1]) for m in _YEAR.finditer(self.text))

    @cached_property
    def dates(self) -> tuple[Day, ...]:
        """Find the full dates that it names."""
        return tuple(find_dates(self.text)) if self.years or "-" in self.text else ()


def sentences(paragraphs: list[str]) -> list[Sentence]:
    """Cut paragraphs into sentences."""
    return [Sentence(part) for paragraph in paragraphs for part in _END.split(paragraph)]
