"""Questions on a rule with several cases: the case asked is told alone, a claim is held against the rule's figure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

OPINION = """国务院办公厅关于江州新区融资担保和生态建设的指导意见
国办发〔2031〕6号
各省、自治区、直辖市人民政府：
一、降低担保费率
对单户担保金额500万元及以下的小微企业收取的担保费率原则上不超过1%，对单户担保金额500万元以上的小微企业收取的担保费率原则上不超过1.5%。
二、保护生态
将江州新区绿地占比稳定在70%，远景开发强度控制在30%。
三、加强管理
保险公估师首次执业，应当自执业之日起30日内向所在地保险主管部门备案。保险公估师资格考试办法由保险主管部门制定。
监督检查不得收取任何费用。
江州口岸的土地使用期限自口岸启用之日起至2047年6月30日止。
国务院办公厅
2031年1月22日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("cases"), {"opinion.txt": OPINION}) as opened:
        yield opened


SAID = [
    ("小微企业担保五百万往上的，担保费率封顶多少？", "不超过1.5%", "不超过1%"),
    ("五百万及以下的小微企业，担保费率封顶多少？", "不超过1%", "1.5%"),
    ("江州新区绿地要占多大比例？", "70%", "30%"),
    ("听说保险公估师首次执业60天之内备案就行，对吗？", "30日", "60"),
]


@pytest.mark.parametrize(("question", "words", "other"), SAID)
def test_the_case_that_is_asked_is_told_alone(client: TestClient, question: str, words: str, other: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]
    assert other not in answer["answer"]


UNSAID = [
    "保险公估师资格考试报名费多少钱？",
    "保险公估师资格考试多少分算合格？",
    "江州口岸正式启用的具体年月日？",
    "江州新区降费的担保机构能拿多少奖金？",
]


@pytest.mark.parametrize("question", UNSAID)
def test_a_fee_a_pass_mark_an_opening_day_and_an_award_must_be_told(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found", answer["answer"]
