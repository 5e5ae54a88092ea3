"""How events lie in time: those of several days, the first and the last of some, the days between two."""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from assistant.answer import Computed
from assistant.cues import pattern
from assistant.dates_apart import End, between
from assistant.draft import Draft, QuoteBook
from assistant.happenings import dates, headline, said, short
from assistant.phrases import say
from assistant.question import Question
from assistant.untold import silent_on
from ingest.model import Record
from ingest.numerals import parse_english_numeral, parse_numeral

_OR_MORE = re.compile("以上|at least|or more|or longer")
_SEVERAL, _SO_MANY = pattern("several_days"), pattern("so_many_days")
_IN_TIME = {name: pattern(name) for name in ("nth_of", "longest_of", "last_of", "days_apart")}
_ASKS_WEEKDAY, _ON_WEEKDAY, _HOW_LONG = pattern("asks_weekday"), pattern("on_weekday"), pattern("how_long")
_WEEK = ("一mon", "二tue", "三wed", "四thu", "五fri", "六sat", "日天sun")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


class Lasting(NamedTuple):
    """How many days an event must have taken, and where a question says so."""

    start: int
    end: int
    least: int
    exact: bool

    def holds(self, record: Record) -> bool:
        """Whether an event took so many days."""
        days = _days(record)
        return days == self.least if self.exact else days >= self.least


def lasting(question: Question) -> Lasting | None:
    """The days that a question says an event took, where it took several."""
    for days_said in (_SEVERAL, _SO_MANY):
        if found := days_said.search(question.folded):
            number = next(filter(None, found.groups()), "2")
            days = int(parse_numeral(number) or parse_english_numeral(number) or 2)
            return Lasting(*found.span(), days, days_said is _SO_MANY and not _OR_MORE.search(found.group()))
    return None


def _dates(record: Record) -> tuple[date, date]:
    """The first and the last day of an event; the least there is where the chronicle gives no year."""
    return dates(record) or (date.min, date.min)


def _days(record: Record) -> int:
    first, last = _dates(record)
    return (last - first).days + 1


def in_order(question: Question, *names: str) -> list[tuple[int, int]]:
    """Where a question says which of some events it means, by their order or length, or asks for the days between."""
    return [found.span() for name in names or _IN_TIME for found in _IN_TIME[name].finditer(question.folded)]


def edge(question: Question, records: Sequence[Record]) -> list[Record]:
    """The first, second, last or longest of some events where a question means it and none is called so, or all."""
    words = [question.folded[start:end] for start, end in in_order(question, "nth_of")]
    if called := [r for r in records if any(word in said(headline(r)) for word in words)]:
        return called
    ordered = sorted(records, key=_dates)
    places = [_place(found) for found in _IN_TIME["nth_of"].finditer(question.folded)]
    places += [-1 for _ in in_order(question, "last_of")]
    if in_order(question, "longest_of"):
        ordered = [r for r in ordered if _days(r) == max(map(_days, ordered))]
    return [ordered[at] for at in places if at < len(ordered)] if ordered and places else ordered


def beyond(question: Question, records: Sequence[Record], book: QuoteBook) -> Draft | None:
    """That some events have no such one as a question means: the tenth of four."""
    said_so = in_order(question, "nth_of")
    if not said_so or not records or edge(question, records):
        return None
    return silent_on(question.folded[slice(*said_so[0])], question, records[0], book)


def _place(found: re.Match[str]) -> int:
    """Which place an ordinal stands for, from 0."""
    word = next(filter(None, found.groups()))
    return _ORDINALS.index(word) if word in _ORDINALS else int(parse_numeral(word) or 1) - 1


def apart(question: Question, records: Sequence[Record], book: QuoteBook) -> Draft | None:
    """The days between two events, where a question asks for them."""
    if len(records) != 2 or not in_order(question, "days_apart"):
        return None
    first, last = sorted(records, key=_dates)
    begin, end = (
        End(_dates(r)[at], short(headline(r)), book.cite(r, "date", "year")) for r, at in ((first, 1), (last, 0))
    )
    return replace(between(question, begin, [end]), records=(first, last))


def on_weekday(question: Question, record: Record) -> bool:
    """Whether an event took place on the day of the week that a question speaks of, where it speaks of one."""
    found = _ON_WEEKDAY.search(question.folded)
    if found is None:
        return True
    days = {(_dates(record)[0].weekday() + n) % 7 for n in range(_days(record))}
    named = found[2] or (found[3] or "")[:3]
    return bool(days & ({5, 6} if found[1] else {n for n, names in enumerate(_WEEK) if named in names}))


def how_long(question: Question) -> bool:
    """Whether a question asks how many days something took."""
    return bool(_HOW_LONG.search(question.folded))


def measured(question: Question, record: Record, quote: int) -> tuple[str, list[Computed]]:
    """The days that an event took, or the day of the week on which it began, where that is asked."""
    first, last = _dates(record)
    if _ASKS_WEEKDAY.search(question.folded):
        chinese = question.language == "zh"
        name = f"星期{'一二三四五六日'[first.weekday()]}" if chinese else day_name[first.weekday()]
        return say(question.language, "event_weekday", day=name), [Computed(name, "", str(first), (quote,))]
    if not how_long(question) or first == last:
        return "", []
    days = str(_days(record))
    return say(question.language, "event_took", count=days), [Computed(days, "天", f"{last} - {first} + 1", (quote,))]
