"""Questions on plans and opinions of the State Council's office: stages, lists in a sentence, what follows a case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

PLAN = """国务院办公厅关于印发江州小水电站安全检查工作方案的通知
国办发〔2031〕14号
各省、自治区、直辖市人民政府：
《江州小水电站安全检查工作方案》已经国务院同意，现印发给你们，请认真组织落实。
国务院办公厅
2031年3月11日
江州小水电站安全检查工作方案
一、检查对象
装机容量5万千瓦以下的水电站。已通过大坝注册满三年的水电站不列入检查。
二、检查内容
主要包括以下三个方面：
1.大坝和溢洪道的工程质量；
2.应急预案和演练情况；
3.管理人员持证情况。
三、时间安排
检查分三个阶段进行。
第一阶段：动员部署（2031年3月15日—3月31日）。各地成立领导机构。
第二阶段：自查自纠（2031年4月1日—5月20日）。业主逐座自查。
第三阶段：整改总结（2031年7月1日—8月15日）。对发现的问题限期整改。
四、工作要求
（一）业主须具备下列条件：有独立的值班室；有3名持证的运行人员；有完整的设备档案。
（二）检查结论分为合格、限期整改、报废拆除三类。
（三）检查期间不得擅自放水，不得占用泄洪通道，不得涂改运行日志。
（四）值班人员不得少于4人。达不到要求的，限于2031年9月底前补齐，逾期吊销取水许可证。
（五）检查由水利部牵头，会同能源局、应急部联合验收。水利部副部长江远山任检查领导小组组长，联系电话：010－63208817。
（六）检查的主要任务是：核对图纸、测量渗流、试验闸门、登记造册。
（七）发现渗漏的，业主应当在24小时内向当地水利部门报告。
本方案有效期至2032年12月31日。
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("plans"), {"plan.txt": PLAN}) as opened:
        yield opened


LISTS = [
    ("小水电站检查分几步走？", ["动员部署", "自查自纠", "整改总结"]),
    ("How many stages does the hydropower station inspection have?", ["动员部署", "自查自纠", "整改总结"]),
    ("小水电站检查都查哪些内容？", ["工程质量", "应急预案", "持证情况"]),
    ("水电站业主要具备哪几个条件？", ["独立的值班室", "3名持证", "设备档案"]),
    ("水电站检查结论有哪几类？", ["合格", "限期整改", "报废拆除"]),
    ("水电站检查期间哪些事不能干？", ["擅自放水", "泄洪通道", "运行日志"]),
    ("水电站检查的主要任务有几项？", ["核对图纸", "测量渗流", "试验闸门", "登记造册"]),
]


@pytest.mark.parametrize(("question", "members"), LISTS)
def test_a_list_of_a_plan_is_told_whole(client: TestClient, question: str, members: list[str]) -> None:
    answer = ask(client, question)
    assert len(answer["items"]) == len(members), answer["answer"]
    assert all(m in item["text"] for m, item in zip(members, answer["items"], strict=True))


SAID = [
    ("水电站检查的自查自纠阶段是什么时候？", "4月1日—5月20日"),
    ("水电站值班人员少于4人的话怎么办？", "逾期吊销取水许可证"),
    ("什么样的水电站可以不查？", "已通过大坝注册满三年"),
    ("水电站检查领导小组的组长是谁？", "江远山"),
    ("水电站检查的电话是多少？", "63208817"),
    ("国办发〔2031〕14号有效期到哪天？", "2032年12月31日"),
]


@pytest.mark.parametrize(("question", "words"), SAID)
def test_what_a_plan_says_of_a_stage_a_case_or_a_person_is_told(client: TestClient, question: str, words: str) -> None:
    assert words in ask(client, question)["answer"]


def test_a_stage_that_there_is_not_is_not_found(client: TestClient) -> None:
    assert ask(client, "水电站检查第五阶段是什么时候？")["outcome"] == "not_found"


def test_two_parts_that_one_sentence_answers_are_both_answered(client: TestClient) -> None:
    answer = ask(client, "水电站发现渗漏，要多久之内报告，报给谁？")
    assert "当地水利部门" in answer["answer"]
    assert "没有找到" not in answer["answer"]
