"""Units of measure, their scales and the words that qualify a figure."""

from __future__ import annotations

import re
from decimal import Decimal

SCALES = {
    "万亿": Decimal(10**12),
    "千亿": Decimal(10**11),
    "百亿": Decimal(10**10),
    "十亿": Decimal(10**9),
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "万": Decimal(10**4),
    "千": Decimal(1000),
    "百": Decimal(100),
}
ENGLISH_SCALES = {
    "thousand": "千",
    "million": "百万",
    "mn": "百万",
    "billion": "十亿",
    "bn": "十亿",
    "trillion": "万亿",
}

_NAMES = (
    "个百分点 百分点 % ％ ‰ 平方公里 平方千米 平方米 平方 ㎡ m² 公顷 亩 公里 千米 厘米 毫米 海里 米 立方米 立方 毫升 升"
    " 吨标准煤 吨标煤 吨 公斤 千克 毫克 微克 克 斤 千瓦时 千瓦 兆瓦 瓦 千伏安 千伏 兆伏安 度 美元 欧元 港元 日元 元"
    " 个月 个工作日 工作日 年度 周年 年 天 日 小时 分钟 秒 周 岁 人次 车次 班次 场次 批次 人 名 位 户 家 个 项 件 套 座"
    " 条 部 台 辆 艘 架 所 处 张 册 篇 次 场 集 股 只 头 匹 羽 棵 株 幅 块 片 种 类 宗 起 例 双 组 支 门 层 间 栋 幢"
    " 卷 本 份 枚 席 倍 分贝 分 页 字 床 盏 口 眼 根 箱 瓶 袋 桶 孔 吨公里 人公里 标箱 章 款 课时 学时"
)
_LATIN = "km² km hm² hm kg kWh kW MW GW kV cm mm"
_LONGEST_FIRST = sorted({*_NAMES.split(), *_LATIN.split()}, key=len, reverse=True)
_NAME = "|".join(map(re.escape, _LONGEST_FIRST))

# 千 in 千瓦 and 百 in 百分点 belong to the unit, not to the number
SCALE = rf"(?:{'|'.join(SCALES)})(?!瓦|克|米|伏|分点|分之)"
UNIT = rf"(?:{_NAME})(?:[/／·](?:{SCALE})?(?:{_NAME}))*"

_SAME_UNIT = {
    "％": "%",
    "个百分点": "百分点",
    "千米": "公里",
    "km": "公里",
    "平方千米": "平方公里",
    "km²": "平方公里",
    "㎡": "平方米",
    "m²": "平方米",
    "千克": "公斤",
    "kg": "公斤",
    "kW": "千瓦",
    "MW": "兆瓦",
    "kWh": "千瓦时",
    "名": "人",
    "位": "人",
    "吨标煤": "吨标准煤",
}
ENGLISH_UNITS = {
    r"percentage\s+points?|percent\s+points?": "百分点",
    r"per\s?cent|pct": "%",
    r"(?:chinese\s+)?yuan|rmb|renminbi": "元",
    r"us\s+dollars|dollars|usd": "美元",
    r"(?:metric\s+)?ton(?:ne)?s?": "吨",
    r"square\s+kilomet(?:er|re)s?|sq\s?km": "平方公里",
    r"square\s+met(?:er|re)s?|sqm": "平方米",
    r"cubic\s+met(?:er|re)s?": "立方米",
    r"kilomet(?:er|re)s?|km": "公里",
    r"micrograms?\s+per\s+cubic\s+met(?:er|re)": "微克/立方米",
    r"hectares?": "公顷",
    r"mu": "亩",
    r"kilowatts?|kw": "千瓦",
    r"megawatts?|mw": "兆瓦",
    r"people|persons?": "人",
    r"households?": "户",
    r"enterprises?|companies|firms?": "家",
    r"(?:working|work|business)\s+days?": "工作日",
    r"days?": "天",
    r"hours?": "小时",
    r"minutes?": "分钟",
    r"weeks?": "周",
    r"months?": "个月",
    r"years?": "年",
    r"times": "倍",
}


def base_unit(unit: str) -> str:
    """A unit without its scale and in one spelling: 万千米 -> 公里."""
    bare = re.sub(rf"^{SCALE}", "", unit)
    return _SAME_UNIT.get(bare, bare).replace("／", "/")


def unit_scale(unit: str) -> Decimal:
    """What a written unit multiplies its number by: 亿元 -> 100000000."""
    scale = re.match(SCALE, unit)
    return SCALES[scale[0]] if scale else Decimal(1)


# What a qualifier says of the true value: at least, at most, about, or only hoped for
AT_LEAST = (
    *(
        "不低于",
        "不少于",
        "不小于",
        "至少",
        "最少",
        "超过",
        "突破",
        "高于",
        "大于",
        "多于",
        "及以上",
        "或以上",
    ),
    *("（含）以上", "以上", "之上", "往上", "朝上", "开外", "逾", "超", "满", "余", "多", "起"),
)
AT_MOST = (
    *(
        "不超过",
        "不高于",
        "不大于",
        "不多于",
        "最多",
        "至多",
        "低于",
        "小于",
        "少于",
        "不足",
        "不到",
        "及以下",
    ),
    *("或以下", "以下", "以内", "之内", "之下", "往下", "以里", "止", "不满", "未满"),
)
ABOUT = ("大约", "约为", "约", "将近", "接近", "近", "左右", "上下", "来")
HOPED = ("预计", "预期", "力争", "争取", "计划")
_BEFORE_ONLY = {"余", "多", "来", "起", "止", "以上", "以下", "以内", "之内", "之上", "之下", "左右", "上下"}
_BEFORE_ONLY |= {"往上", "朝上", "开外", "往下", "以里"}
_WORDS = [*AT_LEAST, *AT_MOST, *ABOUT, *HOPED]
QUALIFIER_BEFORE = "|".join(
    sorted({word for word in _WORDS if word not in _BEFORE_ONLY and word[-2:] not in _BEFORE_ONLY}, key=len)[::-1]
)
QUALIFIER_AFTER = r"（含）以上|\(含\)以上|[及或]?以[上下]|以内|之内|之上|之下|往上|朝上|开外|往下|以里|左右|上下"

ENGLISH_QUALIFIERS = {
    r"not?\s+less\s+than|not?\s+fewer\s+than|at\s+least|a\s+minimum\s+of": "不少于",
    r"not?\s+more\s+than|at\s+most|up\s+to|not\s+exceeding|a\s+maximum\s+of|within": "不超过",
    r"more\s+than|over|above|exceed(?:s|ing|ed)?|(?:great|high|larg)er\s+than|surpass(?:es|ing|ed)?": "超过",
    r"less\s+than|fewer\s+than|under|below|lower\s+than": "低于",
    r"about|around|approximately|roughly|some|circa": "约",
    r"nearly|almost|close\s+to": "近",
    r"an\s+expected|expected": "预计",
}
ENGLISH_QUALIFIERS_AFTER = {
    r"or\s+(?:more|above|higher|over)|and\s+(?:above|over)": "以上",
    r"or\s+(?:less|fewer|below|lower|under)": "以下",
    r"or\s+so": "左右",
}
