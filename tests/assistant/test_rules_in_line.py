"""Rules as offices print them: lists that run on in a line, tiers of an amount, penalties that number items."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

SWINGS = """秋千场管理办法
1997年3月2日 云山省人民政府发布
第一章 总则
第一条 为了规范秋千场管理，制定本办法。
第二章 开办
第二条 开办秋千场，应当具备下列条件：（一）有平整的场地；（二）有合格的绳索；（三）有两名急救员。校内秋千不受前款限制。
第三条 有下列情形之一的，不得开办秋千场：（一）场地位于高压线下的；（二）经营者三年内受过行政处罚的。
第四条 秋千场面积不满200平方米的，配备看护员2人；200平方米以上不满800平方米的，配备4人；800平方米以上的，配备7人。
第三章 使用
第五条 使用秋千的人不得有下列行为：（一）站立甩荡；（二）在绳索上刻划；（三）携带宠物。
第四章 处罚
第六条 未取得秋千场许可证开办秋千场的，由体育部门处2000元以上9000元以下的罚款。
第七条 违反第五条第一项规定的，处30元罚款；违反第二项、第三项规定的，处80元罚款。
第八条 对罚款不服的，可以自收到决定书之日起25日内申请复议。
第九条 本办法自1997年6月1日起施行。
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("rules"), {"秋千.txt": SWINGS}) as client:
        yield client


@pytest.mark.parametrize(
    ("question", "words", "others"),
    [
        ("开办秋千场要满足什么条件？", ("平整的场地", "合格的绳索", "急救员"), ("高压线", "校内")),
        ("哪些情形不能开办秋千场？", ("高压线", "三年内"), ("平整",)),
        ("500平方米的秋千场要配几名看护员？", ("4人",), ("2人", "7人")),
        ("面积900平方米的秋千场配多少看护员？", ("7人",), ("2人", "4人")),
        ("在秋千绳索上刻字罚多少？", ("80元",), ("30元",)),
        ("没证就开办秋千场，会怎么处罚？", ("2000元以上9000元以下",), ()),
        ("对秋千场的罚款不服，几天内可以申请复议？", ("25日",), ("9000",)),
    ],
)
def test_a_rule_is_told_for_the_case_asked(
    client: TestClient, question: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered"
    assert all(word in answer["answer"] for word in words), answer["answer"]
    assert not any(word in answer["answer"] for word in others), answer["answer"]
