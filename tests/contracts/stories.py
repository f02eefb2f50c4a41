"""What every keeper of story threads must do; each implementation's tests inherit these."""

from schemas.receipt import Story
from tasks.stories.threads import Stories, Telling, toll_text


class StoriesContract:
    """Inherit from this and give a fixture `stories`, empty each time."""

    def test_tellings_are_counted_by_document_and_publisher(self, stories: Stories) -> None:
        told = [
            stories.record_telling(Telling("raid", f"document-{n}", publisher, n))
            for n, publisher in enumerate(("Post", "News", "Post", None))
        ]
        assert [story.mentions for story in told] == [1, 2, 3, 4]
        assert [story.publishers for story in told] == [1, 2, 2, 2]
        assert {story.first_told_by for story in told} == {"document-0"}

    def test_a_document_counts_once_and_gets_its_first_answer(self, stories: Stories) -> None:
        first = stories.record_telling(Telling("raid", "document-a", "Post", 1))
        stories.record_telling(Telling("raid", "document-b", "News", 2))
        assert stories.record_telling(Telling("raid", "document-a", "Post", 1)) == first
        assert first == Story(mentions=1, publishers=1, first_told_by="document-a")
        assert stories.threads()[0].mentions == 2

    def test_a_thread_spans_its_tellings(self, stories: Stories) -> None:
        stories.record_telling(Telling("raid", "document-a", "Post", 50, "ISR ASSAULT LBN"))
        stories.record_telling(Telling("raid", "document-b", "News", 20, "other words"))
        stories.record_telling(Telling("raid", "document-c", None, 90))
        (thread,) = stories.threads()
        assert (thread.first, thread.last) == (20, 90)
        assert thread.first_told_by == "document-a"
        assert thread.publishers == ("News", "Post")
        assert thread.summary == "ISR ASSAULT LBN"

    def test_a_document_may_tell_for_a_while(self, stories: Stories) -> None:
        stories.record_telling(Telling("raid", "document-a", None, 50, since=40))
        stories.record_telling(Telling("raid", "document-b", None, 60, since=10))
        (thread,) = stories.threads()
        assert (thread.first, thread.last) == (10, 60)

    def test_the_toll_is_that_of_the_latest_telling_that_gives_one(self, stories: Stories) -> None:
        stories.record_telling(Telling("raid", "document-a", None, 10, killed=3))
        stories.record_telling(Telling("raid", "document-b", None, 30, killed=14, injured=0))
        stories.record_telling(Telling("raid", "document-c", None, 20, killed=5))
        stories.record_telling(Telling("raid", "document-d", None, 40))
        assert toll_text(stories.threads()[0]) == "14 killed, 0 injured"

    def test_threads_come_last_told_first(self, stories: Stories) -> None:
        for story, document in (("one", "a"), ("two", "a"), ("one", "b"), ("three", "a")):
            stories.record_telling(Telling(story, f"document-{document}", None, 1))
        assert [thread.story for thread in stories.threads()] == ["three", "one", "two"]
        assert len(stories.threads(limit=2)) == 2

    def test_no_tellings_no_threads(self, stories: Stories) -> None:
        assert list(stories.threads()) == []
