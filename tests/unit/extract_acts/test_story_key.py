from schemas.event import EventDate
from tasks.extract.story import story_day, story_key


def test_a_night_and_its_morning_are_one_day() -> None:
    night = EventDate(text="overnight", first="2023-05-31", last="2023-06-01")
    morning = EventDate(text="early Thursday", first="2023-06-01", last="2023-06-01")
    assert story_day(night, "struck") == story_day(morning, "hit") == "2023-06-01"


def test_a_month_counts_by_its_first_day() -> None:
    assert story_day(EventDate(text="May", first="2023-05-01", last="2023-05-31"), "met") == "2023-05-01"


def test_undated_acts_are_one_story_only_if_the_same_word_tells_them() -> None:
    one, other = (story_key("ASSAULT", (), (), story_day(None, word), None) for word in ("Shelled", "fought"))
    assert one != other
    assert one == story_key("ASSAULT", (), (), story_day(None, "shelled"), None)
