"""Intervals and significance."""

from __future__ import annotations

import pytest

from eval.stats import bootstrap, interval, loss_p, median, paired_p


def test_an_all_right_sample_is_not_certain() -> None:
    low, high = interval([1.0] * 20)
    assert 0.8 < low < 0.9
    assert high == 1.0


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.1, 0.5, 0.9, 0.7, 0.3, 0.6]
    low, high = interval(values)
    assert low < sum(values) / len(values) < high
    assert interval(values) == (low, high)


def test_a_single_value_is_its_own_interval() -> None:
    assert bootstrap([3.0], median) == (3.0, 3.0)


def test_one_sided_losses_are_significant_and_exchanges_are_not() -> None:
    assert loss_p(5, 0) < 0.05 < loss_p(4, 0)
    assert loss_p(6, 5) > 0.05
    assert loss_p(0, 0) == 1.0


def test_paired_runs() -> None:
    before = [1.0] * 40
    assert paired_p(before, before) == 1.0
    assert paired_p(before, [0.0] * 10 + [1.0] * 30) < 0.01
    assert paired_p(before, [0.0] + [1.0] * 39) == 1.0
    assert paired_p(before, [0.0] * 5 + [1.0] * 35) == pytest.approx(2 / 2**5)  # exact: all five the same way
