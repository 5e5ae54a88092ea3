"""What kind of thing a question wants to be told: a figure in a measure, a date, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.question import Question
from assistant.words import Term
from ingest.dates import find_dates
from ingest.figures import Figure, find_figures

Holds = Callable[[str], bool]
_REMEMBERED = 16_384  # sentences whose figures and dates are kept: the same ones are candidates again and again


@lru_cache(maxsize=_REMEMBERED)
def figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of a sentence."""
    return tuple(find_figures(text))


@lru_cache(maxsize=_REMEMBERED)
def has_date(text: str) -> bool:
    """Whether a sentence names a date."""
    return bool(find_dates(text, 2000))


@lru_cache(maxsize=_REMEMBERED)
def has_day(text: str) -> bool:
    """Whether a sentence names a date closer than a year."""
    return any(date.precision != "year" for date in find_dates(text, 2000))


_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:个|项|家|年|次|类|种|人|天|倍|成|名|条)")
_DURATION = re.compile(
    r"[\d一二三四五六七八九十两半]+(?:个)?(?:年|月|日|天|周|工作日|小时)|每(?:年|半年|季度|月|周|学期|学年)"
)
_MEASURE = re.compile(
    r"(?:多少|(?<![哪那])几)(?:个)?(?:万|亿|千)?(钱|元|公里|千米|米|吨|亩|平方米|立方米|千瓦|百分点|册|天|年|人|小时|户|套|倍)"
    r"|how (?:much|many) (money|yuan|kilomet(?:er|re)s|tonn?e?s|mu|square met(?:er|re)s|days|years|hours)\b"
    r"|\b(?:what|how)\b[^?]*\b(budget|cost)s?(?= of\b| for\b| to\b|\?|$)|(多高|多深|多宽|how (?:tall|deep|wide))"
    r"|(?:多少|几)[^?]{0,3}(费|租金|工资)(?![率用])"
    r"|\b(?:what|how much)\b[^?]*\b(fee|rent|salary|tuition)s?(?= of\b| for\b| to\b| must\b|\?|$)"
)
_DAYS = re.compile(r"几[号日月]|哪[几些一]?个?[天日月]|\b(?:what|which) (?:day|date|month)s?\b")
_ASKING = ("figure", "who", "content", "where", "code", "count", "list")
_OFTEN = re.compile(r"多久[^?]{0,6}(?:一|1)?(?:次|回|遍)|(?:每年|一年|每月)[^?]{0,8}几次|\bhow (?:often|frequently)\b")
_FREQUENCY = re.compile(r"每[^,。]{0,4}(?:年|月|周|日|天|季度|学期|学年)|[一二两三四五六\d]次")
_TELEPHONE = re.compile(r"电话|热线|\b(?:tele)?phone\b|\bhotline\b")
_DIGITS = re.compile(r"\d{3,4}\s?[—–-]?\s?\d{7,8}|(?<!\d)1[12]\d(?!\d)|(?<!\d)\d{5}(?!\d)")
_BODY = re.compile(r"部|局|委|办|厅|政府|院|银行|公司|中心|机关|单位|机构|协会|联合会|企业")
_PLACE = re.compile(r"省|市|县|区|州|镇|乡|村|路|室|楼|馆|院|厅|地")
_SHARE = re.compile(
    r"占比|比例|比重|百分之几|覆盖率|利用率"
    r"|\b(?:share|percentage|proportion|per ?cent)\b(?! (?:of )?(?:the )?(?:responsib|job|work|task))"
)
_CLASSIFIER = re.compile(r"(?:多少|几)(场|家|座|部|所|台|套|处|户|届|批|门|间|辆|棵|种|片|支|册|本)")
_SPOKEN = {
    "元": ("钱", "money", "yuan", "budget", "cost", "费", "租金", "工资", "fee", "rent", "salary", "tuition"),
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
    """The word for what is asked itself: the one right after the question word, else the last before it in Chinese."""
    asking = [cue for cue in question.found_cues if cue.name in _ASKING]
    if not asking or not terms:
        return None
    start, end = min(cue.start for cue in asking), max(cue.end for cue in asking)
    if question.language == "zh":
        after = [t for t in terms if 0 <= t.start - end <= 1 and not t.generic]
        before = [t for t in terms if t.end <= end]
        return after[0] if after else before[-1] if before else None
    after = [t for t in terms if t.start >= start]
    return after[0] if after else None


def named_type(question: Question) -> Holds | None:
    """What a text must hold to name a body or a place that is asked for."""
    if question.has("who"):
        return lambda text: bool(_BODY.search(text))
    return (lambda text: bool(_PLACE.search(text))) if question.has("where") else None


def asked_type(question: Question) -> Holds | None:
    """What a text must hold to answer; None where anything will do."""
    if _OFTEN.search(question.folded):
        return lambda text: bool(_FREQUENCY.search(text))
    if _TELEPHONE.search(question.folded) and question.has("figure", "code", "count"):
        return lambda text: bool(_DIGITS.search(text))
    counted = _CLASSIFIER.search(question.folded)
    if counted:
        return lambda text: any(counted.group(1) in f.unit for f in figures_in(text))
    measure = asked_measure(question)
    if measure:
        return lambda text: (
            any(f.base_unit == measure or measure in f.unit for f in figures_in(text))
            or (measure in ("年", "小时") and bool(_DURATION.search(text)))
        )
    if question.has("when", "deadline"):
        if question.years and _DAYS.search(question.folded):
            return has_day  # in the year that it names
        return lambda text: has_date(text) or bool(_DURATION.search(text))
    if question.has("figure", "count", "difference") and not question.has("content"):
        return lambda text: bool(_NUMBER.search(text))
    return None
