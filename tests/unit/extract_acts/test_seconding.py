"""The model's second opinion on the lexicon's acts."""

from spacy.tokens import Span, Token

from tasks.extract.acts.seconding import seconded
from tasks.extract.parse import model

SENTENCE = "Norway condemned the arrest of two editors."


class Opinion:
    """Give the same verdict for word and clause."""

    def __init__(self, **verdict: float) -> None:
        self.verdict = {"ACCUSE": 0.0, "REJECT": 0.0, "none": 0.0} | verdict

    def judge(self, trigger: Token) -> dict[str, float]:
        return self.verdict

    def judge_sentence(self, sentence: Span) -> dict[str, float]:
        return self.verdict


def confidence(certainty: float, **verdict: float) -> float:
    doc = model()(SENTENCE)
    return seconded(Opinion(**verdict), "ACCUSE", certainty, doc[1], doc[:])


def test_agreement_is_surer_than_disagreement() -> None:
    assert confidence(0.8, ACCUSE=0.9, REJECT=0.1) > 0.8
    assert confidence(0.8, ACCUSE=0.05, REJECT=0.9) < 0.6


def test_confidence_rises_with_the_lexicons_certainty() -> None:
    assert confidence(0.9, ACCUSE=0.5, REJECT=0.5) > confidence(0.5, ACCUSE=0.5, REJECT=0.5)


def test_a_silent_model_leaves_a_probability() -> None:
    assert 0 < confidence(0.5) < 0.2
