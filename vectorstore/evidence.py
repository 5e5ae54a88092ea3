"""Re-ranking by exact evidence: the figures, names, item numbers and days of a question that a passage has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.dates import FoundDate, find_dates
from ingest.fold import contains, fold
from ingest.model import Chunk
from ingest.numerals import parse_numeral

_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
_DIGITS = re.compile(r"\d+")
_QUOTED = re.compile(r"[《“\"「]([^《》“”\"「」]{2,40})[》”\"」]")
# 第95项, 95号任务, 编号95, tasks 95 and 96, No. 3: the number of an item, which is its label. 8项任务 is a count.
_NUMBERS = r"(\d+(?:\s*(?:,|、|&|and|和|与|及)\s*\d+)*)"
_ITEM = re.compile(
    rf"第\s*{_NUMBERS}\s*[项号条款件个]|{_NUMBERS}\s*号(?!令|文)|[编序]号\s*[为是]?\s*{_NUMBERS}"
    rf"|{_NUMBERS}\s*[项条](?=[要是说讲写谁由归])"
    r"|(?<!notice )(?<!document )(?<!circular )(?<!decree )\b(?:task|item|article|measure|no|number)s?\b\.?\s*"
    rf"(?:no\.?\s*)?#?{_NUMBERS}"
    r"|\band\s+(\d+)\s*\?",
    re.IGNORECASE,
)
# 6号文, notice No. 6: a document by the running number of its 文号.
_RUNNING_NUMBER = re.compile(
    r"(?<![\d)〕])(\d{1,3})号(?:文|令)|\b(?:notice|document|circular|decree)\s+(?:no\.?|number)\s*(\d{1,3})\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"第([一二三四五六七八九十]+|\d{1,2})(?:大?部分|章|大项|方面)")
_ENGLISH_SECTION = re.compile(r"\b(?:section|part|chapter)\s+([a-z]+|\d{1,2})\b", re.IGNORECASE)
_ENGLISH_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HEADING_NUMBER = re.compile(r"^[#\s]*(?:第([一二三四五六七八九十]+)[章节部]|([一二三四五六七八九十]+)、)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_LONGEST_RANGE = 31  # days; a longer range is a period, not the days of an event


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a question must stand in a passage as it is, folded; `items` and `days` in its label."""

    figures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    days: tuple[FoundDate, ...] = ()
    sections: tuple[int, ...] = ()

    @classmethod
    def of(cls, question: str) -> Evidence:
        days = tuple(date for date in find_dates(question) if _is_of_days(date))
        figures = dict.fromkeys(fold(found) for found in _FIGURE.findall(fold(question)))
        names = dict.fromkeys(fold(found) for found in _QUOTED.findall(question))
        names |= dict.fromkeys(f"){''.join(found)}号" for found in _RUNNING_NUMBER.findall(question))
        items = dict.fromkeys(number for found in _ITEM.findall(question) for number in _DIGITS.findall("".join(found)))
        return cls(tuple(figures), tuple(names), () if days else tuple(items), days, _sections(question))

    def __bool__(self) -> bool:
        return bool(self.figures or self.names or self.items or self.days or self.sections)

    def share(self, passage: str) -> float:
        """How many of the figures and names a folded passage has, from 0 to 1."""
        wanted = (*self.figures, *self.names)
        return sum(contains(needle, passage) for needle in wanted) / len(wanted) if wanted else 0.0

    def labels(self, chunk: Chunk) -> bool:
        """Whether the passage is the item, tells of the day, or stands in the section that the question names."""
        if chunk.label in self.items:
            return True
        if self.days and _DAY.match(chunk.label):
            return any(_falls_on(chunk.label, day) for day in self.days)
        return bool(self.sections) and any(_heading_number(heading) in self.sections for heading in chunk.path)


def _is_of_days(date: FoundDate) -> bool:
    return date.precision == "day" or (date.precision == "range" and (date.last - date.first).days <= _LONGEST_RANGE)


def _falls_on(label: str, day: FoundDate) -> bool:
    """Whether an ISO date is in a day or range of days; without a year any year will do."""
    first, last = day.first.isoformat(), day.last.isoformat()
    return first <= label <= last if day.has_year else first[5:] <= label[5:] <= last[5:]


def _sections(question: str) -> tuple[int, ...]:
    chinese = [_number(found) for found in _SECTION.findall(question)]
    english = [
        _ENGLISH_NUMBERS.index(found) + 1 if found in _ENGLISH_NUMBERS else _number(found)
        for found in map(str.lower, _ENGLISH_SECTION.findall(question))
    ]
    return tuple(number for number in [*chinese, *english] if number)


def _heading_number(heading: str) -> int:
    found = _HEADING_NUMBER.match(heading)
    return _number(found[1] or found[2]) if found else 0


def _number(text: str) -> int:
    """A Chinese or Arabic numeral; 0 for anything else."""
    return int(text) if text.isdecimal() else int(parse_numeral(text) or 0)
