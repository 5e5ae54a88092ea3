"""What holds of all normal forms: places are true, order is kept, and no text takes long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.dates import find_dates
from ingest.figures import bounds, find_figures, parse_cell, same_figure
from ingest.numerals import parse_english_numeral, parse_numeral
from ingest.regions import RegionIndex
from ingest.terms import Terms
from ingest.units import UnitIndex, english, take_apart

NAMES = ["市发展改革委", "清河县政府", "市交通运输局", "云州供电公司", "柳泉市", "叶 县", "高新区管委会"]
UNITS, REGIONS, TERMS = UnitIndex(NAMES), RegionIndex(NAMES), Terms.load()
PIECES = st.sampled_from(
    [
        *"年月日至-—第号，。约%万亿元吨个两十〇委局市县郟１①点负（）,'\n\t",
        *(
            "2026",
            "3",
            "23",
            "上旬",
            "季度",
            "超过",
            "以上",
            "左右",
            "一百",
            "发改",
            "政府",
            "清河",
            "柳泉",
            "百分之",
        ),
        *(
            "March",
            "May",
            "2",
            "to",
            "early",
            "twenty",
            "one",
            "and",
            "bureau",
            "of",
            "transport",
            "GDP",
            "growth",
        ),
        "PM<sub>2.5</sub>",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join), st.text())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_places_are_true_and_in_order(text: str) -> None:
    for found in (
        find_dates(text, 2026),
        find_figures(text),
        UNITS.find(text),
        REGIONS.find(text),
        UNITS.unknown(text),
    ):
        assert all(text[item.start : item.end] == item.verbatim for item in found)
        assert [item.start for item in found] == sorted(item.start for item in found)
        assert all(item.start < item.end for item in found)
    assert all(0 <= start < end <= len(text) and chinese for start, end, chinese in TERMS.from_english(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_values_make_sense(text: str) -> None:
    assert all(date.first <= date.last for date in find_dates(text, 2026))
    for figure in find_figures(text):
        low, high = bounds(figure) or (figure.value, figure.value)
        assert low <= high
        assert same_figure(figure, figure)
    cell = parse_cell(text, "万吨")
    assert cell.verbatim == text.strip()
    assert cell.value is None or cell.value.is_finite()
    for value in (parse_numeral(text), parse_english_numeral(text)):
        assert value is None or value.is_finite()
    assert isinstance(english(text), str)
    assert take_apart(text).organ is not None


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "十",
        "3月",
        "March ",
        "one ",
        "约",
        "超过 ",
        "1,",
        " ",
        "\n",
        "2025-",
        "局",
        "市局",
        "bureau ",
        "达到",
        "1-",
        "百",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 2000)[:2000]
    began = time.perf_counter()
    find_dates(text, 2026)
    find_figures(text)
    UNITS.find(text)
    REGIONS.find(text)
    TERMS.from_english(text)
    assert time.perf_counter() - began < 5, "a pattern backtracks"
