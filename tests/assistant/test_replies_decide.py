"""What replies decide, whom they answer and whom they copy, as people ask for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels
from fastapi.testclient import TestClient

PROPOSAL = """渔业部对全国政协二十届三次会议第4107号提案的答复
渔函〔2036〕51号
苏瑾瑜委员：
您提出的关于取消小型渔船收费、加强渔港安全管理的提案收悉。经商财政部、安全监管局，现答复如下：
一、关于取消收费。委员建议对小型渔船免收检验费。财政部认为，检验机构经费尚未纳入预算，暂不取消。
二、关于更新补助。补助对象应符合以下条件：登记证书齐全；近三年未发生事故；配套资金已经落实。
联系人：方砚秋，电话：010-65290000
渔业部
二○三六年八月三十日
抄送：海事局、渔港协会。
"""
PORT = """国务院关于望潮港总体规划的批复
国函〔2037〕9号
东海省人民政府：
你省《关于报请审批望潮港总体规划的请示》（东政〔2036〕38号）收悉。现批复如下：
一、原则同意望潮港总体规划，港区面积12平方公里。
二、你省提出的设立免税商店问题，因海关设施尚未建成，暂不批准，待条件成熟后再议。
国务院
二○三七年二月十日
"""


@pytest.fixture(scope="module")
def replies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    papers = {"proposal.txt": PROPOSAL, "port.txt": PORT}
    with api_over(tmp_path_factory.mktemp("replies"), papers) as client:
        yield client


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("4107号提案是谁提的？", "苏瑾瑜"),
        ("小型渔船的检验费为什么不取消？", "尚未纳入预算"),
        ("望潮港总体规划的批复是写给谁的？", "东海省人民政府"),
        ("望潮港的规划是哪个省报上来的？", "东海省人民政府"),
        ("免税商店批了没有，为什么？", "暂不批准"),
        ("对4107号提案的答复抄送哪些单位？", "海事局、渔港协会"),
        ("望潮港总体规划的批复是哪天发的？", "二○三七年二月十日"),
    ],
)
def test_what_a_reply_says(replies: TestClient, question: str, said: str) -> None:
    answer = ask(replies, question)
    assert answer["outcome"] == "answered"
    assert said in answer["answer"]


def test_a_list_begins_in_the_line_that_opens_it(replies: TestClient) -> None:
    answer = ask(replies, "更新补助要符合哪些条件？")
    assert labels(answer) == ["登记证书齐全", "近三年未发生事故", "配套资金已经落实"]
