"""Confidence intervals, paired significance, and the least of a function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SEED = 20260301
_RESAMPLES = 2000
_PERMUTATIONS = 9999
Values = NDArray[np.float64]


def _scipy() -> Any:
    """scipy.stats, which takes a second to import and has no types."""
    from scipy import stats

    return stats


def least(loss: Callable[[Values], tuple[float, Values]], size: int) -> Values:
    """Where a smooth function of `size` numbers, given with its slope, is least; found from zero by L-BFGS-B."""
    from scipy.optimize import minimize

    found: Values = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B").x  # type: ignore[no-untyped-call]
    return found


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95% interval of a mean: bootstrap (percentile), or Wilson's for shares.

    Where every question comes out the same, resampling would call the share certain; Wilson's interval does not.
    """
    if set(values) <= {0.0, 1.0}:
        return _share_interval(int(sum(values)), len(values))
    return bootstrap(values, np.mean)


def bootstrap(values: Sequence[float], statistic: Callable[..., Any]) -> tuple[float, float]:
    """The 95% bootstrap interval of a statistic that takes `axis`."""

    sample = np.asarray(values, dtype=np.float64)
    if len(sample) < 2:
        return float(sample[0]), float(sample[0])
    found = _scipy().bootstrap(
        (sample,), statistic, n_resamples=_RESAMPLES, method="percentile", rng=np.random.default_rng(_SEED)
    )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def median(values: Values | Sequence[float], axis: int = -1) -> Any:
    return np.percentile(values, 50, axis=axis)


def p95(values: Values | Sequence[float], axis: int = -1) -> Any:
    return np.percentile(values, 95, axis=axis)


def paired_p(before: Sequence[float], after: Sequence[float]) -> float:
    """How likely a mean difference of this size is if the two runs are alike (two-sided permutation of the pairs)."""
    changed = [(new, old) for old, new in zip(before, after, strict=True) if old != new]
    if len(changed) < 2:
        return 1.0
    # Exchanging equal values changes nothing: without them the test is exact for up to 13 changes.
    pairs = np.asarray(changed, dtype=np.float64).T
    found = _scipy().permutation_test(
        pairs,
        lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples",
        n_resamples=_PERMUTATIONS,
        vectorized=True,
        rng=np.random.default_rng(_SEED),
    )
    return float(found.pvalue)


def loss_p(lost: int, gained: int) -> float:
    """How likely it is to lose so many and gain so few if losing and gaining are equally likely (sign test)."""
    return float(_scipy().binomtest(gained, lost + gained, 0.5, alternative="less").pvalue) if lost + gained else 1.0


def _share_interval(hits: int, total: int) -> tuple[float, float]:
    found = _scipy().binomtest(hits, total).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
