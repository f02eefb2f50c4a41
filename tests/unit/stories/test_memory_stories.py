from datetime import UTC, datetime

import pytest

from schemas.event import Casualties, Event, Evidence, Place, Trigger
from tasks.stories import tell_stories
from tasks.stories.memory import MemoryStories
from tasks.stories.threads import Telling
from tests.contracts.newsroom import document, submission
from tests.contracts.stories import StoriesContract


class TestMemoryStories(StoriesContract):
    @pytest.fixture
    def stories(self) -> MemoryStories:
        return MemoryStories()


def test_a_thread_is_forgotten_after_the_window() -> None:
    now = [0.0]
    stories = MemoryStories(days=1, clock=lambda: now[0])
    stories.record_telling(Telling("raid", "document-a", None, 1))
    now[0] = 86_401.0
    assert stories.record_telling(Telling("raid", "document-b", None, 1)).mentions == 1


def event(story: str, killed: int | None = None, passage: str = "p1") -> Event:
    return Event(
        id=f"event-{story}",
        type="ASSAULT",
        mode="aerial",
        quad="material-conflict",
        score=-9.5,
        place=Place(text="Orlu", start=0, end=4, name="Orlu"),
        casualties=Casualties(killed=killed) if killed else None,
        trigger=Trigger(text="raid", start=0, end=4),
        evidence=Evidence(text="raid", start=0, end=4, passage=passage),
        confidence=0.9,
        story=story,
    )


def test_a_document_tells_its_events_in_their_order() -> None:
    stories = MemoryStories()
    first = document("document-a", "text", publisher="Post", published="2023-07-11")
    second = document("document-b", "text", publisher="News")
    tell_stories(submission("document-a"), first, [event("raid", killed=3)], stories)
    told = tell_stories(submission("document-b"), second, [event("flood"), event("raid")], stories)
    assert [(story.mentions, story.first_told_by) for story in told] == [(1, "document-b"), (2, "document-a")]
    raid = next(thread for thread in stories.threads() if thread.story == "raid")
    assert raid.summary == "ASSAULT/aerial in Orlu"
    assert raid.killed == 3
    assert raid.first == datetime(2023, 7, 11, tzinfo=UTC).timestamp()
    assert raid.last == submission("document-b").received.timestamp()


def test_a_live_blog_tells_a_story_from_its_first_to_its_last_entry() -> None:
    stories = MemoryStories()
    hours = ("2023-07-11T09:00Z", "2023-07-11T07:00Z", "2023-07-11T08:00Z")
    blog = document("document-a", "newest", "oldest", "middle", publisher="Post", published="2023-07-11")
    stamped = zip(blog.passages, hours, strict=True)
    passages = tuple(p.model_copy(update={"timestamp": hour}) for p, hour in stamped)
    blog = blog.model_copy(update={"passages": passages})
    events = [event("raid", killed=12), event("raid", 3, "p2"), event("raid", passage="p3"), event("flood")]
    told = tell_stories(submission("document-a"), blog, events, stories)
    assert [story.mentions for story in told] == [1, 1, 1, 1]
    raid = next(thread for thread in stories.threads() if thread.story == "raid")
    assert raid.killed == 12
    assert raid.first == datetime.fromisoformat(hours[1]).timestamp()
    assert raid.last == datetime.fromisoformat(hours[0]).timestamp()
