"""The numbers official documents put before chapters, articles, headings and items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numerals import parse_numeral

_HAN_NUMERAL = "[〇零一二三四五六七八九十百千两]"

# Outermost first: the order is the rank; the marks of Markdown are not trusted.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({_HAN_NUMERAL}+|\d+)[编篇](?=\s|$|[^章节条款项])")),
    ("chapter", re.compile(rf"第({_HAN_NUMERAL}+|\d+)章")),
    ("section", re.compile(rf"第({_HAN_NUMERAL}+|\d+)节")),
    ("article", re.compile(rf"第({_HAN_NUMERAL}+|\d+)条(?![例款件约线文])(?:之{_HAN_NUMERAL})?")),
    ("一、", re.compile(rf"({_HAN_NUMERAL}{{1,4}})[、．.]")),
    ("（一）", re.compile(rf"[（(]({_HAN_NUMERAL}{{1,4}})[）)]")),
    ("1.", re.compile(r"(\d{1,4})\s?(?:[.．](?!\d)|、|．)")),
    ("（1）", re.compile(r"[（(](\d{1,4})[）)]")),
    ("①", re.compile(r"([①-⑳㉑-㉟])")),
    ("第一，", re.compile(rf"第({_HAN_NUMERAL}{{1,3}})(?:阶段|步|期)?[，,、:：]")),
)
RANKS = {style: rank for rank, (style, _) in enumerate(_STYLES)}


@dataclass(frozen=True, slots=True)
class Number:
    """A leading number: its style, its value, as printed, and where the text after it begins."""

    style: str
    value: int
    printed: str
    end: int

    @property
    def rank(self) -> int:
        return RANKS[self.style]


def leading_number(text: str) -> Number | None:
    """The number at the very start of a repaired text."""
    for style, pattern in _STYLES:
        if found := pattern.match(text):
            value = _value(found[1])
            if value is None:
                continue
            end = found.end()
            return Number(style, value, found[1], end + len(text[end:]) - len(text[end:].lstrip()))
    return None


def _value(printed: str) -> int | None:
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if "㉑" <= printed <= "㉟":
        return ord(printed) - ord("㉑") + 21
    number = parse_numeral(printed)
    return None if number is None else int(number)
