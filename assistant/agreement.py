"""Whether two places say the same: figures with their qualifiers, levels of government, stages of work."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.figures import Figure, find_figures, qualifiers, same_figure

_LEVELS = ("国家级", "国家", "省级", "省", "市级", "县级")
_STAGES = ("前期", "谋划", "开工", "在建", "主体完工", "竣工", "建成", "通车", "投产", "并网")


def agreement(first: str, second: str) -> str | None:
    """ "same" or "differ" for the figures of two texts; None where they share no unit."""
    a, b = find_figures(first), find_figures(second)
    for one in a:
        for other in b:
            if same_figure(one, other):
                return "same" if _sense(one) == _sense(other) else "differ"
    if any(one.base_unit and one.base_unit == other.base_unit for one in a for other in b):
        return "differ"
    return None


def _sense(figure: Figure) -> frozenset[str]:
    return frozenset(qualifiers(figure.qualifier))


def levels_differ(first: str, second: str) -> bool:
    """Whether two texts name different levels of government or stages of work for one thing."""
    return any(
        (mine := {word for word in words if word in first})
        and (theirs := {word for word in words if word in second})
        and not mine & theirs
        for words in (_LEVELS, _STAGES)
    )


def stated(figures: Sequence[Figure]) -> set[str]:
    """The values of some figures in plain form."""
    return {format(figure.value.normalize(), "f") for figure in figures}
