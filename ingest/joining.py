"""Whether one line goes on with the sentence of the line before: hard wraps, page breaks, headings cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dateline import is_date_line
from ingest.numbering import leading_number
from ingest.repair import IDEOGRAPH

_ENDS = re.compile(r"[。！？；：!?;:…][”’）)》」]*$")
_OPENS = re.compile(
    r"附\s*(?:件|表|图|录|：|:)|[△▲●■◆☆★※○◎【]|注[：:]|目\s*录$|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至[\d月]+日)?[，,]|\d{1,2}月$|\d{1,2}日$"
    r"|\d{4}年\d{1,2}月\d{1,2}日.{2,60}(?:通过|批准|公布|发布|修订|修正)$|[同当是]日[，,]|[（(](?:此件|本文|共计|\d)|图\d|表\d"
)
_KEYED = re.compile(rf"[{IDEOGRAPH}（）()]{{1,10}}[：:]")
_NUMBERED_PAPER = re.compile(rf"[{IDEOGRAPH}]{{1,14}}[〔(（\[［](?:19|20)\d\d[〕)）\]］](?:第)?\d+号$")
_PERSON = re.compile(rf"[{IDEOGRAPH}]{{2,4}} [{IDEOGRAPH}][^，。；]*$")  # a name set off from a post
_PAIRS = {"（": "）", "《": "》", "“": "”"}
_CLOSED = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）", "［": "（", "］": "）", "[": "（", "]": "）"})


@dataclass(frozen=True, slots=True)
class Style:
    """How a file sets its paragraphs: blank lines between them, or lines cut at one width."""

    spaced: bool
    width: int  # the width at which lines are cut, 0 where they are not

    @classmethod
    def of(cls, contents: Sequence[tuple[str, bool]]) -> Style:
        """Judge by all text lines and whether a blank line stands before each."""
        if not contents:
            return cls(False, 0)
        gaps = sum(gap for _, gap in contents)
        widths = [len(text) for text, _ in contents]
        widest = max(widths)
        full = sum(1 for width in widths if width >= widest - 4)
        wrapped = len(widths) >= 5 and 15 <= widest <= 60 and full * 5 >= len(widths) * 2
        return cls(gaps * 2 > len(contents), widest if wrapped else 0)


def joins(last: str, text: str, raw: str, width: int, *, broken: bool, marked: bool) -> bool:
    """Whether `text` continues `last`, whose last line was `raw` and which is `marked` as a heading.

    `broken`: a page may have been turned between the two; `width`: at which the file cuts its lines, 0 if it does not.
    """
    if not text or opens(text):
        return False
    if not broken and raw.endswith("  ") and not _ENDS.search(last):
        return True
    if not broken and width:
        return len(raw.strip()) >= width - 4
    if _fixed(last):
        return False
    if marked or _is_heading(last):
        return broken and _is_heading(last) and _is_fragment(text)
    if last.endswith(("，", "、", ",")) or _leaves_open(last, text):
        return True
    return broken and _is_cut(last)


def opens(text: str) -> bool:
    """Whether a text begins something of its own."""
    return bool(
        leading_number(text)
        or _OPENS.match(text)
        or is_date_line(text)
        or _KEYED.match(text)
        or _NUMBERED_PAPER.match(text)
        or _PERSON.match(text)
        or text.startswith("#")
    )


def _fixed(last: str) -> bool:
    """Whether a text is whole by its kind, whatever it ends in."""
    return bool(
        is_date_line(last)
        or _NUMBERED_PAPER.match(last)
        or _PERSON.match(last)
        or last.startswith(("附件", "附：", "附:"))
        or (_KEYED.match(last) and "，" not in last and "。" not in last)
    )


def _is_heading(last: str) -> bool:
    number = leading_number(last)
    ranked = number is not None and number.style in ("part", "chapter", "section", "一、", "（一）")
    return ranked and len(last) <= 60 and not re.search(r"[。；]", last)


def _is_fragment(text: str) -> bool:
    return len(text) <= 8 and not re.search(r"[，。；：、,;:]", text)


def _leaves_open(last: str, text: str) -> bool:
    """Whether a bracket or quotation mark opened in `last` is closed in `text`."""
    before, after = last.translate(_CLOSED), text.translate(_CLOSED)
    for left, right in _PAIRS.items():
        if before.count(left) > before.count(right) and after.count(right) > after.count(left):
            return True
    return False


def _is_cut(last: str) -> bool:
    """Whether a paragraph stops in the middle of a sentence."""
    if _ENDS.search(last) or not re.search(rf"[{IDEOGRAPH}\d”》]$", last):
        return False
    if len(last) >= 30 or re.search(r"[，,；、。]", last):
        return True
    return len(last) >= 14 and leading_number(last) is not None
