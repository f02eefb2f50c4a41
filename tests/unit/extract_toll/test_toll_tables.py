"""The tables of the toll room load, and their words are lemmas in small letters."""

from tasks.extract.toll.lexicon import lexicon


def test_words_are_in_small_letters() -> None:
    words = lexicon()
    groups = [
        *words.verbs.values(),
        *words.subject_verbs.values(),
        *words.states.values(),
        *words.nouns.values(),
    ]
    listed = {word for group in (*groups, words.people, words.events, words.no_people) for word in group}
    assert listed
    assert all(word == word.lower() and " " not in word for word in listed)


def test_no_verb_harms_in_two_ways() -> None:
    verbs = [verb for members in lexicon().verbs.values() for verb in members]
    assert len(verbs) == len(set(verbs))


def test_people_are_not_also_things() -> None:
    assert not lexicon().people & lexicon().no_people
