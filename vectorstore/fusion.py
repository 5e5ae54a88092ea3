"""Ranked lists as points of ids: their scores (Bruch et al. 2023) or reciprocal ranks (Cormack et al. 2009)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Ranked = Sequence[tuple[str, float]]
Method = Literal["scores", "ranks"]

_RANK_CONSTANT = 60


def points(
    lists: Mapping[str, Ranked], method: Method = "scores", cut: int | None = None
) -> dict[str, dict[str, float]]:
    """By id its points in each list; lists are in falling order, with scores from 0 to about 1.

    A list of `cut` ids was cut there: what it lacks gets its last points, as how far below it stood is not known.
    """
    parts = {name: _points(ranked, method) for name, ranked in lists.items()}
    last = {name: min(found.values()) if found and len(found) == cut else 0.0 for name, found in parts.items()}
    ids = dict.fromkeys(id_ for found in parts.values() for id_ in found)
    return {id_: {name: found.get(id_, last[name]) for name, found in parts.items()} for id_ in ids}


def _points(ranked: Ranked, method: Method) -> dict[str, float]:
    if method == "ranks":
        return {id_: _RANK_CONSTANT / (_RANK_CONSTANT + rank) for rank, (id_, _) in enumerate(ranked, 1)}
    return {id_: max(0.0, score) for id_, score in ranked}
