"""Questions in everyday words: what a citizen says for what the gazette calls otherwise."""

from __future__ import annotations

import pytest
from asking import ask
from fastapi.testclient import TestClient

SAID = [
    (("给残障人士做康复的站点打算添几个？",), ["500个"]),
    (("赖着企业的钱不给，这事归谁去清？",), ["市工业和信息化局"]),
    (("去年规上工业和三产，谁涨得猛？",), ["8.3", "5.6"]),
    (("进出口去年到底有没有过年初定的线？",), ["60.7", "50"]),
    (("去年好天有多少天，够数没有？",), ["270", "274"]),
    (("高标准农田今年建多少？", "粮食面积呢？"), ["665万亩"]),
    (("教育集团要加几个，村里学校进校共体得到百分之多少？",), ["10个", "85%"]),
    (("绿色工厂省级的要多出几家？",), ["10家"]),
    (("城里人口要多多少？",), ["3.5万人"]),
    (("汝瓷的集市要开多少场？",), ["40集"]),
    (("失业率去年多高？",), ["5.5"]),
    (("去年经济到底涨了几个点？",), ["5.4"]),
    (("市长接访是在哪个县？",), ["宝丰县"]),
    (("领导要数，去年进出口总值完成了多少？",), ["60.7"]),
    (("写调研报告用，全社会研发投入增速2026年计划是多少",), ["12"]),
    (("请核实今年加装电梯的任务量，供督查通报使用。",), ["255"]),
    (("看孩子的、伺候老人的服务业谁来提升？",), ["市商务局"]),
]


@pytest.mark.parametrize(("turns", "told"), SAID)
def test_everyday_words_are_understood(client: TestClient, turns: tuple[str, ...], told: list[str]) -> None:
    answer = ask(client, *turns)
    assert answer["outcome"] == "answered"
    assert [word for word in told if word not in answer["answer"].replace(" ", "")] == []


@pytest.mark.parametrize(
    "question",
    [
        "失业金一个月发多少钱？",
        "今年给小学生发多少校服？",
        "网约车牌照归谁发？",
        "公租房月租多少？",
        "领导要数，去年挖金子挖了多少吨",
    ],
)
def test_everyday_words_for_what_is_not_told_find_nothing(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"
