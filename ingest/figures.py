"""Figures with their unit and qualifier, found in a sentence or read from a table cell."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from ingest.dates import find_dates
from ingest.english_figures import find_english_figures
from ingest.measures import ABOUT, AT_LEAST, AT_MOST, HOPED, QUALIFIER_AFTER, QUALIFIER_BEFORE, SCALE, UNIT
from ingest.numerals import ARABIC, CHINESE_NUMERAL, parse_numeral
from ingest.quantity import Cell, Figure

__all__ = ["Cell", "Figure", "bounds", "find_figures", "parse_cell", "qualifiers", "same_figure"]

_BEFORE = rf"(?P<before>(?:(?:{QUALIFIER_BEFORE}|达到?|为|完成|到)\s{{0,3}}){{0,4}})"  # bounded, to stay linear
_AFTER = rf"(?P<after>(?:\s{{0,3}}(?:{QUALIFIER_AFTER}))?(?:\s{{0,3}}[（(](?:{'|'.join(HOPED)})数?[）)])?)"
_SIGN = r"(?:(?<![\dA-Za-z.%）)])[-−+]|负)?"
_GAP = r"[ \u3000]*\n?[ \u3000]*"  # a hard wrap may part a number from its unit, a tab parts cells
_MEASURE = rf"(?P<unit>[余多来]?(?:{SCALE})?[余多来]?(?:{UNIT})?)"  # 2000多人, 100余万元, 3万余户
_IN_WORDS = rf"(?P<number>{CHINESE_NUMERAL}+(?:点{CHINESE_NUMERAL}+)?)"
# No label (第3期, 95号), list number (1、), code (PM2.5, GB/T 33190, 尼龙66A), clock time or telephone number
_ARABIC_FIGURE = re.compile(
    rf"{_BEFORE}(?<![A-Za-z\d.:：〔第_/×<>])(?P<number>{_SIGN}(?!0\d)(?:{ARABIC}))"
    rf"(?![\d:：_+×]|\.\d|[—–-]\d{{5}}|\s*号|[〕）)\]】]\s*\d+\s*号)(?:{_GAP}{_MEASURE})(?![A-Za-z]){_AFTER}"
)
_PERCENT_IN_WORDS = re.compile(rf"{_BEFORE}百分之{_IN_WORDS}(?P<unit>){_AFTER}")
# 几 and 数 are no numbers; 四次会议 and 第十条 are labels
_CHINESE_FIGURE = re.compile(
    rf"{_BEFORE}(?<!{CHINESE_NUMERAL})(?<![第初之\d])(?<!第\s){_IN_WORDS}"
    rf"(?P<unit>[余多来]?(?:{UNIT}))(?!(?<=次)(?:会议|全会|全体)){_AFTER}"
)
_NO_UNIT_IN_WORDS = set("角字门台分度升口眼双片克")  # 三角, 十字, 十分: words, not amounts
_LIST_NUMBER = re.compile(r"(?m)^[ \t\u3000]*[（(]?\d+[ \u3000]?[.．、）)][ \t\u3000]*(?!\d)")
_CODE_BEFORE = re.compile(r"(?:[A-Za-z]\.?\s?|(?<!\d)0\d{2,3}\s?[—–-]\s?)$")
_RANGE = re.compile(r"\s*(?:[—–~～－-]+|至|到)\s*")


def find_figures(text: str) -> list[Figure]:
    """The figures of a text from left to right; dates, labels, codes and list numbers are none."""
    taken = bytearray(len(text))
    for date in find_dates(text, 2000):
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
    for label in _LIST_NUMBER.finditer(text):
        taken[label.start() : label.end()] = b"\1" * (label.end() - label.start())
    found: list[Figure] = []
    for figure in [*find_english_figures(text), *_find_chinese_figures(text)]:
        if not any(taken[figure.start : figure.end]):
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
            found.append(figure)
    return _ranges(text, sorted(found, key=lambda figure: figure.start))


def _find_chinese_figures(text: str) -> list[Figure]:
    found = []
    for pattern in (_PERCENT_IN_WORDS, _ARABIC_FIGURE, _CHINESE_FIGURE):
        for match in pattern.finditer(text):
            value, unit = parse_numeral(match["number"]), match["unit"]
            if value is None or (pattern is _CHINESE_FIGURE and (value == 1 or unit in _NO_UNIT_IN_WORDS)):
                continue  # 一项 and 统一部署 count nothing
            if not unit and _CODE_BEFORE.search(text, max(0, match.start() - 8), match.start()):
                continue
            found.append(_figure(match, value, "%" if pattern is _PERCENT_IN_WORDS else unit))
    return found


def _figure(match: re.Match[str], value: Decimal, unit: str) -> Figure:
    more = re.search("[余多来]", unit)
    lead = re.match(r"(?:\s|达到?|为|完成|到)*", match["before"])
    start = match.start() + (lead.end() if lead else 0)
    before = re.sub(r"\s|达到?|为|完成|到", "", match["before"].replace("不到", "不足"))
    after = re.sub(r"[\s（）()数]", "", match["after"].replace("（含）", "").replace("(含)", ""))
    verbatim = match.string[start : match.end()].rstrip()
    qualifier = before + (more[0] if more else "") + after
    return Figure(value, re.sub("[余多来]", "", unit), qualifier, start, start + len(verbatim), verbatim)


def _ranges(text: str, figures: list[Figure]) -> list[Figure]:
    """Give "10—20万元" its unit on both sides, and say that it runs from the one to the other."""
    for position, (first, last) in enumerate(pairwise(figures)):
        joins = _RANGE.fullmatch(text, first.end, last.start)
        if joins and first.unit in {"", last.unit} and first.value < last.value:
            figures[position] = first.but(unit=last.unit, qualifier=first.qualifier + "起")
            figures[position + 1] = last.but(qualifier=last.qualifier + "止")
    return figures


_CELL_LEAD = r"(?P<direction>提高|提升|增长|增加|上升|下降|降低|减少|压减|控制在|保持在?|稳定在)?\s*(?:至|到|了)?\s*"
_CELL = re.compile(
    rf"\s*{_CELL_LEAD}{_BEFORE}(?P<number>{_SIGN}(?:{ARABIC}|{CHINESE_NUMERAL}+))\s*{_MEASURE}{_AFTER}\s*",
)


def parse_cell(cell: str, header_unit: str = "") -> Cell:
    """A table cell as a value with the unit of its own or of its header; no value where it holds words or a dash."""
    verbatim = cell.strip()
    match = _CELL.fullmatch(re.sub(r"\s*\n\s*|[*＊①-⑳]+$", "", verbatim))  # hard wraps and footnote marks
    value = parse_numeral(match["number"]) if match else None
    if match is None or value is None:
        if (told := find_figures(verbatim)) and told[0].verbatim == verbatim:  # 百分之七十九
            return Cell(told[0].value, told[0].qualifier, told[0].unit, verbatim)
        return Cell(None, "", header_unit.strip(), verbatim)
    figure = _figure(match, value, match["unit"])
    return Cell(value, figure.qualifier, figure.unit or header_unit.strip(), verbatim, match["direction"] or "")


def qualifiers(qualifier: str) -> list[str]:
    """The single words of a joined qualifier: 预计超过 -> 预计, 超过."""
    words = sorted({*AT_LEAST, *AT_MOST, *ABOUT, *HOPED}, key=len, reverse=True)
    return re.findall("|".join(map(re.escape, words)), qualifier)


def bounds(figure: Figure | Cell) -> tuple[Decimal, Decimal] | None:
    """The lowest and highest value a figure allows, in its own unit; None without a value.

    左右 and 约 give the figure itself: how far "about" reaches is not invented.
    """
    if figure.value is None:
        return None
    words = qualifiers(figure.qualifier)
    low = high = figure.value
    if any(word in AT_LEAST for word in words):
        high = Decimal("Infinity")
    if any(word in AT_MOST for word in words):
        low = Decimal("-Infinity")
    return low, high


def same_figure(first: Figure | Cell, second: Figure | Cell) -> bool:
    """Whether two figures are the same amount of the same thing; their qualifiers are not compared."""
    return first.amount is not None and first.amount == second.amount and first.base_unit == second.base_unit
