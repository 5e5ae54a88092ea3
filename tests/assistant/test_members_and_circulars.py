"""Members named in sentences and in plain lines, and the figures that circulars tell place by place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels
from fastapi.testclient import TestClient

GROUP = """国务院办公厅关于成立国家灯塔保护协调小组的通知
国办发〔2037〕53号
各省人民政府：
国务院决定成立国家灯塔保护协调小组。组长由国务院副总理岑兆麟担任，副组长由交通部部长鲁伯谦、水利部部长邬正坤担任。
协调小组成员为：公安部副部长程绍祖，财政部副部长陶绮云，农业部副部长贺连城。
协调小组办公室设在交通部，办公室主任由交通部副部长葛长青兼任，副主任由交通部司长霍启明担任。
国务院办公厅
2037年7月30日
"""
COUNCIL = """国务院关于成立全国盐湖普查委员会的通知
国发〔2038〕17号
各省人民政府:
普查委员会组成人员名单:
主任:卫承远(国务委员)
副主任:傅长庚(国家林业局局长)
孟雨霖(国土资源部副部长)
委员:沙永健(科技部副部长)
桑杰多吉(国家民委副主任)
秘书长:傅长庚(兼)
国务院
2038年6月3日
"""
SALT = """国务院办公厅关于部分地区渔港检查情况的通报
国办发〔2036〕17号
各省人民政府：
检查组共抽查渔港一百四十六处，防火合格率为百分之七十一点六。分省看，福建百分之八十四点二，浙江百分之七十九，山东百分之六十五。
共查获旧网六千吨，其中浙江二千七百吨，山东一千五百八十吨，福建九百六十吨。
国务院办公厅
2036年3月27日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("members")
    with api_over(folder, {"group.txt": GROUP, "council.txt": COUNCIL, "salt.txt": SALT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("灯塔保护协调小组的组长是谁？", "岑兆麟"),
        ("灯塔保护协调小组里农业部的代表是谁？", "贺连城"),
        ("灯塔保护协调小组里，公安部派了谁参加？", "程绍祖"),
        ("灯塔保护协调小组办公室的副主任是谁？", "霍启明"),
        ("盐湖普查委员会的秘书长是谁？", "傅长庚"),
        ("渔港检查中，防火合格率最低的是哪个省？", "山东"),
        ("渔港检查中，浙江和福建合计查获多少吨旧网？", "3660"),
    ],
)
def test_told(client: TestClient, question: str, said: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered" and said in answer["answer"], answer["answer"]


def test_lists_are_complete(client: TestClient) -> None:
    assert labels(ask(client, "灯塔保护协调小组有几位副组长？都是谁？")) == ["鲁伯谦", "邬正坤"]
    assert labels(ask(client, "灯塔保护协调小组一共有多少名成员？")) == ["程绍祖", "陶绮云", "贺连城"]
    assert labels(ask(client, "盐湖普查委员会的副主任都有谁？")) == ["傅长庚", "孟雨霖"]
    assert labels(ask(client, "盐湖普查委员会光“委员”有几个人？")) == ["沙永健", "桑杰多吉"]


@pytest.mark.parametrize("question", ["灯塔保护协调小组里，教育部派了谁参加？", "盐湖普查委员会里，外交部派的是谁？"])
def test_a_body_without_a_member_is_not_answered(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"
