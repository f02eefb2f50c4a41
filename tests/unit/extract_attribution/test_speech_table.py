"""The table of saying loads, and its narrower lists lie in the wider one."""

from tasks.extract.attribution.lexicon import lexicon


def test_lists_nest() -> None:
    words = lexicon()
    assert words.object <= words.speech <= words.verbs
    assert words.mental <= words.verbs
    assert not words.mental & words.speech


def test_lemmas_are_in_small_letters() -> None:
    words = lexicon()
    assert all(word.isalpha() and word == word.lower() for word in words.verbs | words.nouns)
