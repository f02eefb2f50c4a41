"""The tables of the dates room: each loads, and each entry can be reached."""

from datetime import date

from tasks.extract.dates import find_dates
from tasks.extract.dates.find import READERS
from tasks.extract.dates.firsts import first_characters
from tasks.extract.dates.patterns import compiled
from tasks.extract.dates.times import EXTENDERS
from tasks.extract.dates.vocabulary import deeds, grammar, holidays, tense, words


def test_every_rule_has_a_reader_and_can_begin() -> None:
    for rule in grammar().rules:
        assert rule.read in READERS, rule.name
        assert first_characters(compiled(rule.pattern, "")), rule.name
    for rule in (*grammar().before, *grammar().after):
        assert rule.read in EXTENDERS, rule.name


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in grammar().rules]
    assert len(set(names)) == len(names)


def test_months_and_weekdays_are_complete() -> None:
    months = {*words()["MONTH"].values(), *words()["MONTHWEAK"].values()}
    assert months == set(range(1, 13))
    assert set(words()["WEEKDAY"].values()) == set(range(7))


def test_words_are_in_small_letters_and_in_one_class() -> None:
    listed = [word for members in words().values() for word in members]
    assert all(word == word.lower() for word in listed)
    assert len(listed) == len(set(listed))


def test_deeds_are_lemmas_in_small_letters() -> None:
    verbs = {verb for told in deeds().retold.values() for verb in told} | deeds().uttered
    assert all(word == word.lower() and word.isalpha() for word in verbs | deeds().retold.keys())


def test_tense_cues_do_not_contradict() -> None:
    assert not tense().future & tense().past


def test_every_holiday_falls_in_its_year() -> None:
    for holiday in holidays():
        (mention,) = find_dates(f"It was {holiday.names[0].title().replace('’S', '’s')} 2022.", "2023-06-29")
        assert mention.first is not None
        assert date.fromisoformat(mention.first).year == 2022
