"""English dates: March 2, 2026; 2 March; Mar 23-24; early April; first quarter; last year."""

from __future__ import annotations

import re
from calendar import monthrange

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
from ingest.numerals import parse_english_numeral

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = rf"(?:{'|'.join(_MONTH_NAMES)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:twenty|thirty)[\s-](?:{_ONES})|{_ONES}|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)(?![\d%]|\.\d)"
)
_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_YEAR_WORDS = (
    r"(?:(?:twenty|nineteen)[\s-](?:twenty|thirty|[a-z]{3,5}teen|ten|eleven|twelve|[a-z]{3,5}ty)"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|(?:this|last|next|the\s+previous)\s+year)\b"
)
_YEAR = rf"(?:(?:19|20)\d{{2}}\b|{_YEAR_WORDS})"
_OF_YEAR = rf"(?:,?\s*(?:of\s+|in\s+)?(?P<year>{_YEAR}))?"
_TO = r"\s*(?:to|through|until|till|and|[-–—~])\s*"
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_OPENING = frozenset(("first", "opening", "1st"))
_RELATIVE = {"this": 0, "last": -1, "the": -1, "next": 1}
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}


def _year(text: str | None, year: int | None) -> int | None:
    """The year a word names, the text's own year where it names none."""
    if text is None:
        return NO_YEAR if year is None else year
    word = text.casefold().split()[0]
    if word in _RELATIVE:
        return None if year is None else year + _RELATIVE[word]
    value = parse_english_numeral(text)
    return int(value) if value is not None and 1800 <= value < 2200 else None


def _month_number(name: str) -> int:
    return _MONTHS[name[:3].casefold()]


def _number(text: str) -> int:
    value = parse_english_numeral(text)
    return 0 if value is None else int(value)


def _day(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    days = day_of(in_year, _month_number(match["month"]), _number(match["day"]))
    return reading(days, "day", match["year"] is not None)


def _days(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    groups = match.groupdict()
    last_month = _month_number(groups.get("month2") or match["month"])
    month = _month_number(match["month"]) if match["month"] else last_month
    first = day_of(in_year - (last_month < month), month, _number(match["day"]))
    last = day_of(in_year, last_month, _number(match["day2"]))
    return reading(spanning(first, last), "range", match["year"] is not None)


def _months(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    days = months_of(in_year, _month_number(match["month"]), _month_number(match["month2"]))
    return reading(days, "range", match["year"] is not None)


def _month_of(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    return reading(month_of(in_year, _month_number(match["month"])), "month", match["year"] is not None)


def _lone_month(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = NO_YEAR if year is None else year
    return reading(month_of(in_year, _month_number(match["month"])), "month", False)


def _third(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    third = _THIRDS[re.split(r"[\s-]", match["third"].casefold())[0]]
    days = third_of_month(in_year, _month_number(match["month"]), third)
    return reading(days, "part", match["year"] is not None)


def _edge(match: re.Match[str], year: int | None) -> Reading | None:
    """The last two days of March, the first week of April."""
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    count = _number(match["count"]) if match["count"] else 1
    count *= {"d": 1, "w": 7, "f": 14, "h": 15}[match["unit"][0].casefold()]
    month = _month_number(match["month"])
    last = match["edge"].casefold() not in _OPENING
    if last and count == 15:  # the second half begins on the 16th
        count = monthrange(in_year, month)[1] - 15
    days = edge_of_month(in_year, month, count, last=last)
    return reading(days, "day" if count == 1 else "range", match["year"] is not None)


def _part_of_year(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    if in_year is None:
        return None
    return reading(_part_days(match, in_year), "part", match["year"] is not None)


def _part_days(match: re.Match[str], year: int) -> Days | None:
    if match["q"]:
        return quarters_of(year, int(match["q"]), int(match["q"]))
    if match["upto"]:
        return quarters_of(year, 1, 3 if match["upto"].casefold() in {"three", "3"} else 2)
    order = _ORDER[match["order"].casefold()]
    if match["kind"].casefold() == "quarter":
        return quarters_of(year, order, order)
    return months_of(year, 1, 6) if order == 1 else months_of(year, 7, 12)


def _whole_year(match: re.Match[str], year: int | None) -> Reading | None:
    in_year = _year(match["year"], year)
    return None if in_year is None else reading(months_of(in_year, 1, 12), "year", True)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z\d]){pattern}", re.IGNORECASE)


def _ranges(before: str, to: str) -> tuple[Rule, ...]:
    """March 23 to April 2; 23 to 24 March; March to April."""
    day_last = (
        rf"(?P<month>{_MONTH})\s*(?:the\s+)?(?P<day>{_DAY}){to}(?:(?P<month2>{_MONTH})\s*)?"
        rf"(?:the\s+)?(?P<day2>{_DAY})"
    )
    day_first = (
        rf"(?P<day>{_DAY})(?:\s*(?:of\s+)?(?P<month>{_MONTH}))?{to}(?:the\s+)?(?P<day2>{_DAY})"
        rf"\s*(?:of\s+)?(?P<month2>{_MONTH})"
    )
    return (
        (_rule(rf"{before}{day_last}\b{_OF_YEAR}"), _days),
        (_rule(rf"{before}{day_first}\b{_OF_YEAR}"), _days),
        (_rule(rf"{before}(?P<month>{_MONTH}){to}(?P<month2>{_MONTH})\b{_OF_YEAR}"), _months),
    )


_QUARTER = (
    r"(?:(?:the\s+)?(?P<order>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?P<kind>quarter|half)"
    r"(?:\s+of\s+(?:the|this)\s+year\b(?!\s+\d))?|(?:the\s+)?first\s+(?P<upto>two|three|2|3)\s+quarters|Q(?P<q>[1-4]))"
)
# "march" and "may" are also verbs, and "mar", "dec" stand in other words
_SURE = r"(?:january|february|april|june|july|august|september|october|november|december)"
_AFTER = "|".join(rf"(?<=\b{word}\s)" for word in ("in", "of", "by", "during", "since", "until", "throughout", "both"))
ENGLISH_RULES: tuple[Rule, ...] = (
    *_ranges("", r"\s*(?:to|through|until|till|[-–—~])\s*"),
    *_ranges(r"(?<=\bbetween\s)", r"\s+and\s+"),
    (_rule(rf"(?P<month>{_MONTH})\s*(?P<day>{_DAY})\s+and\s+(?P<day2>{_DAY})\b{_OF_YEAR}"), _days),
    (_rule(rf"(?P<month>{_MONTH})\s*(?:the\s+)?(?P<day>{_DAY})\b{_OF_YEAR}"), _day),
    (_rule(rf"(?P<day>{_DAY})\s*(?:of\s+)?(?P<month>{_MONTH})\b{_OF_YEAR}"), _day),
    (
        _rule(
            rf"(?P<edge>first|opening|1st|(?:second|2nd)(?=\s+half)|last|final|closing)\s+(?:(?P<count>{_COUNT})\s+)?"
            rf"(?P<unit>days?|weeks?|fortnight|half)\s+(?:of|in)\s+(?P<month>{_MONTH})\b{_OF_YEAR}"
        ),
        _edge,
    ),
    (
        _rule(rf"(?P<third>early|mid|late|(?:beginning|start|middle|end)\s+of)[\s-]*(?P<month>{_MONTH})\b{_OF_YEAR}"),
        _third,
    ),
    (_rule(rf"(?P<month>{_MONTH}),?\s*(?:of\s+|in\s+)?(?P<year>{_YEAR})"), _month_of),
    (_rule(rf"(?P<month>{_SURE})\b"), _lone_month),
    (_rule(rf"(?:{_AFTER})(?P<month>{_MONTH})(?![a-z])"), _lone_month),
    (re.compile(r"(?<=[a-z,] )(?P<month>March|May)\b"), _lone_month),
    (_rule(rf"{_QUARTER}{_OF_YEAR}"), _part_of_year),
    (_rule(rf"(?P<year>{_YEAR_WORDS})"), _whole_year),
)
