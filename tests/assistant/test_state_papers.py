"""Replies, opinions and divisions of tasks: requests, deadlines, bodies that form a body, two things set apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels
from fastapi.testclient import TestClient

REPLY = """国务院关于江州市湖泊治理目标的批复
国函〔2031〕14号
江州市人民政府、水利部：
你们报送的《关于修改江州市湖泊治理目标的请示》(江政文〔2031〕6号)收悉。现批复如下：
一、原则同意修改后的湖泊治理目标。
二、江州市湖泊治理所需资金主要由江州市筹集。
国务院
2031年3月31日
"""
LETTER = """国务院办公厅关于同意建立桥梁安全部际联席会议制度的函
国办函〔2032〕12号
交通运输部：
你部关于建立桥梁安全部际联席会议制度的请示收悉。经国务院同意，现函复如下：
国务院同意建立桥梁安全部际联席会议制度。联席会议不刻制印章，不正式行文。
联席会议由交通运输部、公安部、水利部、应急部等4个部门和单位组成，交通运输部为牵头单位。
联席会议由交通运输部主要负责同志担任召集人，公安部、水利部分管负责同志担任副召集人。办公室主任由应急部副部长郑远山兼任。
《桥梁检查目录》由应急部根据本函精神印发。
国务院办公厅
2032年1月26日
"""
OPINION = """国务院关于加强江河保护重点工作的意见
国发〔2033〕35号
各省、自治区、直辖市人民政府：
一、加强污染防治
（一）加强总量减排。对电力行业实行二氧化硫和氮氧化物排放总量控制，推行燃煤电厂脱硝。对钢铁行业实行二氧化硫排放总量控制。
二、健全保障机制
（二）加强组织领导。各地要制定实施细则。
（三）推行便民服务。推行补贴“即申即享”，通过信息共享，符合条件的农户直接享受补贴。
国务院
2033年10月17日
"""
TASKS = """国务院办公厅关于印发便民服务重点任务分工方案的通知
国办发〔2034〕43号
各省、自治区、直辖市人民政府：
现印发给你们，请认真贯彻落实。
国务院办公厅
2034年11月1日
便民服务重点任务分工方案
一、优化服务
（一）简化办事手续。（民政部、财政部等国务院相关部门及各地区按职责分工负责）
具体措施：
1．2035年3月底前公布办事清单。（民政部牵头，国务院相关部门及各地区按职责分工负责）
2．完善监督办法。（财政部牵头，国务院相关部门及各地区按职责分工负责）
（二）降低服务收费。（财政部牵头，各地区、各部门负责）
具体措施：
1．2035年3月底前清理收费项目。（财政部牵头，国务院相关部门按职责分工负责）
2．2035年6月底前公布收费标准。（市场监管总局牵头，国务院相关部门按职责分工负责）
（三）加强政策宣传。（国务院办公厅牵头，各地区、各部门负责）
具体措施：
1．2034年底前印发宣传手册。（国务院办公厅牵头，国务院相关部门按职责分工负责）
2．开展政策解读。（各地区、各部门负责）
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("state")
    texts = {"reply.txt": REPLY, "letter.txt": LETTER, "opinion.txt": OPINION, "tasks.txt": TASKS}
    with api_over(home, texts) as opened:
        yield opened


SAID = [
    ("江州市关于湖泊治理目标的请示，文号是多少？", "江政文〔2031〕6号"),
    ("What is the document number of the request that the reply on lake targets in Jiangzhou answers?", "〔2031〕6号"),
    ("《桥梁检查目录》由谁印发？", "应急部"),
    ("桥梁安全联席会议由几个部门和单位组成？", "4个部门和单位"),
    ("How many departments and units make up the bridge safety joint conference?", "4个部门和单位"),
    ("湖泊治理目标的批复和江河保护的意见，哪个发得早？", "2031年3月31日"),
    ("“即申即享”是什么意思？", "直接享受补贴"),
    ("2033年那份意见里，电厂和钢铁厂控制总量的污染物有什么不同？", "二氧化硫和氮氧化物"),
    ("2033年那份意见里，电厂和钢铁厂控制总量的污染物有什么不同？", "对钢铁行业实行二氧化硫排放总量控制"),
]


@pytest.mark.parametrize(("question", "words"), SAID)
def test_what_a_paper_says_of_other_papers_and_bodies_is_told(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


UNSAID = ["交通运输部请示的文号是多少？", "桥梁检查目录一共收了多少项？", "哪几个市被选为试点？"]


@pytest.mark.parametrize("question", UNSAID)
def test_what_a_paper_only_touches_on_is_not_answered(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found", answer["answer"]


DUE = [
    ("分工方案的具体措施里，2035年3月底前要办的有几条？", ["公布办事清单", "清理收费项目"]),
    ("分工方案里哪些任务要在2035年6月底前完成？", ["公布收费标准"]),
    ("分工方案里要在2034年底前完成的任务有哪些？", ["印发宣传手册"]),
]


@pytest.mark.parametrize(("question", "words"), DUE)
def test_tasks_are_listed_by_the_day_they_are_due(client: TestClient, question: str, words: list[str]) -> None:
    answer = ask(client, question)
    assert answer["receipt"]["matched"] == len(words), answer["answer"]
    text = answer["answer"] + "".join(item["text"] for item in answer["items"]) + str(answer["quotes"])
    assert all(word in text for word in words)


def test_paragraphs_under_a_heading_are_its_members(client: TestClient) -> None:
    assert len(labels(ask(client, "“健全保障机制”下面有几条？"))) == 2


def test_who_holds_a_post_is_told_by_the_clause_that_says_so(client: TestClient) -> None:
    answer = ask(client, "桥梁安全部际联席会议的召集人是谁？", "副召集人来自哪些部门？")
    assert set(labels(answer)) == {"公安部", "水利部"}
    assert "郑远山" in ask(client, "桥梁安全部际联席会议召集人是谁？", "那办公室主任呢？")["answer"]
