"""Dates in Chinese, English and figures cover the right days; what is no date is not found."""

from datetime import date

import pytest

from ingest.dates import NO_YEAR, find_dates


def _brief(text: str, year: int | None = 2026) -> list[str]:
    """Each date as first..last precision."""
    return [f"{found.first}..{found.last} {found.precision}" for found in find_dates(text, year)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年3月2日", "2026-03-02..2026-03-02 day"),
        ("2026 年 3 月 2 日", "2026-03-02..2026-03-02 day"),
        ("3月2号干了什么", "2026-03-02..2026-03-02 day"),
        ("三月二十三日", "2026-03-23..2026-03-23 day"),
        ("二〇〇六年五月二十三日", "2006-05-23..2006-05-23 day"),
        ("二○○六年五月二十三日", "2006-05-23..2006-05-23 day"),
        ("3月23日至24日", "2026-03-23..2026-03-24 range"),
        ("3月23-24日", "2026-03-23..2026-03-24 range"),
        ("3月30日至4月2日", "2026-03-30..2026-04-02 range"),
        ("12月30日至1月2日", "2026-12-30..2027-01-02 range"),
        ("2025年12月30日—2026年1月2日", "2025-12-30..2026-01-02 range"),
        ("2026年3-4月大事记", "2026-03-01..2026-04-30 range"),
        ("3月至4月", "2026-03-01..2026-04-30 range"),
        ("2026年3月", "2026-03-01..2026-03-31 month"),
        ("三月份", "2026-03-01..2026-03-31 month"),
        ("3月上旬", "2026-03-01..2026-03-10 part"),
        ("3月中旬", "2026-03-11..2026-03-20 part"),
        ("2024年2月下旬", "2024-02-21..2024-02-29 part"),
        ("4月初", "2026-04-01..2026-04-10 part"),
        ("一季度", "2026-01-01..2026-03-31 part"),
        ("第一季度", "2026-01-01..2026-03-31 part"),
        ("前三季度", "2026-01-01..2026-09-30 part"),
        ("2025年四季度", "2025-10-01..2025-12-31 part"),
        ("上半年", "2026-01-01..2026-06-30 part"),
        ("2026-03-02", "2026-03-02..2026-03-02 day"),
        ("2026/3/2", "2026-03-02..2026-03-02 day"),
        ("2026.3.2", "2026-03-02..2026-03-02 day"),
        ("2026-03", "2026-03-01..2026-03-31 month"),
        ("2025年", "2025-01-01..2025-12-31 year"),
        ("2025年度", "2025-01-01..2025-12-31 year"),
        ("2025计划是多少", "2025-01-01..2025-12-31 year"),
        ("去年", "2025-01-01..2025-12-31 year"),
        ("今年3月2日", "2026-03-02..2026-03-02 day"),
        ("去年上半年", "2025-01-01..2025-06-30 part"),
        ("三四月份", "2026-03-01..2026-04-30 range"),
        ("三、四月", "2026-03-01..2026-04-30 range"),
        ("2025年11、12月", "2025-11-01..2025-12-31 range"),
        ("3月的最后两天", "2026-03-30..2026-03-31 range"),
        ("3月最后一天", "2026-03-31..2026-03-31 day"),
        ("四月头三天", "2026-04-01..2026-04-03 range"),
        ("4月第一周", "2026-04-01..2026-04-07 range"),
        ("4月下半月", "2026-04-16..2026-04-30 part"),
        ("2021—2035年", "2021-01-01..2035-12-31 range"),
        ("2026年至2030年", "2026-01-01..2030-12-31 range"),
    ],
)
def test_chinese_and_numeric(text: str, expected: str) -> None:
    assert _brief(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 2, 2026", "2026-03-02..2026-03-02 day"),
        ("on 2 March", "2026-03-02..2026-03-02 day"),
        ("the 2nd of March 2025", "2025-03-02..2025-03-02 day"),
        ("March twenty-third", "2026-03-23..2026-03-23 day"),
        ("Mar 23-24", "2026-03-23..2026-03-24 range"),
        ("March 23 to 24", "2026-03-23..2026-03-24 range"),
        ("between March 30 and April 2, 2026", "2026-03-30..2026-04-02 range"),
        ("30 March to 2 April", "2026-03-30..2026-04-02 range"),
        ("March 23 and 24", "2026-03-23..2026-03-24 range"),
        ("in March 2026", "2026-03-01..2026-03-31 month"),
        ("what happened in march?", "2026-03-01..2026-03-31 month"),
        ("the April events", "2026-04-01..2026-04-30 month"),
        ("March to April 2026", "2026-03-01..2026-04-30 range"),
        ("early April", "2026-04-01..2026-04-10 part"),
        ("the end of April", "2026-04-21..2026-04-30 part"),
        ("mid-March", "2026-03-11..2026-03-20 part"),
        ("the last two days of March", "2026-03-30..2026-03-31 range"),
        ("the last day of February 2024", "2024-02-29..2024-02-29 day"),
        ("the first week of April", "2026-04-01..2026-04-07 range"),
        ("the second half of April", "2026-04-16..2026-04-30 range"),
        ("in the first quarter", "2026-01-01..2026-03-31 part"),
        ("Q2 2025", "2025-04-01..2025-06-30 part"),
        ("the first half of 2025", "2025-01-01..2025-06-30 part"),
        ("in 2025", "2025-01-01..2025-12-31 year"),
        ("twenty twenty-five", "2025-01-01..2025-12-31 year"),
        ("last year", "2025-01-01..2025-12-31 year"),
        ("2025's plan", "2025-01-01..2025-12-31 year"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert _brief(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2月30日", "3.2", "第3期", "3个月", "February 30", "2025个", "2000场次", "约2025.5亿元", "平政〔2026〕6号",
        "32个", "三年行动", "they march on", "it may be", "0375—2665989", "13月2日", "GIS2025A", "12345热线", "五年",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert find_dates(text, 2026) == []


def test_several_in_order_with_offsets() -> None:
    text = "于2026年3月31日前报送，并分别于3月31日、6月30日和12月31日前报告上半年情况"
    found = find_dates(text, 2026)
    assert [text[date.start : date.end] for date in found] == [date.verbatim for date in found]
    assert [date.verbatim for date in found] == ["2026年3月31日", "3月31日", "6月30日", "12月31日", "上半年"]
    assert [date.has_year for date in found] == [True, False, False, False, False]


def test_without_a_year() -> None:
    (found,) = find_dates("2月29日")
    assert found.first == date(NO_YEAR, 2, 29)
    assert not found.has_year
    assert find_dates("去年") == []
