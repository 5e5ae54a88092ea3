"""Chinese questions in everyday words: what else a unit leads, numbers of rows, meetings, claims, parts."""

from __future__ import annotations

import pytest
from asking import ask
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("“雪亮工程”建设归谁牵头？", "它牵头的还有呢？"), "第126项"),
        (("95号任务谁牵头", "该局一共牵头多少项"), "共4项"),
        (("昆阳大鼓是几号项目？",), "II—5"),
        (("52号任务是哪项工作，牵头负责的是哪家单位？",), "林下经济"),
        (("这一期公报是总第多少期？印了多少册？",), "1200册"),
        (("7号文是哪次人代会审议通过的",), "市十二届人大四次会议"),
        (("4月23日开的十届市委深改委第十二次会议审议了哪些要点？",), "第九次"),
        (("千人床位数今年定的目标，跟上年完成数相比是往上走还是往下走？",), "7.35"),
        (("粮食有两个数要核：种植面积稳定在多少亩以上，今年总产量又计划多少",), "225"),
    ],
)
def test_told(client: TestClient, turns: tuple[str, ...], said: str) -> None:
    answer = ask(client, *turns)
    assert answer["outcome"] == "answered"
    assert said in answer["answer"]


@pytest.mark.parametrize(
    "question",
    ["8号文是哪次会议通过的", "谁是孟诜传说的传承人呀，有没有登记", "鲁山机场啥时候能坐上飞机，哪一年？"],
)
def test_not_told(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"
