"""A found date and the arithmetic of its first and last day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "year", "range", "part"]
Days = tuple[date, date]
Reading = tuple[date, date, Precision, bool]  # first, last, precision, has_year
# A pattern with what reads its match: the text's own year is given for dates that name none; None is no date
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], int | None], Reading | None]]

NO_YEAR = 2000  # stands for the year of a date that has none; a leap year, so that 2月29日 stays a date


@dataclass(frozen=True, slots=True)
class FoundDate:
    """The days a written date covers; without a year (`has_year` false) they lie in the year given, else in NO_YEAR."""

    first: date
    last: date
    start: int
    end: int
    verbatim: str
    precision: Precision
    has_year: bool


def day_of(year: int, month: int, day: int) -> Days | None:
    """One day, None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def month_of(year: int, month: int) -> Days | None:
    """All days of a month."""
    return months_of(year, month, month)


def months_of(year: int, first: int, last: int) -> Days | None:
    """From the first day of one month to the last day of another; a last month before the first is in the next year."""
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    last_year = year + 1 if last < first else year
    return date(year, first, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])


def third_of_month(year: int, month: int, third: int) -> Days | None:
    """上旬, 中旬, 下旬 (0, 1, 2): days 1 to 10, 11 to 20, 21 to the end."""
    whole = month_of(year, month)
    if whole is None:
        return None
    last = whole[1].day if third == 2 else 10 * third + 10
    return date(year, month, 10 * third + 1), date(year, month, last)


def edge_of_month(year: int, month: int, count: int, *, last: bool) -> Days | None:
    """The first or the last so many days of a month."""
    whole = month_of(year, month)
    if whole is None or not 1 <= count <= whole[1].day:
        return None
    return (whole[1] - timedelta(days=count - 1), whole[1]) if last else (whole[0], whole[0].replace(day=count))


def quarters_of(year: int, first: int, last: int) -> Days | None:
    """Quarters 1 to 4, both included."""
    return months_of(year, 3 * first - 2, 3 * last) if 1 <= first <= last <= 4 else None


def spanning(first: Days | None, last: Days | None) -> Days | None:
    """From the first day of one stretch to the last of a later one."""
    if first is None or last is None or last[1] < first[0]:
        return None
    return first[0], last[1]


def reading(days: Days | None, precision: Precision, has_year: bool) -> Reading | None:
    """A reading of days that exist."""
    return None if days is None else (*days, precision, has_year)
