"""Judge which PLOVER type a word states and who takes part, with a small network trained on our own sentences."""

from tasks.extract.model.judge import LABELS, Parts, judge, judge_sentence, parts_of

__all__ = ["LABELS", "Parts", "judge", "judge_sentence", "parts_of"]
