"""What kind of thing a question wants to be told: a figure in a measure, a date, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.question import Question
from assistant.words import Term
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
_SHARE = re.compile(
    r"占比|比例|比重|百分之几|覆盖率|利用率"
    r"|\b(?:share|percentage|proportion|per ?cent)\b(?! (?:of )?(?:the )?(?:responsib|job|work|task))"
)
_CLASSIFIER = re.compile(r"(?:多少|几)(场|家|座|部|所|台|套|处|户|届|批|门|间|辆|棵|种|片|支|册|本)")
_SPOKEN = {
    "元": ("钱", "money", "yuan", "budget", "cost"),
    "公里": ("千米", "kilometers", "kilometres"),
    "平方米": ("square meters", "square metres"),
    "吨": ("tons", "tonnes"),
    "亩": ("mu",),
    "天": ("days",),
    "年": ("years",),
    "小时": ("hours",),
    "米": ("多高", "多深", "多宽", "how tall", "how deep", "how wide"),
}
_MEASURES = {said: measure for measure, words in _SPOKEN.items() for said in words}


def asked_measure(question: Question) -> str:
    """The unit of measure a question asks a figure in; empty where it only asks how many."""
    if _SHARE.search(question.folded):
        return "%"
    found = _MEASURE.search(question.folded)
    said = next(filter(None, found.groups())) if found else ""
    return _MEASURES.get(said, said)


def attribute(question: Question, terms: Sequence[Term]) -> Term | None:
    """The word for what is asked itself: in Chinese the last before the question word, in English the first after."""
    asking = [
        cue for cue in question.found_cues if cue.name in ("figure", "who", "content", "where", "code", "count", "list")
    ]
    if not asking or not terms:
        return None
    if question.language == "zh":
        before = [t for t in terms if t.end <= max(cue.end for cue in asking)]
        return before[-1] if before else None
    after = [t for t in terms if t.start >= min(cue.start for cue in asking)]
    return after[0] if after else None


def asked_type(question: Question) -> Holds | None:
    """What a text must hold to answer; None where anything will do."""
    counted = _CLASSIFIER.search(question.folded)
    if counted:
        return lambda text: any(counted.group(1) in f.unit for f in find_figures(text))
    measure = asked_measure(question)
    if measure:
        return lambda text: (
            any(f.base_unit == measure or measure in f.unit for f in find_figures(text))
            or (measure in ("年", "小时") and bool(_DURATION.search(text)))
        )
    if question.has("when", "deadline"):
        return lambda text: bool(find_dates(text, 2000)) or bool(_DURATION.search(text))
    if question.has("figure", "count", "difference") and not question.has("content"):
        return lambda text: bool(_NUMBER.search(text))
    return None
