"""Chinese dates: 2026年3月2日, 3月30日至4月2日, 3月上旬, 一季度, 二〇〇六年五月二十三日, 去年."""

from __future__ import annotations

import re
from datetime import timedelta

from ingest.datespan import (
    NO_YEAR,
    Days,
    Reading,
    Rule,
    day_of,
    edge_of_month,
    month_of,
    months_of,
    quarters_of,
    reading,
    spanning,
    third_of_month,
)
from ingest.numerals import parse_numeral

_NUMBER = r"(?:\d{1,2}|[〇零一二三四五六七八九十廿卅]{1,3})"
_YEAR = (
    r"(?:(?:(?:1[89]|20|21)\d{2}|[一二][〇○Ｏ零一二三四五六七八九]{3})\s*年度?"
    r"|今年|本年度?|去年|(?<![追赶比跟])上年度?|上一年度?(?!级)|明年|前年|(?<!的)当年)"  # 毕业的当年 is any year
)
_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1}
_TO = r"\s*(?:至|到|[—–―－~～-]+)\s*"
# Not in the middle of a number; 社零2025年 is no number
_BEFORE = r"(?:(?<![\d.〇零一二三四五六七八九十])|(?<=[〇零一二三四五六七八九十])(?=(?:1[89]|2[01])\d\d\s*年))"
_THIRDS = {"上旬": 0, "初": 0, "中旬": 1, "中": 1, "下旬": 2, "底": 2, "末": 2}
_FIRST = ("头", "前", "开", "第", "最初")  # 前三天, 头一周, 开头两天, 第一周
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
# 三四月份, 三、四月, 3、4月: two months that follow one another
_PAIR = "|".join(
    rf"{m}\s*(?:月份?)?\s*[、和与及]\s*{m + 1}|{_MONTHS[m - 1]}(?:月份?)?[、和与及]{'?' if m < 9 else ''}{_MONTHS[m]}"
    for m in range(11, 0, -1)
)
_PART = r"上旬|中旬|下旬|初|底|末|中(?![旬国央共小])"


def _year(text: str | None, year: int | None) -> int | None:
    """The year a word names: of its own, relative to the text's year, or the text's year where it names none."""
    if text is None:
        return NO_YEAR if year is None else year
    if text[0] in _RELATIVE:
        return None if year is None else year + _RELATIVE[text[0]]
    value = parse_numeral(re.sub(r"\s*年度?$", "", text).replace("○", "〇"))
    return None if value is None else int(value)


def _int(text: str) -> int:
    value = parse_numeral(text)
    return 0 if value is None else int(value)


def _day(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    return reading(day_of(in_year, _int(match["month"]), _int(match["day"])), "day", match["year"] is not None)


def _days(match: re.Match[str], year: int | None) -> Reading | None:
    first_year = _year(match["year"], year)
    if first_year is None:
        return None
    month, last_month = _int(match["month"]), _int(match["month2"] or match["month"])
    last_year = _year(match["year2"], year) if match["year2"] else first_year + (last_month < month)
    if last_year is None:
        return None
    first = day_of(first_year, month, _int(match["day"]))
    last = day_of(last_year, last_month, _int(match["day2"]))
    return reading(spanning(first, last), "range", match["year"] is not None)


def _month(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    month, has_year = _int(match["month"]), match["year"] is not None
    if match["part"]:
        return reading(third_of_month(in_year, month, _THIRDS[match["part"]]), "part", has_year)
    return reading(month_of(in_year, month), "month", has_year)


def _edge(match: re.Match[str], year: int | None) -> Reading | None:
    """3月最后两天, 4月的头一周."""
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    count = _int(match["count"].replace("两", "二")) * (1 if match["unit"] in "天日" else 7)
    days = edge_of_month(in_year, _int(match["month"]), count, last=not match["edge"].startswith(_FIRST))
    return reading(days, "day" if count == 1 else "range", match["year"] is not None)


def _half(match: re.Match[str], year: int | None) -> Reading | None:
    """4月上半月, 4月下半月."""
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    days = edge_of_month(in_year, _int(match["month"]), 15, last=False)
    whole = month_of(in_year, _int(match["month"]))
    if days and whole and match["half"] == "下":
        days = days[1] + timedelta(days=1), whole[1]
    return reading(days, "part", match["year"] is not None)


def _two_months(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    numbers = re.findall(r"\d+|十[一二]?|[一二三四五六七八九]", match["pair"])
    return reading(months_of(in_year, _int(numbers[0]), _int(numbers[-1])), "range", match["year"] is not None)


def _months(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    first, last = _int(match["month"]), _int(match["month2"])
    days = months_of(in_year, first, last)
    if match["year2"]:
        last_year = _year(match["year2"], year)
        days = None if last_year is None else spanning(month_of(in_year, first), month_of(last_year, last))
    return reading(days, "range", match["year"] is not None)


def _part_of_year(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    return reading(_part_days(match["part"], in_year), "part", match["year"] is not None)


def _part_days(part: str, year: int) -> Days | None:
    """季度, 半年, 年初, 年底."""
    if "季" in part:
        count = {"首": 1, "头": 1}.get(part[0]) or _int(re.sub(r"[第前头个季度\s]", "", part).replace("两", "二"))
        return quarters_of(year, 1 if part[0] in "前头" else count, count)
    if "半年" in part:
        return months_of(year, 1, 6) if part[0] == "上" else months_of(year, 7, 12)
    return month_of(year, 1) if part.endswith("初") else month_of(year, 12)


def _whole_year(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    return None if in_year is None else reading(months_of(in_year, 1, 12), "year", True)


def _years(match: re.Match[str], year: int | None) -> Reading | None:
    first, last = _year(match["year"], year), _year(match["year2"], year)
    if first is None or last is None:
        return None
    return reading(spanning(months_of(first, 1, 12), months_of(last, 1, 12)), "range", True)


_HEAD = rf"(?:{_BEFORE}|(?=[今本去上明前当]))(?:(?P<year>{_YEAR})\s*的?\s*)?"
_MONTH = rf"(?P<month>{_NUMBER})\s*月份?"
CHINESE_RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"{_HEAD}{_MONTH}\s*(?P<day>{_NUMBER})\s*[日号]?{_TO}"
            rf"(?:(?P<year2>{_YEAR})\s*)?(?:(?P<month2>{_NUMBER})\s*月份?\s*)?(?P<day2>{_NUMBER})\s*[日号]"
        ),
        _days,
    ),
    (re.compile(rf"{_HEAD}{_MONTH}\s*(?P<day>{_NUMBER})\s*[日号]"), _day),
    (
        re.compile(
            rf"{_HEAD}(?P<month>{_NUMBER})\s*(?:月份?)?{_TO}(?:(?P<year2>{_YEAR})\s*)?(?P<month2>{_NUMBER})\s*月(?:份|(?!\s*\d))"
        ),
        _months,
    ),
    (re.compile(rf"{_HEAD}(?P<pair>{_PAIR})\s*(?:这?两个?)?月(?:份|(?!\s*\d))"), _two_months),
    (
        re.compile(
            rf"{_HEAD}{_MONTH}\s*的?\s*(?P<edge>最后|末尾?|开?头|前|最初|第(?=[一1]个?(?:周|星期)))的?(?P<count>{_NUMBER}|两)\s*个?(?P<unit>天|日|周|星期)"
        ),
        _edge,
    ),
    (re.compile(rf"{_HEAD}{_MONTH}\s*的?(?P<half>[上下])半月"), _half),
    (re.compile(rf"{_HEAD}{_MONTH}\s*(?P<part>{_PART})?"), _month),
    (
        re.compile(rf"{_BEFORE}(?P<year>(?:1[89]|20|21)\d{{2}}|{_YEAR}){_TO}(?P<year2>{_YEAR})"),
        _years,
    ),
    (
        re.compile(
            rf"{_HEAD}(?P<part>前[二三两23]个?季度|头[两三]个季度|(?:第\s*)?[一二三四1-4]\s*季度|首季度?|[上下]半年|(?<=年)初|年初|年[底末]|(?<=年)[底末])"
        ),
        _part_of_year,
    ),
    (re.compile(rf"(?:{_BEFORE}|(?=[今本去上明前当]))(?P<year>{_YEAR})"), _whole_year),
)
