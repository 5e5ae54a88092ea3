"""Rows, numbered items, lists and dates of state papers, as people ask for them in other words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels
from fastapi.testclient import TestClient

QUOTAS = """国务院办公厅转发渔业部关于渔业学校扩大规模请示的通知
国办发〔2036〕32号
各省人民政府：
渔业部《关于渔业学校扩大规模的请示》已经国务院批准，现转发给你们。
国务院办公厅
2036年7月17日
附：
渔业学校扩大招生计划表
单位：人
| 省（市） | 扩招 | 2037年招生任务 | 2038年招生任务 |
| --- | --- | --- | --- |
| 江苏 | 40 | 120 | 200 |
| 上海 | 10 | 100 | 175 |
| 浙江 | 10 | 45 | 90 |
| 天津 | 0 | 90 | 100 |
| 北京 | 5 | 90 | 125 |
"""
ASSOCIATIONS = """国务院办公厅关于清理整顿渔业协会的通知
国办发〔2037〕8号
各省人民政府：
（一）符合下列要求的协会予以保留。
1.有规范的名称。
2.有三十名以上的会员。
（二）对存在下列问题的协会予以撤销。
1.严重违法违纪的；
2.在规定的时间内未达到整改要求的。
（三）协会结余资金按照“两个准许”（准许用于培训，准许用于救助）的要求使用。
国务院办公厅
2037年3月2日
"""
DECREE = """中华人民共和国国务院令
第906号
《灯塔管理条例》已经2038年9月6日国务院第23次常务会议修订通过，现将修订后的《灯塔管理条例》公布，自2039年3月1日起施行。
2038年11月6日
灯塔管理条例
（2011年3月4日中华人民共和国国务院令第76号发布　2038年9月6日国务院第23次常务会议修订通过）
第一章　总则
第一条　为了规范灯塔管理，制定本条例。
第二条　本条例所称灯塔，是指沿海助航设施。
第二章　附则
第三条　本条例自2039年3月1日起施行。
"""
PRAISED = """国务院办公厅关于对港口督查发现的典型做法给予表扬的通报
国办发〔2038〕10号
各省人民政府：
现将港口督查发现的典型做法通报如下。
国务院办公厅
2038年12月4日
附件
港口督查发现的典型做法
（共9项）
1.上海市打造“双港”升级版。
2.天津市优化通关流程。
3.河北省建设绿色码头。
4.山东省搭建“双港”平台。
5.江苏省推进电子提单。
6.浙江省试行夜间引航。
7.福建省整治航道。
8.广东省简化船员换证。
9.海南省改造客运站。
"""

RESERVES = """国务院办公厅关于公布新建海鸟保护区名单的通知
国办发〔2039〕5号
各省人民政府：
一、机构和搬迁
（一）每处保护区设立管理机构。管理机构应于2039年12月31日前组建完毕。
（二）保护区核心区内原有居民的搬迁由县级人民政府负责，2044年底前完成；自愿保留传统捕捞方式的渔民可以不搬迁，但每户渔船数量不得增加。
（三）保护区的撤销应当经国务院批准。批准建立之日起5年内，原则上不得调整。
国务院办公厅
2039年5月2日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    texts = {"associations": ASSOCIATIONS, "decree": DECREE, "praised": PRAISED, "reserves": RESERVES}
    papers = {"quotas.md": QUOTAS, **{f"{name}.txt": text for name, text in texts.items()}}
    with api_over(tmp_path_factory.mktemp("records"), papers) as served:
        yield served


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("苏沪两家2038年的渔业学校招生任务哪家大？大出来多少人？", ["江苏", "25"]),
        ("京津两地2038年渔业学校招生任务差多少？", ["25"]),
        ("渔业学校扩大招生那张表，2037年派给浙江的招生任务是几名？", ["45"]),
        ("《灯塔管理条例》是哪天起施行的？国务院令是几号？", ["906", "2039年3月1日"]),
        ("《灯塔管理条例》是国务院第几号令公布的，什么时候起施行？", ["906", "2039年3月1日"]),
        (
            "What is the date of the State Council circular on cleaning up fishery associations (渔业协会)?",
            ["2037年3月2日"],
        ),
        ("“两个准许”分别是什么？", ["培训", "救助"]),
        ("2039年新建的海鸟保护区，住在核心区的渔民能不能不搬？", ["渔民可以不搬迁"]),
        ("2039年新建的海鸟保护区，批准建立几年之内不能调整？", ["5年"]),
        ("2039年那批新建海鸟保护区，居民搬迁什么时候完成？", ["2044年底前"]),
    ],
)
def test_what_a_paper_records_is_told(client: TestClient, question: str, words: list[str]) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert all(word in answer["answer"] for word in words), answer["answer"]


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("2038年渔业学校招生任务一百以上的有哪些省（刚好一百的不算）？", {"江苏", "上海", "北京"}),
        ("2038年渔业学校招生任务一百以上的有哪些省？", {"江苏", "上海", "北京", "天津"}),
        ("渔业学校扩招一栏里十名的有哪几个省？", {"上海", "浙江"}),
        ("港口督查典型做法里，有几条的标题带“双港”字样？", {"1", "4"}),
        ("清理整顿渔业协会，哪几种情况的协会要撤销？", {"严重违法违纪的", "在规定的时间内未达到整改要求的"}),
    ],
)
def test_all_that_meet_a_condition_are_listed(client: TestClient, question: str, members: set[str]) -> None:
    answer = ask(client, question)
    assert set(labels(answer)) == members, answer["answer"]


@pytest.mark.parametrize("question", ["港口督查典型做法标题里有“三港”的有几条？", "“五个准许”是指哪五个？"])
def test_what_no_paper_says_is_not_answered(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found", answer["answer"]
