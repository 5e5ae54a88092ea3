"""Dates of a text in order, Chinese, English or in figures, each with the days it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.chinese_dates import CHINESE_RULES
from ingest.datespan import NO_YEAR, FoundDate, Reading, Rule, day_of, month_of, months_of, reading, spanning
from ingest.english_dates import ENGLISH_RULES
from ingest.measures import SCALE, UNIT

__all__ = ["NO_YEAR", "FoundDate", "find_dates"]


def _numeric_day(match: re.Match[str], _: int | None) -> Reading | None:
    return reading(day_of(int(match["y"]), int(match["m"]), int(match["d"])), "day", True)


def _numeric_month(match: re.Match[str], _: int | None) -> Reading | None:
    return reading(month_of(int(match["y"]), int(match["m"])), "month", True)


def _numeric_years(match: re.Match[str], _: int | None) -> Reading | None:
    first, last = int(match["y"]), int(match["y2"])
    return reading(spanning(months_of(first, 1, 12), months_of(last, 1, 12)), "range", first < last)


def _bare_year(match: re.Match[str], _: int | None) -> Reading | None:
    return reading(months_of(int(match["y"]), 1, 12), "year", True)


_BARE = r"(?<![\dA-Za-z.,:/—–-])(?P<y>19[4-9]\d|20\d{2})"
# 2025 is a year unless it counts something, is part of a larger number or of a document number 〔2026〕6号
_ENDS_YEAR = (
    rf"(?![\dA-Za-z]|[.,:/]\d|[%％‰]|\s*[余多]?(?:{SCALE}|{UNIT})|[〕）)\]】]\s*第?\s*\d+\s*号"
    r"|\s+(?:yuan|tonnes?|tons?|people|households|projects|mu|km|kilomet|hectares|units|million|billion))"
)
_NUMERIC_FIRST: tuple[Rule, ...] = (
    (
        re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d{2})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?![\d.]\d|\d)"),
        _numeric_day,
    ),
    (re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d{2})[-/](?P<m>0[1-9]|1[0-2])(?![\d/年-])"), _numeric_month),
)
_NUMERIC_LAST: tuple[Rule, ...] = (
    (re.compile(_BARE + rf"\s*(?:to|至|到|[—–~～-]+)\s*(?P<y2>20\d{{2}}){_ENDS_YEAR}"), _numeric_years),
    (re.compile(_BARE + _ENDS_YEAR), _bare_year),
)
_LATIN = re.compile(r"[A-Za-z]")


def find_dates(text: str, year: int | None = None) -> list[FoundDate]:
    """The dates of a text from left to right; `year` stands in where a date has none, and 今年 is that year.

    A date that the calendar does not have (2月30日) is no date, nor is any part of it.
    """
    taken = bytearray(len(text))
    found: list[FoundDate] = []
    for pattern, read in _rules(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            if days := read(match, year):
                found.append(FoundDate(days[0], days[1], start, end, match[0], days[2], days[3]))
    return sorted(found, key=lambda date: date.start)


def _rules(text: str) -> Iterator[Rule]:
    """The rules of the scripts that a text has; earlier ones take their characters first, so that a longer form is
    never read as a shorter one."""
    yield from _NUMERIC_FIRST
    if not text.isascii():
        yield from CHINESE_RULES
    if _LATIN.search(text):
        yield from ENGLISH_RULES
    yield from _NUMERIC_LAST
