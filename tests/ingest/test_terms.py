"""Terms have Chinese synonyms, and English words lead to them."""

import pytest

from ingest.fold import fold
from ingest.terms import Terms
from ingest.unit_names import table_rows

TERMS = Terms.load()


@pytest.mark.parametrize(
    ("word", "synonym"),
    [
        ("GDP", "生产总值"),
        ("地区生产总值", "GDP"),
        ("CPI", "居民消费价格"),
        ("非遗", "非物质文化遗产"),
        ("社零", "社会消费品零售总额"),
        ("财政收入", "一般公共预算收入"),
        ("失业率", "城镇调查失业率"),
        ("PM2.5", "细颗粒物"),
        ("粮食总产", "粮食产量"),
        ("規上", "规模以上"),
    ],
)
def test_synonyms(word: str, synonym: str) -> None:
    assert synonym in TERMS.synonyms(word)
    assert fold(word) not in map(fold, TERMS.synonyms(word))


def test_no_synonyms_of_an_unknown_word() -> None:
    assert TERMS.synonyms("砂锅") == ()


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("What is the GDP growth target?", "GDP growth", "生产总值增速"),
        ("retail sales of consumer goods", "retail sales of consumer goods", "社会消费品零售总额"),
        ("Fixed-Asset Investment", "Fixed-Asset Investment", "固定资产投资"),
        ("the urban unemployment rate", "urban unemployment rate", "城镇调查失业率"),
        ("responsible units", "responsible units", "责任单位"),
        ("PM2.5 concentration", "PM2.5 concentration", "细颗粒物"),
        ("R&D spending", "R&D spending", "全社会研发投入"),
        ("the gazette's print run", "print run", "印数"),
        ("urbanisation rate", "urbanisation rate", "城镇化率"),
        ("bonded logistics centre", "bonded logistics centre", "保税物流中心"),
        ("representative projects", "representative projects", "代表性项目"),
    ],
)
def test_from_english(text: str, english: str, chinese: str) -> None:
    found = {text[start:end]: terms for start, end, terms in TERMS.from_english(text)}
    assert chinese in found[english]


def test_the_longest_term_hides_the_shorter() -> None:
    assert [start for start, _, _ in TERMS.from_english("GDP growth rate")] == [0]


def test_english_of_a_chinese_term() -> None:
    assert TERMS.english("民间文学") == "folk literature"
    assert TERMS.english("砂锅") == ""


def test_the_table_is_whole() -> None:
    rows = table_rows("terms.tsv", 2)
    assert len(rows) > 300
    assert all(chinese and english for chinese, english in rows)
