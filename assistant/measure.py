"""The unit of measure that a question asks a figure in, and whether a figure is in it."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.cues import pattern
from assistant.question import Question
from ingest.figures import Figure
from ingest.fold import fold
from ingest.measures import ENGLISH_SCALES, ENGLISH_UNITS, SCALE, SCALES, UNIT, base_unit

_UNITS_OF_MEASURE = """元 美元 欧元 港元 日元 % ‰ 百分点 公里 米 厘米 毫米 海里 平方公里 平方米 公顷 亩 立方米 升 毫升
    吨 公斤 克 吨标准煤 千瓦 兆瓦 千瓦时 度 年 个月 周 天 日 工作日 小时 分钟 岁 倍 分 微克/立方米"""
# Nothing is counted in them: three yuan are no three of the things asked for
MEASURES = frozenset(_UNITS_OF_MEASURE.split())
_MANY = r"(?<![第哪那这前后好十])(?:多少|几)"
_IN_UNIT = re.compile(rf"{_MANY}个?(?:{SCALE})?(?P<unit>{UNIT})(?![钟钱]|(?<=周)[一二三四五六日末])")
_IN_SCALE = re.compile(rf"{_MANY}个?(?P<scale>[万千百十]?亿|[千百十]?万)(?!{UNIT})")
_SHARE = pattern("share")
_MONEY = pattern("money")
_RATE = re.compile(r"增速|增幅|增长|涨幅|同比|环比|长得|growth|grow|grew|rate|faster|slower|increase|rise|inflation")
_CHANGE = re.compile(r"增|涨|快|慢|faster|slower|rise|increase")
_CHANGED, _FELL = pattern("by_how_much_changed"), pattern("what_fell")
_POINTS = re.compile(rf"{_MANY}个?点(?!钟)")  # 几个点: percentage points, in everyday words
_AGE = re.compile(r"多大(?:的)?(?:岁数?|年[纪龄])|(?:什么|啥|哪个)(?:岁数|年[纪龄])|(?:岁数|年[纪龄])[^,，?]{0,4}多大")
_TALL = re.compile(r"多高|多深|多宽|\bhow (?:tall|deep|wide)\b")
# How many times is how often, and firms have several counters
_SPELT = {pattern: unit for pattern, unit in ENGLISH_UNITS.items() if unit not in ("倍", "家")}
_UNITS = "|".join(_SPELT)
_SCALED = rf"(?:(?:\d[\d,]* |ten |hundreds? )?(?:{'|'.join(ENGLISH_SCALES)})s?(?: \([^)]*\))? (?:of )?)?"
_ENGLISH = re.compile(
    rf"\bhow (?:much|many) {_SCALED}(?P<many>{_UNITS})\b"
    rf"|\bin (?:units of )?{_SCALED}(?P<in>{_UNITS})\b(?= in\b| for\b| at\b| please\b| pls\b|[,.:?]|$)"
)
# How much land, how long a way: the units in which such a thing may be given
_OF_LAND, _OF_WAY, _OF_POWER = "面积", "里程", "装机"
_LAND = re.compile(
    r"\bhow much (?:\w+ ){0,2}?(?:land|area|acreage|farmland|woodland|ground|space)\b|\bhow many (?:acres|hectares)\b"
    r"|多(?:少|大)(?:的)?(?:面积|土?地)(?![方级])|面积(?:有|是|达|达到)?多(?:少|大)(?!亩|平|公)"
)
_WAY = re.compile(r"\bhow (?:much (?:\w+ ){0,2}?(?:road|track|pipeline|pipe|line)\b(?!s)|long a (?:stretch|road))")
_POWER = re.compile(r"\bwhat (?:installed |total |power |generating ){0,2}capacity\b(?! (?:building|of the))")
_SPOKEN = ((_MONEY, "元"), (_LAND, _OF_LAND), (_WAY, _OF_WAY), (_POWER, _OF_POWER), (_AGE, "岁"), (_TALL, "米"))
_UNITS_OF = {
    _OF_POWER: ("千瓦", "兆瓦", "千瓦时"),
    _OF_LAND: ("亩", "公顷", "平方公里", "平方米"),
    _OF_WAY: ("公里", "米"),
}
_ALIKE = (("%", "百分点", "‰"), ("天", "日", "工作日"), ("公斤", "克"), ("千瓦", "兆瓦"))
# 周岁 is read as weeks, and members are counted by 个
_SAID_OTHERWISE = {
    "岁": re.compile(r"\d周岁"),
    "人": re.compile(
        r"[\d一二两三四五六七八九十](?:个|名|位)?(?:以上|以下|以内)?的?(?:成员|人员|会员|委员|代表|职工|专家)"
    ),
}
_CROWD = 1000  # people are counted without a word for them only by the thousand: 各15万左右
_UNCOUNTED = frozenset(("人", "户", *MEASURES))


def asked_measure(question: Question) -> str:
    """The unit of measure a question asks a figure in; empty where it only asks how many."""
    text = question.folded
    if _SHARE.search(text):
        return "%"
    if _POINTS.search(text):
        return "百分点"
    if found := _IN_UNIT.search(text):
        unit = base_unit(found["unit"])
        return unit if unit in _UNCOUNTED else ""
    if spoken := next((unit for way, unit in _SPOKEN if way.search(text)), ""):
        return spoken
    if found := _ENGLISH.search(text):
        said = found["many"] or found["in"]
        return next((unit for pattern, unit in _SPELT.items() if re.fullmatch(pattern, said)), "")
    return ""


def asked_scale(question: Question) -> Decimal:
    """The least amount that a question asks for in words: 几个亿 are a hundred million at least; 0 where in none."""
    found = _IN_SCALE.search(question.folded)
    return SCALES[found["scale"]] if found else Decimal(0)


def in_measure(figure: Figure, measure: str) -> bool:
    """Whether a figure is in a unit of measure."""
    crowd = measure in ("人", "户") and figure.base_unit == "" and figure.amount >= _CROWD
    return crowd or same_measure(figure.unit, measure)


def otherwise_said(text: str, measure: str) -> bool:
    """Whether a text states a figure in a measure that is not written with its unit."""
    return measure in _SAID_OTHERWISE and bool(_SAID_OTHERWISE[measure].search(text))


def same_measure(unit: str, measure: str) -> bool:
    """Whether a unit as written is of a measure, in another scale too; a day has two names, a percentage three."""
    base = base_unit(unit).split("/")[0]  # what is counted per something else
    alike = _UNITS_OF.get(measure) or next((names for names in _ALIKE if measure in names), (measure,))
    return base in alike or measure in unit.split("/")[0]


def is_rate(text: str) -> bool:
    """Whether a name or question speaks of a rate of change rather than of an amount."""
    return bool(_RATE.search(fold(text)))


def asks_change(question: Question) -> bool:
    """Whether a question asks by how much something changed: 产量比上年增长多少."""
    return bool(_CHANGED.search(question.folded))


def asks_fall(question: Question) -> bool:
    """Whether a question asks what fell: 降幅最大."""
    return bool(_FELL.search(question.folded))


def asks_rate(question: Question) -> bool:
    """Whether a question asks how fast something changes."""
    return is_rate(question.folded) or bool(_CHANGE.search(question.folded))
