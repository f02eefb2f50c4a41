"""Read sentences in which every act is marked, with who does it to whom.

`marked/*.txt` holds one sentence a line. `*1:ACCUSE:accused*` is an act: a number of its own in the
sentence, its type, the word that states it. `[A1:the ministry]` is who does it, `[R1,A2:the rebels]`
to whom, and who does act 2; brackets may nest. `~fought~` looks like an act and is none. A verb without
a mark states no act. Lines that begin with `#` are headings.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from schemas.plover import EventType
from tasks.extract.model.corpus import TRAINING

__all__ = ["Marked", "MarkedAct", "MarkedParty", "read_marked", "trained_on", "unmark"]

MARKED: Final = Path(__file__).parent / "marked"
_MARK: Final = re.compile(
    r"\*(?P<number>\d):(?P<type>[A-Z]+):(?P<act>[^*\[\]]+)\*"
    r"|~(?P<none>[^~]+)~"
    r"|\[(?P<roles>[AR]\d(?:,[AR]\d)*):"
    r"|(?P<close>\])"
)


@dataclass(frozen=True, slots=True)
class MarkedAct:
    """Be an act: its type, and where its word begins."""

    type: str
    start: int


@dataclass(frozen=True, slots=True)
class MarkedParty:
    """Be who plays a role in the act that begins at `act`: characters `start` to `end`."""

    act: int
    role: Literal["A", "R"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Be a sentence with its marks.

    Attributes:
        text: The sentence without marks.
        acts: What it states.
        parties: Who does it to whom.
        idle: Where words begin that look like acts and are none.
        group: File and line, for cross-validation.
    """

    text: str
    acts: tuple[MarkedAct, ...]
    parties: tuple[MarkedParty, ...]
    idle: tuple[int, ...]
    group: str = ""


def unmark(line: str, group: str = "") -> Marked:
    """Read one line.

    Raises:
        ValueError: If marks are left over, an act's number is used twice, its type is none of
            PLOVER's, or a role belongs to no act.
    """
    text, last = "", 0
    acts: dict[str, MarkedAct] = {}
    idle: list[int] = []
    opened: list[tuple[list[str], int]] = []
    closed: list[tuple[str, int, int]] = []
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark["act"]:
            if mark["number"] in acts or mark["type"] not in get_args(EventType):
                raise ValueError(f"{group}: number used twice or unknown type in {mark[0]}")
            acts[mark["number"]] = MarkedAct(mark["type"], len(text))
        elif mark["none"]:
            idle.append(len(text))
        elif mark["roles"]:
            opened.append((mark["roles"].split(","), len(text)))
        elif opened:
            codes, start = opened.pop()
            closed.extend((code, start, len(text)) for code in codes)
        else:
            raise ValueError(f"{group}: a bracket closes that was not opened")
        text += mark["act"] or mark["none"] or ""
    text += line[last:]
    if opened or set("*~[]") & set(text) or any(code[1] not in acts for code, _, _ in closed):
        raise ValueError(f"{group}: a mark is left over or a role belongs to no act: {line[:80]}")
    parties = tuple(
        MarkedParty(acts[code[1]].start, "A" if code[0] == "A" else "R", start, end)
        for code, start, end in closed
    )
    return Marked(text, tuple(acts.values()), parties, tuple(idle), group)


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the marked lines of a folder, each after its file and number; headings are left out."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield f"{path.stem}:{number}", line.strip()


def read_marked(folder: Path = MARKED) -> Iterator[Marked]:
    """Yield every marked sentence of a folder, file by file."""
    yield from (unmark(line, group) for group, line in _lines(folder))


def trained_on(folder: Path = MARKED) -> str:
    """Return the SHA-256 of all sentences that the network is trained on; `network.onnx` carries it."""
    whole = hashlib.sha256(TRAINING.read_bytes())
    for _, line in _lines(folder):
        whole.update(line.encode())
    return whole.hexdigest()
