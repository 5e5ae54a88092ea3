"""What the last counts or figures told come to: 那两边加起来, "and together?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Computed, Receipt
from assistant.asked import figures_in
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark, unmarked
from assistant.phrases import say, space
from assistant.question import Question
from ingest.model import Record
from ingest.numerals import parse_english_numeral, parse_numeral

_ADD = pattern("added_up")
_TWO_THINGS = re.compile("分别|各[为是达]")  # each has its own figure
_MANY = re.compile(r"[两二三四五]|\b(?:two|three|four|five|both)\b")
# All that a question may say that asks for nothing but the sum
_NO_MORE = {language: pattern(f"no_more_than_sum_{language}") for language in ("zh", "en")}


@dataclass(frozen=True, slots=True)
class _Told:
    value: Decimal
    unit: str
    records: tuple[Record, ...]
    checked: int  # 0 for a figure


def asks_sum(own: Question) -> bool:
    """Whether a question asks for nothing but what was told before, added up."""
    found = _ADD.search(own.folded)
    if found is None or own.mentions or own.ordinals or own.dates:
        return False
    rest = _ADD.sub("", own.folded)
    return bool(_NO_MORE[own.language].fullmatch(rest))


def added(own: Question, before: Sequence[tuple[Question, Draft]], book: QuoteBook) -> Draft | None:
    """The sum of what the answers before told, the last of them first: of as many as are named, else of all alike."""
    told: list[_Told] = []
    for question, draft in before:
        one = _told(question, draft)
        if one is None or (told and (one.unit != told[0].unit or bool(one.checked) != bool(told[0].checked))):
            break
        told.append(one)
    many = _MANY.search(own.folded)
    wanted = len(told) if many is None else 2 if many.group() in ("两", "both") else number_of(many.group())
    told = told[:wanted][::-1]
    records = [record for one in told for record in one.records]
    if len(told) < max(2, wanted) or (told[0].checked and len({r.id for r in records}) < len(records)):
        return None
    total = sum((one.value for one in told), Decimal(0))
    expression = " + ".join(f"{one.value:f}" for one in told)
    numbers = tuple(dict.fromkeys(book.cite(record) for record in records))
    computed = [Computed(f"{total:f}", told[0].unit, expression, numbers)]
    value = {"value": f"{total:f}", "unit": told[0].unit, "expression": expression, "m": mark(*numbers[:3])}
    draft = Draft("answered", say(own.language, "parts_summed", **value).strip(), computed=computed)
    draft.records = tuple(records)
    if told[0].checked:
        draft.items = [item_of(record, (book.cite(record),)) for record in records]
        draft.receipt = Receipt(records[0].kind, len(records), max(one.checked for one in told))
    return draft


def apart(draft: Draft, question: Question, told: str, quote: int) -> None:
    """Adds the difference of the two figures that one sentence gives two things: 分别达到10万吨、50万吨."""
    figures = figures_in(told) if _TWO_THINGS.search(told) and question.has("difference") else ()
    if len(figures) == 2 and len({f.unit for f in figures} - {""}) == 1:
        least, most = sorted(f.value for f in figures)
        said = {"value": f"{most - least:f}", "unit": figures[0].unit, "expression": f"{most:f} - {least:f}"}
        draft.computed = [*draft.computed, Computed(**said, quotes=(quote,))]
        draft.text += space(question.language) + say(question.language, "parts_apart", **said, m=mark(quote))


def number_of(said: str) -> int:
    """The number that a numeral or an ordinal stands for, 0 where it is none."""
    return int(parse_numeral(said) or parse_english_numeral(said) or 0)


def _told(question: Question, draft: Draft) -> _Told | None:
    """What an answer counted, or the one figure that it told."""
    if draft.outcome != "answered" or not draft.records:
        return None
    if question.has("count", "list") and draft.receipt and draft.receipt.matched == len(draft.records):
        unit = "项" if question.language == "zh" else "items"
        return _Told(Decimal(len(draft.records)), unit, draft.records, max(1, draft.receipt.checked))
    figures = {(f.value, f.unit) for f in figures_in(unmarked(draft.text)) if f.unit}
    if len(figures) != 1 or len(draft.records) != 1:
        return None
    value, unit = figures.pop()
    return _Told(value, unit, draft.records, 0)
