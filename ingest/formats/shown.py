"""Spreadsheet values as the sheet shows them: percentages, decimals, thousands, dates."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_DATE_PART = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|上午/下午|am/pm", re.I)
_DECIMALS = re.compile(r"\.(0+)")


def shown(value: object, number_format: str) -> str:
    """A cell's value in its number format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return _date(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    pattern = _LITERAL.sub("", number_format.split(";")[0])
    if value != value or value in (float("inf"), float("-inf")) or abs(value) >= 1e15:
        return str(value)
    exact = Decimal(f"{value:.15g}")  # as exact as a sheet is: 0.1 + 0.2 is 0.3
    percent = "%" in pattern
    if percent:
        exact *= 100
    if "0" in pattern and "E" not in pattern.upper() and "?/" not in pattern:
        decimals = _DECIMALS.search(pattern)
        exact = exact.quantize(Decimal(1).scaleb(-len(decimals[1]) if decimals else 0), ROUND_HALF_UP)
    text = f"{exact:,f}" if "," in pattern else f"{exact:f}"
    if "." in text and not _DECIMALS.search(pattern):
        text = text.rstrip("0").rstrip(".")
    return _with_literals(text + "%" * percent, number_format)


def _with_literals(text: str, number_format: str) -> str:
    """A number with the words its format puts before or after, such as 万元."""
    section = number_format.split(";")[0]
    digits = re.search(r'(?<!["\\])[0#][0#,.]*%?', section)
    if digits is None or section == "General":
        return text
    before, after = section[: digits.start()], section[digits.end() :]
    words = ["".join(a or b for a, b in _LITERAL.findall(part)) for part in (before, after)]
    return f"{words[0]}{text}{words[1]}"


def _date(value: dt.datetime | dt.date | dt.time, number_format: str) -> str:
    section = number_format.split(";")[0]
    pattern = re.sub(r"\[[^\]]*\]", "", section).replace('"', "").replace("\\", "").replace("@", "")
    if not _DATE_PART.search(pattern) or isinstance(value, dt.time):
        return value.isoformat(sep=" ") if isinstance(value, dt.datetime) else value.isoformat()
    if "年" not in pattern and isinstance(value, dt.datetime):
        at_midnight = value.time() == dt.time()
        return value.date().isoformat() if at_midnight else value.isoformat(sep=" ", timespec="minutes")
    return _DATE_PART.sub(lambda part: _part(value, part[0].lower()), pattern)


def _part(value: dt.datetime | dt.date, part: str) -> str:
    hour, minute_second = getattr(value, "hour", 0), getattr(value, "second", 0)
    numbers = {"yyyy": value.year, "yy": value.year % 100, "m": value.month, "mm": value.month, "mmm": value.month}
    numbers |= {"d": value.day, "dd": value.day, "h": hour, "hh": hour, "s": minute_second, "ss": minute_second}
    number = numbers.get(part)
    if number is None:
        return ""
    return f"{number:02d}" if part in ("yy", "mm", "dd", "hh", "ss") else str(number)
