"""Judge which PLOVER type a predicate states, with a small model trained on our own sentences."""

from tasks.extract.model.judge import LABELS, judge, judge_sentence

__all__ = ["LABELS", "judge", "judge_sentence"]
