from datetime import UTC, datetime

import pytest

from schemas.classification import Classification, Topic
from schemas.document import Document, Passage, Published
from schemas.errors import HINTS, Reason, Rejection
from schemas.event import Event, Evidence, Extraction, Trigger
from schemas.novelty import Novelty, Verdict
from schemas.receipt import DocumentEntry, EventEntry, FailureEntry, Story
from schemas.submission import Submission
from tasks.publish import entries, failure_entries, outcome_of

RECEIVED = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
SUBMISSION = Submission(
    id="0123456789ab", name="a.txt", collection="agency", sha256="", size=3, received=RECEIVED
)
TEXT = "The envoy met the minister."
DOCUMENT = Document(
    id=SUBMISSION.id,
    name="a.txt",
    title="Envoy meets minister",
    language="en",
    published=Published(value="2026-05-03", precision="day"),
    text=TEXT,
    passages=(Passage(id="p1", start=0, end=len(TEXT)),),
)
EVENT = Event(
    id="ev1",
    type="CONSULT",
    quad="verbal-cooperation",
    score=1.0,
    trigger=Trigger(text="met", start=10, end=13),
    evidence=Evidence(text=TEXT, start=0, end=len(TEXT), passage="p1"),
    confidence=0.8,
    story="s1",
)
TOPICS = Classification(topics=(Topic(id="medtop:11000000", name="politics", score=0.9),))


def made(document: Document = DOCUMENT, verdict: Verdict = "new") -> list[tuple[str, dict[str, object]]]:
    events = entries(
        SUBMISSION, document, Novelty(verdict=verdict), TOPICS, Extraction(events=(EVENT,)), [None]
    )
    return [(event.type, event.data) for event in events]


def test_a_document_gives_one_entry_and_one_for_each_event() -> None:
    (kind, document), (event_kind, event) = made()
    assert (kind, event_kind) == ("copydesk.document.v1", "copydesk.event.v1")
    entry = DocumentEntry.model_validate(document)
    assert (entry.outcome, entry.events, entry.name, entry.collection) == ("published", 1, "a.txt", "agency")
    told = EventEntry.model_validate(event)
    assert told.document.title == "Envoy meets minister"
    assert told.evidence == EVENT.evidence


def test_entry_ids_never_vary() -> None:
    first, second = (
        entries(SUBMISSION, DOCUMENT, Novelty(verdict="new"), TOPICS, Extraction(events=(EVENT,)))
        for _ in range(2)
    )
    assert [event.id for event in first] == [event.id for event in second]
    assert len({event.id for event in first}) == 2


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        ("new", "published"),
        ("revision", "published"),
        ("extends", "published"),
        ("exact", "duplicate"),
        ("near", "duplicate"),
        ("contained", "duplicate"),
    ],
)
def test_only_what_tells_nothing_new_is_a_duplicate(verdict: Verdict, outcome: str) -> None:
    assert outcome_of(Novelty(verdict=verdict)) == outcome
    assert made(verdict=verdict)[0][1]["outcome"] == outcome


def test_a_language_that_is_not_read_is_noted() -> None:
    assert made(DOCUMENT.model_copy(update={"language": "fr"}))[0][1]["notes"] == ["unsupported_language"]
    assert made()[0][1]["notes"] == []


def test_a_story_is_told_with_its_event() -> None:
    story = Story(mentions=3, publishers=2, first_told_by="0123456789ab")
    events = entries(
        SUBMISSION, DOCUMENT, Novelty(verdict="new"), TOPICS, Extraction(events=(EVENT,)), [story]
    )
    assert EventEntry.model_validate(events[1].data).told == story


def test_a_rejection_is_told_twice_and_says_what_to_do() -> None:
    rejection = Rejection(Reason.ENCRYPTED, "a.pdf needs a password.")
    document, failure = failure_entries(SUBMISSION, rejection, "clean", 1, "/kept/a.pdf")
    assert DocumentEntry.model_validate(document.data).reason is Reason.ENCRYPTED
    told = FailureEntry.model_validate(failure.data)
    assert (told.message, told.hint) == ("a.pdf needs a password.", HINTS[Reason.ENCRYPTED])
    assert (told.stage, told.attempts, told.kept) == ("clean", 1, "/kept/a.pdf")


def test_every_reason_has_a_hint() -> None:
    assert set(HINTS) == set(Reason)
