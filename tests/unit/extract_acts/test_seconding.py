"""What lexicon and network make of an act together."""

import numpy as np
import pytest
from spacy.tokens import Token

from tasks.extract.acts.matching import is_listed_as_none
from tasks.extract.acts.partaking import may_partake, partakers
from tasks.extract.acts.seconding import Opinion, weighed
from tasks.extract.acts.unlisted import unlisted
from tasks.extract.model import LABELS, Parts
from tasks.extract.parse import model

SENTENCE = "Norway condemned the arrest of two editors by Chad."


class Says:
    """Give the same verdict for every word, or another for some."""

    def __init__(self, words: dict[str, dict[str, float]] | None = None, **verdict: float) -> None:
        self.words = words or {}
        self.verdict = verdict

    def judge(self, trigger: Token) -> dict[str, float]:
        return dict.fromkeys(LABELS, 0.0) | self.words.get(trigger.text, self.verdict)

    def parts_of(self, trigger: Token) -> Parts:
        nobody = np.zeros(len(trigger.sent), dtype=np.float32)
        return Parts(trigger.sent.start, nobody, nobody)


def opinion(certainty: float, **verdict: float) -> Opinion:
    return weighed(Says(**verdict), model()(SENTENCE)[1], "ACCUSE", certainty)


def test_agreement_is_surer_than_disagreement() -> None:
    agreed, doubted = opinion(0.8, ACCUSE=0.9, REJECT=0.1), opinion(0.8, ACCUSE=0.4, REJECT=0.6)
    assert agreed.type == doubted.type == "ACCUSE"
    assert agreed.confidence > doubted.confidence


def test_a_network_that_is_sure_overrules_the_lexicon() -> None:
    assert opinion(0.5, ACCUSE=0.02, REJECT=0.98).type == "REJECT"
    assert opinion(0.5, ACCUSE=0.30, REJECT=0.70).type == "ACCUSE"


def test_confidence_rises_with_the_lexicons_certainty() -> None:
    assert opinion(0.9, ACCUSE=0.5, REJECT=0.5).sure > opinion(0.5, ACCUSE=0.5, REJECT=0.5).sure


def test_what_the_network_takes_for_nothing_is_idle() -> None:
    assert opinion(0.8, none=0.999).idle > 0.75
    assert opinion(0.8, ACCUSE=0.9, none=0.1).idle < 0.5


def test_what_is_told_in_passing_has_less_confidence() -> None:
    doc = model()("The man who shelled Oslo met the king.")
    judge = Says(ASSAULT=0.9, none=0.1)
    shelled, met = (next(t for t in doc if t.text == word) for word in ("shelled", "met"))
    assert weighed(judge, shelled).confidence < weighed(judge, met).confidence


def test_words_that_only_the_network_knows_are_found_surest_first() -> None:
    judge = Says({"condemned": {"ACCUSE": 0.97}, "arrest": {"COERCE": 1.0}}, none=1.0)
    found = unlisted(model()(SENTENCE)[:], judge, set(), set(), most=0.7)
    assert [(token.text, seen.type) for token, seen in found] == [
        ("condemned", "ACCUSE"),
        ("arrest", "COERCE"),
    ]


def test_a_word_that_stands_for_an_act_already_is_not_read_again() -> None:
    judge = Says(ACCUSE=1.0)
    found = {token.text for token, _ in unlisted(model()(SENTENCE)[:], judge, {1}, set(), most=0.5)}
    assert not found & {"condemned", "arrest"}


def test_what_our_rules_refuse_is_not_read_again() -> None:
    judge = Says({"condemned": {"ACCUSE": 1.0}}, none=1.0)
    assert unlisted(model()(SENTENCE)[:], judge, set(), {1}, most=0.9) == []


@pytest.mark.parametrize(
    "text", ["The firm sells houses.", "The fighters are ready to continue fighting for their homeland."]
)
def test_what_is_listed_as_no_act_stays_untold(text: str) -> None:
    sentence = model()(text)[:]
    assert any(is_listed_as_none(token) for token in sentence)
    found = unlisted(sentence, Says(COOPERATE=1.0), set(), set(), most=0.9)
    assert not {token.text for token, _ in found} & {"sells", "ready"}


def test_partakers_are_heads_of_phrases() -> None:
    doc = model()("Two elderly editors of a weekly were jailed by Chad.")
    shares = np.zeros(len(doc), dtype=np.float32)
    shares[[0, 1, 2]] = 0.9
    assert [token.text for token in partakers(doc[7], shares, 0)] == ["editors"]


def test_nobody_partakes_where_the_network_sees_nobody() -> None:
    doc = model()(SENTENCE)
    assert partakers(doc[1], np.zeros(len(doc), dtype=np.float32), 0) == []


def test_who_has_surely_no_part_is_not_believed() -> None:
    doc = model()(SENTENCE)
    shares = np.zeros(len(doc), dtype=np.float32)
    shares[0] = 0.9
    parts = Parts(0, shares, np.zeros_like(shares))
    assert may_partake(doc[0:1], parts)
    assert not may_partake(doc[5:7], parts)
