"""What kind of thing a question wants to be told: a figure in a measure, a date, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.cues import pattern, told
from assistant.measure import MEASURES, asked_measure, asked_scale, in_measure, otherwise_said, same_measure
from assistant.question import Question
from assistant.words import Term
from ingest.dates import find_dates
from ingest.figures import Figure, find_figures, same_figure
from ingest.measures import SCALE, UNIT
from ingest.regions import PROVINCES

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


_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天末]")
_SPAN = re.compile(
    r"[\d一二三四五六七八九十百千万][^,，。;；、]{0,6}[至到—–―~-][^,，。;；、]{0,2}[\d一二三四五六七八九十百千万]"
)
_WEEKDAYS, _DAYS, _OFTEN, _WHENEVER = pattern("weekdays"), pattern("day"), pattern("often"), pattern("whenever")
_RANGE, _QUANTITY, _BACK, _CHARGE = pattern("range"), pattern("quantity"), pattern("back"), pattern("charge")
_PLACES_ASKED, _IT, _DECIDED = pattern("places"), pattern("it"), pattern("decided")
_VERY_DAY, _IN_HOURS = pattern("very_day"), re.compile(r"(?:每[日周天])?[^，,；;]{0,4}\d+个?小时")
_PRICE, _SIZE = pattern("price"), pattern("size")
_PRICED = re.compile(r"[按以][^,，。;；]{0,10}价(?!值|款)|[购售市]价|价(?:格|款)?(?:为|是|不高于|不超过|执行)|定价")
_HOTLINE, _CONTACTS = pattern("hotline"), told("contact")
_NUMBER = re.compile(r"\d|分之|[一二三四五六七八九十百千万两]+(?:个|项|家|年|次|类|种|人|天|倍|成|名|条)")
_DURATION = re.compile(
    r"[\d一二三四五六七八九十两半]+(?:个)?(?:年|月|日|天|周|工作日|小时|分钟)|每(?:年|半年|季度|月|周|学期|学年)"
    r"|次[年月日]|当[年月日]|之日起|季度|年底|月底|年末"
)
# Numbers that tell which and not how many: years, days, documents, ordinals
_WHICH = re.compile(
    r"第[\d一二三四五六七八九十百]+|(?:19|20)\d\d年?(?:\d{1,2}月(?:\d{1,2}[日号])?)?|\d{1,2}月(?:\d{1,2}日)?|[(〔\[]\d{4}[)〕\]]\d+号"
)
_PLACE_NAME = re.compile(
    PROVINCES
    + "|石家庄|太原|呼和浩特|沈阳|大连|长春|哈尔滨|南京|苏州|无锡|杭州|宁波|温州|合肥|福州|厦门|南昌|济南|青岛"
    "|郑州|武汉|长沙|广州|深圳|珠海|南宁|海口|成都|贵阳|昆明|拉萨|西安|兰州|西宁|银川"
    "|乌鲁木齐|[\u4e00-\u9fff]{2}(?:市|县|自治州|自治区)"
)
_NTH = re.compile(r"(?:第|届[^,?]{0,8}?)几([次届批轮])")  # which of its kind a thing is: 是第几次了, 三届几次会
_LASTING = frozenset(("年", "个月", "周", "天", "日", "小时"))
FRACTION = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])|分之")
_FREE = re.compile(r"免费|无偿|免收|不收取?|不得收取?|免[除征][^,，。]{0,6}费")
_BORNE = re.compile(r"(?:负担|承担|补助|补贴|分担|出资)(?:[百千]分之|\d+%)")  # what somebody pays, as a share
_PORTION = re.compile(r"全部|全额|一半|半数|减半|部分退|不予退|不退|如数")
_ONE = re.compile(r"一(?:家|所|座|名|位|人|次|处|户|只|台)")  # one of the things asked for, which else counts nothing
# A figure alone after the header of its column
_CELL = re.compile(r"[:：][-−]?\d[\d,]*(?:\.\d+)?(?![\d:：.年月日号—–-])")
_CELL_UNIT = re.compile(rf"[:：]({SCALE}?{UNIT})[;；]")
# A sentence that lists the things counted need not count them: 主要任务是：清查资产、界定产权、……
ENUMERATES = re.compile(r"(?:是|为|有|包括|包含)[:：][^。；;：:]*、|(?:包括|包含|分为|分成)[^。；，]*、[^。；，]*、")
_BY_THE_PIECE = pattern("by_the_piece")
_ASKING = ("figure", "who", "content", "where", "code", "count", "list")
_SAYING = re.compile(r"(?:says?|said|states?|stipulates?|provides?|requires?|covers?|covered)")
# To which degree something must be so is said in words: 失能到什么程度, "how severe"
_DEGREE = re.compile(r"(?:什么|啥|哪种|何种|怎样的?|多[高重大深])(?:样的?)?程度|多严重|\bhow (?:severe|serious)\w*\b")
_FREQUENCY = re.compile(
    r"[每按][^,。]{0,4}(?:年|月|周|日|天|季度|学期|学年)|(?<![第一二三四五六七八九十\d])[一二两三四五六\d]次(?!全国)"
)
_BODY = re.compile(r"部|局|委|办|厅|政府|院|银行|公司|中心|机关|单位|机构|协会|联合会|企业")
_PLACE = re.compile(r"省|市|县|区|州|镇|乡|村|路|室|楼|馆|院|厅|地")
_CLASSIFIER = re.compile(r"(?<!哪)(?:多少|几)(场|家|座|部|所|台|套|处|户|届|批|门|间|辆|棵|种|片|支|册|本|集)")
# Counters that a question may have for another: of sites and firms, of machines, of shows
_COUNTED_AS = (("处", "个", "座", "所", "家"), ("台", "部", "套", "架"), ("场", "次", "场次", "集", "项"))
_SHORT = re.compile(r"(?<!\d)(?:1[12]\d|\d{5})(?!\d)")  # the number of a hotline


def asked_contact(question: Question) -> Holds | None:
    """What a text must hold to give the number or address at which somebody is reached; None where none is asked."""
    found = next((way.told for way in _CONTACTS if way.asked.search(question.folded)), None)
    if found is None:
        return None
    short = bool(_HOTLINE.search(question.folded))
    return lambda text: bool(found.search(text) or (short and _SHORT.search(text)))


def costs_nothing(asked: str, text: str) -> bool:
    """Whether a charge is asked for and a text says that there is none."""
    return bool(_CHARGE.search(asked) and _FREE.search(text))


def _stated(question: Question) -> Holds:
    """Whether a text states a figure that the question does not give; of things, where it asks how many things."""
    counted = question.has("count") and not question.has("difference")
    back = bool(_BACK.search(question.folded))
    part, listed = not question.has("count"), bool(_BY_THE_PIECE.search(question.folded))

    def holds(text: str) -> bool:
        figures = [f for f in figures_in(text) if not any(same_figure(f, given) for given in question.figures)]
        told = any(not (counted and f.base_unit in MEASURES) for f in figures)
        told = told or (back and bool(_PORTION.search(text))) or (listed and bool(ENUMERATES.search(text)))
        return told or bool(_ONE.search(text) or _CELL.search(text) or (part and FRACTION.search(text)))

    return holds


def _measured(question: Question, measure: str) -> Holds:
    """Whether a text states a figure in a measure, or how long something lasts, or that it costs nothing."""

    def holds(text: str) -> bool:
        text = _WHICH.sub("", text) if measure in _LASTING else text  # no date lasts
        lasts = measure in _LASTING and bool(_DURATION.search(text))
        free = measure == "元" and costs_nothing(question.folded, text)
        cell = _CELL.search(text) and any(same_measure(unit, measure) for unit in _CELL_UNIT.findall(text))
        part = bool(FRACTION.search(text)) if measure == "%" else measure == "元" and bool(_BORNE.search(text))
        said = lasts or free or part or bool(cell) or otherwise_said(text, measure)
        return said or any(in_measure(f, measure) for f in figures_in(text))

    return holds


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


def _dated(question: Question) -> Holds:
    """Whether a text names a date the question does not give, a period, or a day of the week where one is asked."""
    given = {(date.first, date.last) for date in question.dates if date.precision == "day"}
    weekdays = bool(_WEEKDAYS.search(question.folded))
    of_day = bool(_VERY_DAY.search(question.folded))  # none is told in hours
    of_year = bool(question.years and _DAYS.search(question.folded))  # a day in the year that it names

    def holds(text: str) -> bool:
        if weekdays and _WEEKDAY.search(text):
            return True
        if of_year and not has_day(text):
            return False
        if not given:
            return of_year or has_date(text) or bool(_DURATION.search(_IN_HOURS.sub("", text) if of_day else text))
        dates = find_dates(text, min(given)[0].year)
        others = [date for date in dates if (date.first, date.last) not in given]
        return bool(others) or (not dates and bool(_DURATION.search(text)))

    return holds


def _counted_so(unit: str, classifier: str) -> bool:
    """Whether a figure counts by a classifier, or by another that such things are as well counted by."""
    return classifier in unit or any(classifier in alike and unit in alike for alike in _COUNTED_AS)


def _content(question: Question) -> bool:
    """Whether what is said is asked for, and not how many things it says: "how many does the notice require"."""
    said = [question.folded[c.start : c.end] for c in question.found_cues if c.name in ("content", "meaning")]
    return bool(said) and not (question.has("count") and all(_SAYING.fullmatch(one) for one in said))


def _sized(question: Question) -> Holds | None:
    """What a text must hold to state the measure, the price or the size asked for; None where none of them is."""
    measure, scale = asked_measure(question), asked_scale(question)
    if measure:
        return _measured(question, measure)
    if _PRICE.search(question.folded):
        return lambda text: bool(_PRICED.search(text)) or any(in_measure(f, "元") for f in figures_in(text))
    if _SIZE.search(question.folded):
        return lambda text: any(f.base_unit in MEASURES or f.unit == "万" for f in figures_in(text))
    return (lambda text: any(f.amount >= scale for f in figures_in(text))) if scale else None


def asked_type(question: Question) -> Holds | None:
    """What a text must hold to answer; None where anything will do."""
    if _OFTEN.search(question.folded):
        return lambda text: bool(_FREQUENCY.search(text))
    if contact := asked_contact(question):
        return contact
    if which := _NTH.search(question.folded):
        return lambda text: bool(re.search(rf"[第届][^\d，。]{{0,6}}?[\d一二三四五六七八九十百]+{which[1]}", text))
    if _DECIDED.search(question.folded) or (_DEGREE.search(question.folded) and not question.has("actual")):
        return None
    counted = _CLASSIFIER.search(question.folded)
    if counted and not _content(question):
        return lambda text: any(_counted_so(f.unit, counted.group(1)) for f in figures_in(text))
    if _RANGE.search(question.folded):
        return lambda text: bool(_SPAN.search(text))
    if (sized := _sized(question)) or _WHENEVER.search(question.folded):
        return sized
    if question.has("when", "deadline") and not question.has("code"):  # 几号 may be the number of a row
        return _dated(question)
    if question.has("figure", "count", "difference") and not _content(question) and not _IT.search(question.folded):
        if _QUANTITY.search(question.folded) and not question.has("code"):
            return _stated(question)
        return lambda text: bool(_NUMBER.search(text if question.has("code") else _WHICH.sub("", text)))
    return (lambda text: len(set(_PLACE_NAME.findall(text))) > 1) if _PLACES_ASKED.search(question.folded) else None
