"""Make documents for novelty tests: prose that no two seeds share, in passages."""

import random
from datetime import UTC, datetime

from schemas.document import Document, Passage, Published
from schemas.submission import Submission

_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "da",
    "de",
    "di",
    "do",
    "du",
    "ka",
    "ke",
    "ki",
    "ko",
    "ku",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "mu",
    "ra",
    "re",
    "ri",
    "ro",
    "ru",
]


def prose(seed: int | str, words: int) -> str:
    """Return made-up words; equal seeds give texts that begin alike."""
    chance = random.Random(f"{seed}")
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(words))


def submission(document: str, collection: str = "wire", received: int = 0) -> Submission:
    """Return a submission received so many seconds after noon."""
    moment = datetime.fromtimestamp(1_690_000_000 + received, UTC)
    return Submission(
        id=document, name=f"{document}.txt", collection=collection, sha256="0" * 64, size=1, received=moment
    )


def document(
    name: str,
    *passages: str,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Document:
    """Return a clean document of these passages."""
    text = "\n\n".join(passages)
    pieces, at = [], 0
    for number, passage in enumerate(passages, 1):
        pieces.append(Passage(id=f"p{number}", start=at, end=at + len(passage)))
        at += len(passage) + 2
    moment = Published(value=published, precision="day") if published else None
    return Document(
        id=name,
        name=f"{name}.txt",
        title=title,
        publisher=publisher,
        published=moment,
        text=text,
        passages=tuple(pieces),
    )
