"""The loop: parts and weights of tokens are moved until texts that belong together are each other's nearest."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from vectorstore.models.batches import Batch, Batches, Ids
from vectorstore.models.composition import Composition
from vectorstore.models.initial import composed

if TYPE_CHECKING:
    from torch import Tensor

_WARM_UP = 50
_MASKED = -1e4


@dataclass(frozen=True)
class Recipe:
    """What the figures depend on."""

    dimension: int = 640
    chinese_words: int = 16_000
    epochs: int = 4
    rate: float = 0.01
    weight_rate: float = 0.01
    scale: float = 20.0
    passes: int = 6
    seed: int = 1


class Learner:
    """The vectors of all parts and the logarithm of every token's weight."""

    def __init__(
        self, parts: NDArray[np.float32], weights: NDArray[np.float32], composition: Composition, recipe: Recipe
    ) -> None:
        torch.manual_seed(recipe.seed)
        self._composition, self._recipe = composition, recipe
        self._parts = torch.nn.Parameter(torch.from_numpy(parts))
        self._weights = torch.nn.Parameter(torch.from_numpy(np.log(weights)))
        self._optimizers = (
            torch.optim.SparseAdam([self._parts], lr=recipe.rate),
            torch.optim.Adam([self._weights], lr=recipe.weight_rate),
        )

    def learn(self, batches: Batches, report: Callable[[int, float], None]) -> None:
        """All epochs; `report` gets the epoch and its mean loss."""
        step = 0
        for epoch in range(self._recipe.epochs):
            drawn = batches.epoch()
            losses = []
            for batch in drawn:
                losses.append(self._step(batch, step / (len(drawn) * self._recipe.epochs), step))
                step += 1
            report(epoch, math.fsum(losses) / len(losses))

    def rows(self) -> NDArray[np.float32]:
        """One vector a token."""
        parts = self._parts.detach().numpy()
        weights = np.exp(self._weights.detach().numpy())
        rows: NDArray[np.float32] = composed(parts, self._composition, len(weights)) * weights[:, None]
        return rows

    def _step(self, batch: Batch, progress: float, step: int) -> float:
        """One update; the rate rises for a while and then falls evenly."""
        share = min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - progress)
        for optimizer, rate in zip(self._optimizers, (self._recipe.rate, self._recipe.weight_rate), strict=True):
            optimizer.param_groups[0]["lr"] = rate * share
            optimizer.zero_grad()
        loss = self._loss(batch)
        loss.backward()  # type: ignore[no-untyped-call]
        for optimizer in self._optimizers:
            optimizer.step()  # type: ignore[no-untyped-call]
        return float(loss.item())

    def _loss(self, batch: Batch) -> Tensor:
        """Cross entropy over the batch in both directions; texts that occur twice are no negatives of each other."""
        vectors = self._encode(batch.left + batch.right)
        scores = vectors[: len(batch.left)] @ vectors[len(batch.left) :].T * self._recipe.scale
        scores = scores.masked_fill(torch.from_numpy(_twins(batch.left) | _twins(batch.right)), _MASKED)
        truth = torch.arange(len(batch.left))
        return (functional.cross_entropy(scores, truth) + functional.cross_entropy(scores.T, truth)) / 2

    def _encode(self, texts: list[Ids]) -> Tensor:
        """Normalised sums; only the rows of tokens that occur are composed."""
        tokens, places = np.unique(np.concatenate(texts), return_inverse=True)
        ids, weights, starts = map(torch.from_numpy, self._composition.of(tokens))
        rows = functional.embedding_bag(ids, self._parts, starts, mode="sum", per_sample_weights=weights, sparse=True)
        rows = rows * torch.exp(self._weights[torch.from_numpy(tokens)])[:, None]
        sizes = np.array([len(text) for text in texts])
        starts = torch.from_numpy(np.cumsum(sizes) - sizes)
        return functional.normalize(
            functional.embedding_bag(torch.from_numpy(places.ravel()), rows, starts, mode="sum"), dim=1
        )


def _twins(texts: list[Ids]) -> NDArray[np.bool_]:
    """Which texts are equal, the diagonal left out."""
    numbers: dict[bytes, int] = {}
    keys = np.array([numbers.setdefault(text.tobytes(), len(numbers)) for text in texts])
    same: NDArray[np.bool_] = keys[:, None] == keys[None, :]
    np.fill_diagonal(same, val=False)
    return same
