"""Make and read the training set.

`patterns/<type>.txt` holds sentences that we wrote, one a line. In them `*word*` marks a
predicate of the file's type, `*TYPE:word*` one of another type, `~word~` one that states
no act; `[a|b]` are alternatives and `{G}` a slot that `fillers.json` fills, with marks of its
own if it is a clause; `20x ` before a line draws it twenty times. `expand`
draws sentences from them with a fixed seed into `training.tsv`, which is what is trained on.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

__all__ = ["Example", "expand", "read", "write"]

HERE: Final = Path(__file__).parent
TRAINING: Final = HERE / "training.tsv"
_CHOICE: Final = re.compile(r"\[([^][]*)\]")
_SLOT: Final = re.compile(r"\{([A-Za-z]+)\d?\}")
_TIMES: Final = re.compile(r"^(\d+)x ")
_MARK: Final = re.compile(r"\*(?:(?P<type>[A-Z]+|none):)?(?P<act>[^*]+)\*|~(?P<other>[^~]+)~")
_FILLERS: Final = TypeAdapter(dict[str, list[str]])
_LEADS: Final = (
    "On {T}, ", "In {X}, ", "Earlier on {T}, ", "In a statement, ", "After weeks of tension, ",
    "Meanwhile, ", "According to officials, ", "{X} - ", "{X}, {T} (Reuters) - ", "Two days later, ",
    "Despite international pressure, ", "In what diplomats saw as a turning point, ",
)  # fmt: skip
_TAILS: Final = (
    " on {T}", ", officials said", ", according to {N}", ", a spokesman said on {T}",
    ", state television reported", " for the first time since {n} years ago", ", {L} said",
    ", the news agency said", " in {X}", ", two weeks before the election", ", sources close to the talks said",
    " amid growing tension in the region", ", it was reported from {X}", " last month", " this week",
    ", a move that surprised {G}", " following a meeting in {X}", ", diplomats said on {T}",
)  # fmt: skip
_FEWEST: Final = 3
_MOST: Final = 9


@dataclass(frozen=True, slots=True)
class Example:
    """Be one predicate in a sentence with its type.

    Attributes:
        label: A PLOVER type or `none`.
        start: Where the predicate's first character stands in the sentence.
        origin: `pattern` if drawn from a line with slots or choices, else `hand`.
        group: Which line it comes from: lines must not be split in cross-validation.
    """

    label: str
    start: int
    sentence: str
    origin: str
    group: str


def _filled(text: str, fillers: dict[str, list[str]], dice: random.Random) -> str:
    used: set[str] = set()

    def fill(found: re.Match[str]) -> str:
        free = [word for word in fillers[found[1]] if word not in used]
        word = dice.choice(free)
        used.add(word)
        return word

    while _SLOT.search(text):
        text = _SLOT.sub(fill, text)
    return text


def _variants(pattern: str, dice: random.Random) -> Iterator[str]:
    """Draw lines so that every alternative of every choice is used, as far as the limit goes."""
    times = _TIMES.match(pattern)
    pattern = pattern[times.end() :] if times else pattern
    choices = [found[1].split("|") for found in _CHOICE.finditer(pattern)]
    for options in choices:
        dice.shuffle(options)
    size = max([_FEWEST, *map(len, choices)]) if choices or _SLOT.search(pattern) else 1
    for turn in range(int(times[1]) if times else min(size, _MOST)):
        text = pattern
        for options in choices:
            text = _CHOICE.sub(options[turn % len(options)], text, count=1)
        yield text


def _dressed(text: str, dice: random.Random) -> str:
    """Put a lead before or a tail behind some of the sentences, as wires do."""
    if dice.random() < 0.2 and not text.startswith('"'):
        text = dice.choice(_LEADS) + text
    if dice.random() < 0.35 and text[-1] not in '."?!':
        text += dice.choice(_TAILS)
    return text if text[-1] in '."?!' else text + "."


def _unmarked(text: str, label: str) -> tuple[str, list[tuple[str, int]]]:
    plain, marks, last = "", [], 0
    for found in _MARK.finditer(text):
        plain += text[last : found.start()]
        marks.append((found["type"] or label if found["act"] else "none", len(plain)))
        plain += found["act"] or found["other"]
        last = found.end()
    return plain + text[last:], marks


def expand(seed: int = 20) -> list[Example]:
    """Draw the training set from the patterns; the same seed gives the same set."""
    fillers = _FILLERS.validate_json((HERE / "fillers.json").read_bytes())
    examples: list[Example] = []
    for path in sorted((HERE / "patterns").glob("*.txt")):
        label = path.stem.split("-")[0]
        label = label if label == "none" else label.upper()
        for number, line in enumerate(path.read_text().splitlines(), 1):
            dice = random.Random(f"{seed} {line}")
            origin = "pattern" if _CHOICE.search(line) or _SLOT.search(line) else "hand"
            for variant in _variants(line, dice):
                text = variant if origin == "hand" else _filled(_dressed(variant, dice), fillers, dice)
                sentence, marks = _unmarked(" ".join(text.split()), label)
                sentence = sentence[0].upper() + sentence[1:]
                examples += [
                    Example(kind, start, sentence, origin, f"{path.stem}:{number}") for kind, start in marks
                ]
    return list({(e.sentence, e.start): e for e in examples}.values())


def write(examples: list[Example], path: Path = TRAINING) -> None:
    """Write the training set, one predicate a line: type, start, origin, group, sentence."""
    path.write_text("".join(f"{e.label}\t{e.start}\t{e.origin}\t{e.group}\t{e.sentence}\n" for e in examples))


def read(path: Path = TRAINING) -> list[Example]:
    """Read the training set."""
    rows = (line.split("\t") for line in path.read_text().splitlines())
    return [
        Example(label, int(start), sentence, origin, group) for label, start, origin, group, sentence in rows
    ]
