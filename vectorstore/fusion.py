"""Ranked lists as one: weighted scores (Bruch et al. 2023) or reciprocal ranks (Cormack et al. 2009)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

Ranked = Sequence[tuple[str, float]]
Method = Literal["scores", "ranks"]

_RANK_CONSTANT = 60


def fuse(
    lists: Mapping[str, Ranked],
    weights: Mapping[str, float],
    method: Method = "scores",
) -> dict[str, float]:
    """A score for every id in any list; each list is in falling order, with scores from 0 to about 1."""
    fused: dict[str, float] = defaultdict(float)
    for name, ranked in lists.items():
        weight = weights.get(name, 1.0)
        if method == "ranks":
            for rank, (id_, _) in enumerate(ranked, 1):
                fused[id_] += weight / (_RANK_CONSTANT + rank)
        else:
            for id_, score in ranked:
                fused[id_] += weight * max(0.0, score)
    return dict(fused)
