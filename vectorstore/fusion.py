"""Ranked lists as one: weighted normalised scores (Bruch et al. 2023) or reciprocal ranks (Cormack et al. 2009)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

Ranked = Sequence[tuple[str, float]]
Method = Literal["scores", "ranks"]

_RANK_CONSTANT = 60


def _normalised(ranked: Ranked, floor: float | None) -> dict[str, float]:
    """Scores from 0 (the floor, or the lowest of the list) to 1 (the best)."""
    if not ranked:
        return {}
    top = ranked[0][1]
    low = min(score for _, score in ranked) if floor is None else floor
    return {id_: (score - low) / (top - low) if top > low else 1.0 for id_, score in ranked}


def fuse(
    lists: Mapping[str, Ranked],
    weights: Mapping[str, float],
    floors: Mapping[str, float],
    method: Method = "scores",
) -> dict[str, float]:
    """A score for every id in any list; each list is in falling order of score."""
    fused: dict[str, float] = defaultdict(float)
    for name, ranked in lists.items():
        weight = weights.get(name, 1.0)
        if method == "ranks":
            for rank, (id_, _) in enumerate(ranked, 1):
                fused[id_] += weight / (_RANK_CONSTANT + rank)
        else:
            for id_, score in _normalised(ranked, floors.get(name)).items():
                fused[id_] += weight * score
    return dict(fused)
