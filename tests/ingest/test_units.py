"""Units are found by full name, nickname and English name, and never taken for those of another level or place."""

import pytest

from ingest.unit_names import Aliases, table_rows
from ingest.units import UnitIndex, UnitMention, english, government_of, normal_unit, take_apart

# An invented city, so that nothing here is learnt from the bundled gazette
UNITS = (
    *(
        "市发展改革委",
        "市交通运输局",
        "市住房城乡建设局",
        "市工业和信息化局",
        "市人力资源社会保障局",
        "市教育体育局",
    ),
    *("市文化广电和旅游局", "市卫生健康委", "市政府国资委", "市市场监管局", "市自然资源和规划局", "市财政局"),
    *(
        "市政务服务和数字化管理局",
        "市政府办公室",
        "市残联",
        "市妇联",
        "市城乡水务发展集团有限公司",
        "省教育厅",
    ),
    *(
        "清河县政府",
        "柳泉市政府",
        "高新区管委会",
        "临江新材料开发区管委会",
        "云州供电公司",
        "云州学院",
        "云州海关",
    ),
    *("人行云州市分行", "国家金融监督管理总局云州监管分局", "共青团云州市委", "市科技企业创新平台服务中心"),
    "云州建设投资控股集团有限公司",
)
INDEX = UnitIndex(UNITS)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("市发展改革委牵头的任务", ["市发展改革委"]),
        ("发改委牵头几项", ["市发展改革委"]),
        ("市发改委", ["市发展改革委"]),
        ("发展和改革委员会", ["市发展改革委"]),
        ("住建局和工信局", ["市住房城乡建设局", "市工业和信息化局"]),
        ("人社局、文旅局、卫健委", ["市人力资源社会保障局", "市文化广电和旅游局", "市卫生健康委"]),
        ("教体局", ["市教育体育局"]),
        ("教育局", ["市教育体育局"]),
        ("体育局", ["市教育体育局"]),
        ("国资委；市监局", ["市政府国资委", "市市场监管局"]),
        ("自规局", ["市自然资源和规划局"]),
        ("资规局", ["市自然资源和规划局"]),
        ("交通局负责什么", ["市交通运输局"]),
        ("交通部门", ["市交通运输局"]),
        ("政务服务局", ["市政务服务和数字化管理局"]),
        ("高新区管委会", ["高新区管委会"]),
        ("高新区有哪些任务", ["高新区管委会"]),
        ("新材料开发区管委会", ["临江新材料开发区管委会"]),
        ("供电公司", ["云州供电公司"]),
        ("海关", ["云州海关"]),
        ("人民银行", ["人行云州市分行"]),
        ("金融监管局", ["国家金融监督管理总局云州监管分局"]),
        ("团市委", ["共青团云州市委"]),
        ("水务集团", ["市城乡水务发展集团有限公司"]),
        ("建投和云建投", ["云州建设投资控股集团有限公司"] * 2),
        ("建投资金", []),
        ("居民委员会", []),
        ("已经委托", []),
        ("创新平台中心", ["市科技企业创新平台服务中心"]),
        ("清河县政府", ["清河县政府"]),
        ("清河县人民政府", ["清河县政府"]),
        ("清河政府", ["清河县政府"]),
        ("省教育厅", ["省教育厅"]),
        ("市發展改革委", ["市发展改革委"]),
        ("市发展\n改革委", ["市发展改革委"]),
    ],
)
def test_chinese_names(question: str, expected: list[str]) -> None:
    assert [unit for mention in INDEX.find(question) for unit in mention.units] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the Municipal Transport Bureau lead?", ["市交通运输局"]),
        ("transport bureau", ["市交通运输局"]),
        ("the Bureau of Transportation", ["市交通运输局"]),
        ("Development and Reform Commission", ["市发展改革委"]),
        ("housing and urban-rural development bureau", ["市住房城乡建设局"]),
        ("Culture, Radio, Television & Tourism Bureau", ["市文化广电和旅游局"]),
        ("Disabled Persons' Federation", ["市残联"]),
        ("Qinghe County Government", ["清河县政府"]),
        ("the people's government of Qinghe County", ["清河县政府"]),
        ("Yunzhou Power Supply Company", ["云州供电公司"]),
        ("the education bureau", ["市教育体育局"]),
        ("High-tech Zone Administrative Committee", ["高新区管委会"]),
        ("SASAC", ["市政府国资委"]),
    ],
)
def test_english_names(question: str, expected: list[str]) -> None:
    assert [unit for mention in INDEX.find(question) for unit in mention.units] == expected


@pytest.mark.parametrize(
    "question",
    [
        "省发改委", "清河县教育局", "柳泉市教育局", "哪个局牵头最多", "各部门", "管理局", "怎么办", "服务中心",
        "去办公室",
        "Provincial Development and Reform Commission", "Qinghe County Education Bureau", "which bureau leads",
    ],
)  # fmt: skip
def test_nothing_of_another_level_or_place(question: str) -> None:
    assert INDEX.find(question) == []


def test_mention_says_where() -> None:
    question = "请问发改委 和市残联"
    assert INDEX.find(question) == [
        UnitMention(2, 5, "发改委", ("市发展改革委",)),
        UnitMention(7, 10, "市残联", ("市残联",)),
    ]


def test_two_units_with_one_nickname_are_both_named() -> None:
    index = UnitIndex(["市教育局", "省教育局"])
    assert index.find("教育局")[0].units == ("市教育局", "省教育局")
    assert index.find("省教育局")[0].units == ("省教育局",)


def test_own_name_before_anothers_nickname() -> None:
    index = UnitIndex(["市教育局", "市教育体育局"])
    assert index.find("教育局")[0].units == ("市教育局",)


def test_unknown_organs_are_named() -> None:
    assert [mention.verbatim for mention in INDEX.unknown("气象局和市财政局各负责什么")] == ["气象局"]
    assert INDEX.unknown("市财政局负责什么") == []


@pytest.mark.parametrize(
    ("name", "level", "region", "common"),
    [
        ("市发展改革委", "市", "", "发展和改革委员会"),
        ("市市场监管局", "市", "", "市场监督管理局"),
        ("市民政局", "市", "", "民政局"),
        ("城市管理局", "", "", "城市管理局"),
        ("云州市财政局", "市", "云州市", "财政局"),
        ("清河县人民政府", "县", "清河县", "政府"),
        ("市人民政府国有资产监督管理委员会", "市", "", "国有资产监督管理委员会"),
        ("国家统计局", "", "", "国家统计局"),
        ("人行云州市分行", "", "", "中国人民银行"),
        ("城乡一体化示范区管委会", "", "", "城乡一体化示范区管委会"),
    ],
)
def test_take_apart(name: str, level: str, region: str, common: str) -> None:
    parts = take_apart(name)
    assert (parts.level, parts.region, parts.common) == (level, region, common)


def test_normal_unit_is_one_name_for_all_writings() -> None:
    assert len({normal_unit(name) for name in ("市发展改革委", "发改委", "市发展和改革委员会", "发展改革委")}) == 1
    assert normal_unit("清河县政府") == normal_unit("清河县人民政府") != normal_unit("市政府")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("市交通运输局", "Municipal Transport Bureau"),
        ("省教育厅", "Provincial Education Department"),
        ("叶县政府", "Ye County Government"),
        ("柳泉市政府", "Liuquan Municipal Government"),
        ("云州供电公司", "Yunzhou Power Supply Company"),
        ("高新区管委会", "High-tech Zone Administrative Committee"),
        ("人行云州市分行", "People's Bank of China Yunzhou Branch"),
        ("清河县", "Qinghe County"),
        ("市内四区", "Urban Four Districts"),
    ],
)
def test_english(name: str, expected: str) -> None:
    assert english(name) == expected


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_found_by_its_own_names(unit: str) -> None:
    assert [mention.units for mention in INDEX.find(unit)] == [(unit,)]
    assert [mention.units for mention in INDEX.find(english(unit))] == [(unit,)]


def test_government_of() -> None:
    assert government_of("清河县") == "清河县政府"
    assert government_of("高新区") == "高新区管委会"


def test_the_table_is_whole() -> None:
    names = [row[0] for row in table_rows("aliases.tsv", 4)]
    assert len(names) > 120
    assert len(names) == len(set(names))
    assert all(organ.english for organ in Aliases.load().organs)


def test_unknown_organs_are_named_in_english_too() -> None:
    assert [mention.verbatim for mention in INDEX.unknown("What does the Audit Bureau do?")] == ["Audit Bureau"]
    assert INDEX.unknown("the transport bureau and folk customs") == []
