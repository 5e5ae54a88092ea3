"""Regions are learnt from names and found with and without suffix, in Chinese and in pinyin."""

import pytest

from ingest.regions import RegionIndex, english_region, fold_region, learn_regions

# Of an invented city: unit names and table cells as they come
NAMES = (
    *(
        "柳泉市政府",
        "清河县人民政府",
        "叶 县",
        "郟县",
        "东城区政府",
        "新华区",
        "乐安县",
        "城乡一体化示范区管委会",
    ),
    *(
        "市财政局",
        "各县（市、区）政府",
        "市内五区",
        "云州学院",
        "石桥镇",
        "高新区管委会",
        "江北省",
        "老旧小区",
    ),
)
INDEX = RegionIndex(NAMES)


def test_learnt() -> None:
    assert learn_regions(NAMES) == (
        *("柳泉市", "清河县", "叶县", "郏县", "东城区", "新华区", "乐安县", "城乡一体化示范区"),
        *("石桥镇", "高新区", "江北省"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("柳泉市有哪些项目", ["柳泉市"]),
        ("柳泉的非遗", ["柳泉市"]),
        ("清河、柳泉各有几项", ["清河县", "柳泉市"]),
        ("叶县和叶 县", ["叶县", "叶县"]),
        ("叶子", []),
        ("郏县", ["郏县"]),
        ("郟縣", ["郏县"]),
        ("新华的项目", ["新华区"]),
        ("新华社", []),
        ("清河路改造", []),
        ("清河区", []),
        ("示范区有几项", ["城乡一体化示范区"]),
        ("高新区", ["高新区"]),
        ("江北", ["江北省"]),
        ("Liuquan", ["柳泉市"]),
        ("in Ye County", ["叶县"]),
        ("ye", []),
        ("Jia County and Xinhua District", ["郏县", "新华区"]),
        ("Qing He County", ["清河县"]),
        ("Qinghe District", []),
        ("Le'an County", ["乐安县"]),
        ("Lean County", ["乐安县"]),
        ("the High-tech Zone", []),
    ],
)
def test_found(text: str, expected: list[str]) -> None:
    assert [mention.region for mention in INDEX.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("各县（市、区）政府", "各县(市、区)"),
        ("市内五区", "市内五区"),
        ("有关县（市、区）", "有关县(市、区)"),
    ],
)
def test_collectives_stay_as_said(text: str, region: str) -> None:
    (mention,) = INDEX.find(text)
    assert (mention.region, mention.collective) == (region, True)


def test_fold_region() -> None:
    assert fold_region("郟县") == fold_region("郏 县") == "郏县"


def test_english_region() -> None:
    assert [english_region(name) for name in ("柳泉市", "叶县", "新华区", "江北省", "城乡一体化示范区")] == [
        *("Liuquan City", "Ye County", "Xinhua District", "Jiangbei Province"),
        "Urban-Rural Integration Demonstration Zone",
    ]


def test_mention_says_where() -> None:
    text = "请问 叶 县 有几项"
    (mention,) = INDEX.find(text)
    assert text[mention.start : mention.end] == mention.verbatim == "叶 县"
