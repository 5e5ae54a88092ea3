"""What kind of thing a question wants to be told: a figure in a measure, a date, a number."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.question import Question
from ingest.dates import find_dates
from ingest.figures import find_figures

Holds = Callable[[str], bool]

_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:个|项|家|年|次|类|种|人|天|倍|成|名|条)")
_DURATION = re.compile(
    r"[\d一二三四五六七八九十两半]+(?:个)?(?:年|月|日|天|周|工作日|小时)|每(?:年|半年|季度|月|周|学期|学年)"
)
_MEASURE = re.compile(
    r"(?:多少|几)(?:个)?(?:万|亿|千)?(钱|元|公里|千米|米|吨|亩|平方米|立方米|千瓦|百分点|册|天|年|人|小时|户|套|倍)"
    r"|how (?:much|many) (money|yuan|kilomet(?:er|re)s|tonn?e?s|mu|square met(?:er|re)s|days|years|hours)\b"
    r"|\b(budget|cost)s?\b|(多高|多深|多宽|how (?:tall|deep|wide))"
)
_MEASURES = {
    "钱": "元", "千米": "公里", "money": "元", "yuan": "元", "budget": "元", "cost": "元", "mu": "亩", "tons": "吨", "tonnes": "吨",
    "kilometers": "公里", "kilometres": "公里", "square meters": "平方米", "square metres": "平方米", "days": "天", "years": "年",
    "hours": "小时", "多高": "米", "多深": "米", "多宽": "米", "how tall": "米", "how deep": "米", "how wide": "米",
}  # fmt: skip


def asked_measure(question: Question) -> str:
    """The unit of measure a question asks a figure in; empty where it only asks how many."""
    found = _MEASURE.search(question.folded)
    said = next(filter(None, found.groups())) if found else ""
    return _MEASURES.get(said, said)


def asked_type(question: Question) -> Holds | None:
    """What a text must hold to answer; None where anything will do."""
    measure = asked_measure(question)
    if measure:
        return lambda text: (
            any(f.base_unit == measure or measure in f.unit for f in find_figures(text))
            or (measure in ("天", "年", "小时") and bool(_DURATION.search(text)))
        )
    if question.has("when", "deadline"):
        return lambda text: bool(find_dates(text, 2000)) or bool(_DURATION.search(text))
    if question.has("figure", "count", "difference") and not question.has("content"):
        return lambda text: bool(_NUMBER.search(text))
    return None
