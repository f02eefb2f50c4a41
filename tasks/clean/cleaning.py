"""Turn the bytes of a news file into a clean, dated document cut into passages."""

from collections.abc import Sequence
from datetime import UTC

from schemas.document import Document, Passage, Published, Removed
from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from schemas.submission import Submission
from tasks.clean.boilerplate import sweep
from tasks.clean.dateline import Dateline, read_dateline
from tasks.clean.draft import Draft, Piece
from tasks.clean.formats import read
from tasks.clean.genre import genre_of
from tasks.clean.header import Header, read_header, read_labels
from tasks.clean.headlines import is_headline
from tasks.clean.inference import infer_published
from tasks.clean.language import language_of
from tasks.clean.lines import LineMemory
from tasks.clean.passages import Cutting, cut_live_blog, cut_stories
from tasks.clean.publishers import agency_named, publisher_of

__all__ = ["clean"]

_JOINT = "\n\n"
_END_MARKS = frozenset({"###", "ENDS", "-ENDS-", "-END-", "-30-"})


def clean(
    submission: Submission, content: bytes, limits: Limits, memory: LineMemory | None = None
) -> Document:
    """Read a file and clean its text.

    Args:
        submission: What is known of the file.
        content: Its bytes.
        limits: What reading may cost.
        memory: Lines that recur in the document's collection, if they are learned.

    Returns:
        The document.

    Raises:
        Rejection: If the file cannot be read, is no text, or breaks a limit.
    """
    _check_size(content, limits)
    draft = read(content, limits)
    learned = _learned(submission, draft, memory)
    if draft.lifts_title or len(draft.lines) > 1:  # a record of one line is what its sender means it to be
        draft.lines, removed = sweep(draft.lines, learned.__contains__)
        draft.removed += removed
    header, cutting = _structure(draft)
    text, passages = _assemble(cutting.pieces)
    if not text:
        raise Rejection(Reason.NO_TEXT, f"{submission.name} holds no text.")
    if len(text) > limits.max_text_chars:
        raise Rejection(Reason.TEXT_TOO_LONG, f"The text has {len(text)} characters.")
    return _document(submission, draft, header, cutting, (text, passages))


def _learned(submission: Submission, draft: Draft, memory: LineMemory | None) -> frozenset[str]:
    """Return the lines to set aside as the collection's furniture: never most of a document."""
    if memory is None or not draft.lines:
        return frozenset()
    lines = [line.text for line in draft.lines]
    learned = memory.recall(submission, lines)
    taken = sum(len(line) for line in lines if line in learned)
    return learned if taken * 2 < sum(map(len, lines)) else frozenset()


def _check_size(content: bytes, limits: Limits) -> None:
    if not content.strip(b"\x00 \t\r\n"):
        raise Rejection(Reason.EMPTY, "The file is empty.")
    if len(content) > limits.max_file_bytes:
        raise Rejection(Reason.TOO_LARGE, f"The file has {len(content)} bytes.")


def _structure(draft: Draft) -> tuple[Header, Cutting]:
    """Find the header, then the stories."""
    if draft.pieces:
        return Header([], draft.title), Cutting(draft.pieces, draft.genre)
    header = read_labels(draft.lines)
    day = next((p.value for p in (draft.published, header.published) if p is not None), None)
    live = cut_live_blog(header.lines, day)
    if live is not None:
        header.title = draft.title or _first_heading(live.pieces)
        return header, live
    header = read_header(header, draft.title, lifts_title=draft.lifts_title)
    cutting = cut_stories(header.lines)
    if header.keeps_title and cutting.pieces:
        cutting.pieces[0].heading = header.title
    return header, cutting


def _first_heading(pieces: Sequence[Piece]) -> str | None:
    first = pieces[0] if pieces else None
    if first is None or first.heading is None or first.timestamp is not None:
        return None
    return first.heading if is_headline(first.heading) else None


def _assemble(pieces: Sequence[Piece]) -> tuple[str, tuple[Passage, ...]]:
    """Lay the pieces one after another and note where each lies."""
    texts: list[str] = []
    passages: list[Passage] = []
    start = 0
    for piece in pieces:
        text = _JOINT.join(piece.paragraphs)
        if not text:
            continue
        passages.append(
            Passage(
                id=f"p{len(passages) + 1}",
                heading=piece.heading,
                byline=piece.byline,
                timestamp=piece.timestamp,
                start=start,
                end=start + len(text),
            )
        )
        texts.append(text)
        start += len(text) + len(_JOINT)
    return _JOINT.join(texts), tuple(passages)


def _document(
    submission: Submission,
    draft: Draft,
    header: Header,
    cutting: Cutting,
    body: tuple[str, tuple[Passage, ...]],
) -> Document:
    text, passages = body
    paragraphs = [p for piece in cutting.pieces for p in piece.paragraphs]
    dateline = read_dateline(_opening(cutting.pieces))
    return Document(
        id=submission.id,
        name=submission.name,
        title=header.title,
        language=language_of(paragraphs, draft.language),
        genre=draft.genre or cutting.genre or genre_of(paragraphs, end_mark=_ends(draft.removed)),
        publisher=draft.publisher
        or agency_named(dateline.agency if dateline else None)
        or publisher_of(paragraphs),
        bylines=_bylines(draft, header, cutting),
        section=draft.section,
        published=_published(submission, draft, header, cutting, dateline),
        text=text,
        passages=passages,
        removed=tuple(draft.removed),
    )


def _opening(pieces: Sequence[Piece]) -> str:
    first = pieces[0]
    return next((p for p in first.paragraphs if p != first.heading), "")


def _ends(removed: Sequence[Removed]) -> bool:
    return any(line.text in _END_MARKS for line in removed)


def _bylines(draft: Draft, header: Header, cutting: Cutting) -> tuple[str, ...]:
    of_pieces = (piece.byline for piece in cutting.pieces if piece.byline)
    return tuple(dict.fromkeys((*draft.bylines, *header.bylines, *of_pieces)))


def _published(
    submission: Submission, draft: Draft, header: Header, cutting: Cutting, dateline: Dateline | None
) -> Published | None:
    """Take the surest source; the file's own time only if the text tells nothing."""
    of_dateline = dateline.published if dateline is not None else None
    told = (draft.published, header.published, of_dateline, cutting.published)
    for published in told:
        if published is not None:
            return published
    month_day = dateline.month_day if dateline is not None else None
    inferred = infer_published(cutting.pieces, submission.received.date(), month_day)
    if inferred is not None:
        return inferred
    if submission.modified is None:
        return None
    stamp = submission.modified.astimezone(UTC).isoformat(timespec="seconds")
    return Published(value=stamp.replace("+00:00", "Z"), precision="file", source="file")
