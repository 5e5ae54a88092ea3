"""Everyday questions over invented rules: other words than theirs, spoken numerals, items, what a file is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import api_over, ask, quoted
from fastapi.testclient import TestClient

RULES = """清河市测绘代理管理规定
第一条 为了规范测绘代理行为，制定本规定。
第二条 从事测绘代理业务，应当取得许可证。擅自开展测绘代理业务的，没收违法所得，并处违法所得1倍以上5倍以下的罚款。
第三条 测绘代理师有下列行为之一的，责令限期改正，可以处2万元以下的罚款：
（一）未按照规定备案；
（二）自行接受委托办理测绘代理业务。
第四条 审批决定应当自批准之日起三个月内通过报纸向社会公布，费用由申报人承担。
第五条 单户担保金额500万元及以下的占比不得低于50%。
第六条 住宅使用安全责任人破坏住宅承重结构的，处五万元以上十万元以下罚款。
第七条 测绘代理师协会会长年龄一般不超过70周岁。
第八条 评审人员与申报人有近亲属关系的，应当回避。
第九条 本规定自2027年5月1日起施行。
"""
CHRONICLE = """3月
2日
市旅游局召开会议，研究春节黄金周工作。
△全市春节黄金周旅游市场秩序井然。全市实现旅游总收入4.6亿元，同比增长21.5%。
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API over invented rules and a chronicle that does not name its city."""
    folder: Path = tmp_path_factory.mktemp("rules")
    papers = {"rules.txt": RULES, "chronicle_hengshui_2026.txt": CHRONICLE}
    with api_over(folder, papers) as client:
        yield client


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("没拿许可证就私下揽测绘代理的活，除了没收，罚款是违法所得的几倍？", "5倍"),
        ("测绘代理师自己私下接活，最多罚几个钱？", "2万元"),
        ("批下来要登报，登报的钱算谁的？", "申报人承担"),
        ("每户五百万以内的小单子至少得占几成？", "50%"),
        ("把自家房子的承重墙给砸了，要罚多少？", "五万元以上十万元以下"),
        ("会长年纪一般不能超过多少岁？", "70周岁"),
        ("评审的人跟申报人沾亲带故，要不要避嫌？", "回避"),
        ("衡水春节黄金周旅游一共进账多少？", "4.6亿元"),
    ],
)
def test_everyday_words_find_those_of_the_rules(rules: TestClient, question: str, said: str) -> None:
    answer = ask(rules, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert said in answer["answer"]
    assert quoted(answer, said)


@pytest.mark.parametrize("question", ["济南春节黄金周旅游一共进账多少？", "测绘代理师一个月工资多少钱？"])
def test_another_place_or_matter_is_not_taken_for_it(rules: TestClient, question: str) -> None:
    assert ask(rules, question)["outcome"] == "not_found"
