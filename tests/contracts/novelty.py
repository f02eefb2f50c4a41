"""What every novelty index must do; each implementation's tests inherit these."""

from schemas.novelty import Novelty, ToldPassage
from tasks.deduplicate import deduplicate
from tasks.deduplicate.index import NoveltyIndex
from tests.contracts.newsroom import document, prose, submission

STORY = prose("story", 300)


def judge(
    index: NoveltyIndex,
    name: str,
    *passages: str,
    collection: str = "wire",
    received: int = 0,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Novelty:
    """Run the stage on passages."""
    made = document(name, *passages, title=title, publisher=publisher, published=published)
    return deduplicate(submission(name, collection, received), made, index)


class NoveltyContract:
    """Inherit from this and give a fixture `index`, empty each time."""

    def test_a_first_document_is_new(self, index: NoveltyIndex) -> None:
        novelty = judge(index, "document-a", STORY, prose("more", 80))
        assert novelty == Novelty(verdict="new", new_passages=("p1", "p2"))

    def test_the_same_words_are_exact_whatever_case_quotes_and_lines(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", "“We go,” she said.\n\n" + STORY)
        novelty = judge(index, "document-b", '"We GO", she said. ' + STORY.replace(" ", "\n", 20))
        assert (novelty.verdict, novelty.of, novelty.jaccard) == ("exact", "document-a", 1.0)
        assert novelty.new_passages == ()
        assert novelty.told_passages == (ToldPassage(passage="p1", of="document-a"),)

    def test_the_same_words_cut_into_other_passages_are_exact(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY, prose("more", 80))
        assert judge(index, "document-b", STORY + "\n\n" + prose("more", 80)).verdict == "exact"

    def test_a_redelivered_document_gets_its_own_answer(self, index: NoveltyIndex) -> None:
        first = judge(index, "document-a", STORY)
        copy = judge(index, "document-b", STORY + " " + prose("tail", 10))
        assert copy.verdict == "near"
        assert judge(index, "document-a", STORY) == first
        assert judge(index, "document-b", STORY + " " + prose("tail", 10)) == copy

    def test_a_near_copy_by_another_publisher_is_syndicated(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY, publisher="The Lowland Post")
        own = judge(index, "document-b", STORY + " " + prose("b", 9), publisher="the lowland post")
        other = judge(index, "document-c", STORY + " " + prose("c", 9), publisher="Highland News")
        unknown = judge(index, "document-d", STORY + " " + prose("d", 9))
        assert [n.verdict for n in (own, other, unknown)] == ["near", "near", "near"]
        assert [n.syndicated for n in (own, other, unknown)] == [False, True, False]
        assert {n.of for n in (own, other, unknown)} == {"document-a"}

    def test_estimates_come_close_to_the_truth(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", prose("front", 600))
        novelty = judge(index, "document-b", prose("front", 600) + " " + prose("back", 100))
        assert abs(novelty.jaccard - 598 / 698) < 0.05
        assert abs(novelty.containment - 598 / 698) < 0.05
        assert novelty.contains > 0.99

    def test_a_changed_figure_makes_a_near_copy_a_revision(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY + ". The blast killed 3 people.", collection="one")
        novelty = judge(index, "document-b", STORY + ". The blast killed 14 people.", collection="two")
        assert (novelty.verdict, novelty.of) == ("revision", "document-a")
        assert novelty.new_passages == ("p1",)
        assert [(c.label, c.before, c.after) for c in novelty.changed_figures] == [("killed", "3", "14")]

    def test_a_figure_in_words_is_no_change(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY + ". The blast killed three people.")
        assert judge(index, "document-b", STORY + ". The blast killed 3 people.").verdict == "near"

    def test_a_later_rewrite_of_the_same_title_is_a_revision(self, index: NoveltyIndex) -> None:
        rewrite = prose("half", 210) + " " + prose("rest of it", 90)
        judge(index, "document-a", prose("half", 300), collection="a", title="Flood in the delta")
        later = judge(index, "document-b", rewrite, collection="b", title="Flood in the Delta", received=60)
        assert (later.verdict, later.of, later.new_passages) == ("revision", "document-a", ("p1",))

    def test_an_older_version_that_comes_late_is_no_revision(self, index: NoveltyIndex) -> None:
        rewrite = prose("half", 210) + " " + prose("rest of it", 90)
        judge(index, "document-a", prose("half", 300), published="2023-07-12")
        late = judge(index, "document-b", rewrite, published="2023-07-11", received=60)
        assert (late.verdict, late.of) == ("new", None)

    def test_unrelated_collection_and_title_make_no_revision(self, index: NoveltyIndex) -> None:
        rewrite = prose("half", 210) + " " + prose("rest of it", 90)
        judge(index, "document-a", prose("half", 300), collection="a", title="Flood")
        assert judge(index, "document-b", rewrite, collection="b", title="Fire").verdict == "new"

    def test_a_part_of_an_older_document_is_contained(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY)
        novelty = judge(index, "document-b", " ".join(STORY.split()[100:200]))
        assert (novelty.verdict, novelty.of, novelty.new_passages) == ("contained", "document-a", ())
        assert novelty.containment > 0.9
        assert novelty.contains < 0.5

    def test_a_round_up_of_told_stories_is_contained(self, index: NoveltyIndex) -> None:
        parts = [prose(part, 90) for part in ("one", "two", "three")]
        for number, part in enumerate(parts):
            judge(index, f"document-{number}", part, collection=f"c{number}")
        novelty = judge(index, "round-up", *parts)
        assert novelty.verdict == "contained"
        assert [told.of for told in novelty.told_passages] == ["document-0", "document-1", "document-2"]

    def test_a_round_up_of_pieces_of_long_documents_is_contained(self, index: NoveltyIndex) -> None:
        pieces = []
        for number in range(15):
            long = prose(f"long {number}", 500)
            judge(index, f"document-{number}", long, collection=f"c{number}")
            pieces.append(" ".join(long.split()[200:270]))
        novelty = judge(index, "round-up", *pieces)
        assert (novelty.verdict, novelty.new_passages) == ("contained", ())

    def test_a_grown_live_blog_extends_and_gives_only_its_fresh_updates(self, index: NoveltyIndex) -> None:
        updates = [f"Update {prose(n, 45)}" for n in range(12)]
        judge(index, "live-blog-1", *updates[3:])
        novelty = judge(index, "live-blog-2", *updates)
        assert (novelty.verdict, novelty.of) == ("extends", "live-blog-1")
        assert novelty.new_passages == ("p1", "p2", "p3")
        assert {told.of for told in novelty.told_passages} == {"live-blog-1"}

    def test_a_live_blog_dropped_ten_times_tells_every_update_once(self, index: NoveltyIndex) -> None:
        updates = [
            f"Update {n}. {prose(n, 30 + n)}. Police said {n + 2} people were held." for n in range(30)
        ]
        told: list[str] = []
        for drop in range(1, 11):
            passages = updates[: 3 * drop][::-1]
            novelty = judge(index, f"live-blog-{drop}", *passages, received=drop)
            told += [passages[int(passage[1:]) - 1] for passage in novelty.new_passages]
            assert novelty.verdict == ("new" if drop == 1 else "extends")
            assert len(novelty.new_passages) == 3
        assert sorted(told) == sorted(updates)

    def test_each_passage_names_who_told_it_first(self, index: NoveltyIndex) -> None:
        updates = [prose(n, 45) for n in range(6)]
        judge(index, "live-blog-1", *updates[4:])
        judge(index, "live-blog-2", *updates[2:])
        novelty = judge(index, "live-blog-3", *updates)
        assert novelty.of == "live-blog-2"
        assert [told.of for told in novelty.told_passages] == ["live-blog-2"] * 2 + ["live-blog-1"] * 2

    def test_an_update_whose_toll_rose_is_new(self, index: NoveltyIndex) -> None:
        tolls = [f"{prose('quake', 40)}. Rescuers say {n} people were killed." for n in (3, 14)]
        rest = [prose(n, 60) for n in range(4)]
        judge(index, "live-blog-1", tolls[0], *rest)
        assert judge(index, "live-blog-2", tolls[1], *rest).new_passages == ("p1",)

    def test_a_passage_repeated_in_its_own_document_is_told(self, index: NoveltyIndex) -> None:
        update = prose("again", 50)
        novelty = judge(index, "live-blog-1", update, prose("else", 50), update)
        assert novelty.new_passages == ("p1", "p2")
        assert novelty.told_passages == (ToldPassage(passage="p3", of="live-blog-1"),)

    def test_an_article_around_a_told_brief_extends_it(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", prose("brief", 70), collection="a")
        novelty = judge(index, "document-b", prose("brief", 70) + " " + prose("rest", 300), collection="b")
        assert (novelty.verdict, novelty.of, novelty.new_passages) == ("extends", "document-a", ("p1",))

    def test_short_texts_need_more_agreement(self, index: NoveltyIndex) -> None:
        first = "Farmers blocked the road to Orlu on Monday, police said."
        second = "Farmers blocked the road to Ikot on Monday, police said."
        assert judge(index, "sentence-1", first).verdict == "new"
        assert judge(index, "sentence-2", second).verdict == "new"
        assert judge(index, "sentence-3", first.upper()).verdict == "exact"

    def test_a_short_text_with_one_word_changed_is_new(self, index: NoveltyIndex) -> None:
        words = prose("brief", 20).split()
        judge(index, "sentence-1", " ".join(words))
        assert judge(index, "sentence-2", " ".join([*words[:-1], "other"])).verdict == "new"

    def test_a_copy_of_a_revision_is_its_copy(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY + ". It killed 3 people.")
        judge(index, "document-b", STORY + ". It killed 14 people.")
        assert judge(index, "document-c", STORY + ". It killed 14 people.").of == "document-b"

    def test_copies_are_compared_with_the_owner_only(self, index: NoveltyIndex) -> None:
        words = STORY.split()
        versions = [" ".join(words[:-step] + prose(step, step).split()) for step in (15, 45, 60)]
        judge(index, "document-0", STORY, collection="0")
        found = [judge(index, f"document-{n}", v, collection=f"{n}") for n, v in enumerate(versions, 1)]
        assert [n.of for n in found[:1]] == ["document-0"]
        assert found[2].of in (None, "document-0", "document-2")

    def test_a_withdrawn_owner_owns_nothing(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY)
        assert index.withdraw("document-a") == ()
        assert judge(index, "document-b", STORY).verdict == "new"

    def test_withdrawing_names_the_copies_and_forgets_their_verdicts(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY)
        judge(index, "document-b", STORY)
        judge(index, "document-c", STORY)
        assert index.withdraw("document-a") == ("document-b", "document-c")
        assert judge(index, "document-c", STORY).verdict == "new"
        assert judge(index, "document-b", STORY).of == "document-c"

    def test_a_committed_claim_stands(self, index: NoveltyIndex) -> None:
        judge(index, "document-a", STORY)
        index.commit("document-a")
        index.commit("document-a")
        assert index.withdraw("document-a") == ()
        assert judge(index, "document-b", STORY).of == "document-a"

    def test_unknown_ids_change_nothing(self, index: NoveltyIndex) -> None:
        index.commit("document-x")
        assert index.withdraw("document-x") == ()

    def test_a_stock_phrase_does_not_hide_an_original(self, index: NoveltyIndex) -> None:
        phrase = prose("stock", 30)
        for number in range(60):
            judge(index, f"document-{number}", f"{prose(number, 100)} {phrase}")
        novelty = judge(index, "document-copy", f"{prose(59, 100)} {phrase} {prose('tail', 5)}")
        assert (novelty.verdict, novelty.of) == ("near", "document-59")

    def test_a_document_without_passages_is_judged_by_its_words(self, index: NoveltyIndex) -> None:
        assert judge(index, "document-a").verdict == "new"
        assert judge(index, "document-b").verdict == "exact"
