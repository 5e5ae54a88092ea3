"""Figures carry their unit and qualifier; cells become values or say that they are none."""

from decimal import Decimal

import pytest

from ingest.figures import Figure, bounds, find_figures, parse_cell, qualifiers, same_figure


def _brief(text: str) -> list[str]:
    return [f"{figure.value}|{figure.unit}|{figure.qualifier}" for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成投资100亿元以上", ["100|亿元|以上"]),
        ("约2929.4亿元", ["2929.4|亿元|约"]),
        ("增长5.5%左右", ["5.5|%|左右"]),
        ("提高1个百分点以上", ["1|个百分点|以上"]),
        ("进出口总值突破70亿元", ["70|亿元|突破"]),
        ("不低于百分之二十五", ["25|%|不低于"]),
        ("41微克/立方米", ["41|微克/立方米|"]),
        ("6.73件/万人", ["6.73|件/万人|"]),
        ("39.7立方米/万元", ["39.7|立方米/万元|"]),
        ("7000吨/年", ["7000|吨/年|"]),
        ("技能培训10.7万人次", ["10.7|万人次|"]),
        ("新能源装机达到660万千瓦，占比达57%", ["660|万千瓦|", "57|%|"]),
        ("230万吨（预计）", ["230|万吨|预计"]),
        ("力争突破1,200套", ["1200|套|力争突破"]),
        ("10万元以上收入村100个", ["10|万元|以上", "100|个|"]),
        ("100余项、2000多人", ["100|项|余", "2000|人|多"]),
        ("100余万元和3万余户", ["100|万元|余", "3|万户|余"]),
        ("下降-0.5%", ["-0.5|%|"]),
        ("三十年", ["30|年|"]),
        ("达到2929.4\n亿元、增长", ["2929.4|亿元|"]),
        ("270\t天", ["270||"]),
        ("两大行动和九个方面", ["9|个|"]),
        ("共计一百三十二项", ["132|项|"]),
        ("10—20万元", ["10|万元|起", "20|万元|止"]),
        ("超过60的指标", ["60||超过"]),
        ("5 万户以上", ["5|万户|以上"]),
        ("不超过３天", ["3|天|不超过"]),
        ("不到五百家", ["500|家|不足"]),
        ("25%以内", ["25|%|以内"]),
        ("15分钟", ["15|分钟|"]),
        ("3个月", ["3|个月|"]),
        ("5千瓦", ["5|千瓦|"]),
    ],
)
def test_chinese(text: str, expected: list[str]) -> None:
    assert _brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月2日", "第3期", "平政〔2026〕6号", "95号任务", "PM2.5", "尼龙66A", "5G基站", "第一百二十三条",
        "哪一项任务", "1. 深入实施", "（1）总则", "0375—2665989", "2021—2035年", "9:30开会", "十五五", "统一部署",
        "四次会议", "第二十一条", "长三角", "PM<sub>2.5</sub>",
         "进一步", "GB/T 33190",
        "section eight", "coal mine No. 11", "tasks twelve",
        "March 2, 2026", "the third task", "one of the bureaus",
    ],
)  # fmt: skip
def test_no_figure(text: str) -> None:
    assert find_figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 7 billion yuan", ["7|十亿元|超过"]),
        ("about 5.5 percent", ["5.5|%|约"]),
        ("0.5 percentage points", ["0.5|百分点|"]),
        ("at least 2.25 million tonnes", ["2.25|百万吨|不少于"]),
        ("ninety-five tasks", ["95||"]),
        ("220 km or more", ["220|公里|以上"]),
        ("over 60", ["60||超过"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert _brief(text) == expected


def test_offsets_are_into_the_text() -> None:
    text = "预计完成投资 730 亿元 左右；港口吞吐量达100万吨。"
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.verbatim
    assert [figure.verbatim for figure in find_figures(text)] == ["730 亿元 左右", "100万吨"]


@pytest.mark.parametrize(
    ("cell", "header", "expected"),
    [
        ("6.5左右", "%", ("6.5", "左右", "%", "")),
        ("225 以上", "万吨", ("225", "以上", "万吨", "")),
        ("-", "%", (None, "", "%", "")),
        ("—", "", (None, "", "", "")),
        ("提高1个百分点以上", "%", ("1", "以上", "个百分点", "提高")),
        ("按省下达计划执行", "天", (None, "", "天", "")),
        ("与经济增长同步", "%", (None, "", "%", "")),
        ("230（预计）", "万吨", ("230", "预计", "万吨", "")),
        ("2,684", "万吨", ("2684", "", "万吨", "")),
        ("2025", "万吨", ("2025", "", "万吨", "")),
        ("-3.1", "%", ("-3.1", "", "%", "")),
        ("控制在25%以内", "", ("25", "以内", "%", "控制在")),
        ("58.1*", "%", ("58.1", "", "%", "")),
        ("VIII—83", "", (None, "", "", "")),
        ("10-20", "", (None, "", "", "")),
        ("汝州市", "", (None, "", "", "")),
        ("2026年3月", "", (None, "", "", "")),
        ("", "件", (None, "", "件", "")),
    ],
)
def test_cell(cell: str, header: str, expected: tuple[str | None, str, str, str]) -> None:
    found = parse_cell(cell, header)
    value = None if expected[0] is None else Decimal(expected[0])
    assert (found.value, found.qualifier, found.unit, found.direction) == (value, *expected[1:])
    assert found.verbatim == cell.strip()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5%以上", "5", "Infinity"), ("25%以内", "-Infinity", "25"), ("不低于3天", "3", "Infinity"),
        ("5.5%左右", "5.5", "5.5"), ("不超过3天", "-Infinity", "3"), ("7套", "7", "7"),
        ("预计超过9家", "9", "Infinity"),
    ],
)  # fmt: skip
def test_bounds(text: str, low: str, high: str) -> None:
    assert bounds(find_figures(text)[0]) == (Decimal(low), Decimal(high))


def test_same_figure_looks_through_the_scale() -> None:
    def figure(text: str) -> Figure:
        return find_figures(text)[0]

    assert same_figure(figure("2929.4亿元"), figure("292.94 billion yuan"))
    assert same_figure(figure("225万吨以上"), figure("2250000吨"))
    assert same_figure(parse_cell("225以上", "万吨"), figure("225万吨"))
    assert same_figure(figure("1个百分点"), figure("1 percentage point"))
    assert not same_figure(figure("5%"), figure("5个百分点"))
    assert not same_figure(figure("225万吨"), figure("225万亩"))


def test_qualifiers_come_apart() -> None:
    assert qualifiers("预计不少于") == ["预计", "不少于"]
    assert qualifiers("力争突破") == ["力争", "突破"]
