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
        (("除去传统技艺，附件1还有多少项",), "共48项"),
        (("除汝州、鲁山以外，其他地区合计申报多少项非遗",), "共81项"),
        (("撇开汝州市，非遗申报最多的地区是哪个",), "最多的是宝丰县"),
        (("除掉市发改委，哪个部门牵头的活最多",), "最多的是市农业农村局"),
        (("附件1里不超过5项的类别有哪些",), "共3个"),
        (("附件1里申报不足5项的地区有哪些",), "共7个"),
        (("新华区和湛河区加起来报了几项非遗",), "合计19项"),
        (("市商务局挑头的和打配合的，各有多少条",), "市商务局按职责分工负责的任务共8项"),
        (("麻烦给两个2025年的产量：一个原煤，一个粮食",), "2684"),
        (("4月3日那几场活动，陈向平参加了哪些",), "共3条"),
        (("永灵高速到底开不开工，各处写法一致吗",), "另一处说法不同"),
        (("95号任务谁牵头", "是市交通运输局吧？那49号呢"), "市供销社"),
        (("相声的编号是V—9吧", "那再查一下手工麻编的编号"), "VII—30"),
        (("可吸入颗粒物、细颗粒物，2025年的年均浓度哪一项数值更大",), "31微克/立方米"),
    ],
)
def test_told(client: TestClient, turns: tuple[str, ...], said: str) -> None:
    answer = ask(client, *turns)
    assert answer["outcome"] == "answered"
    assert said in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "汝州和鲁山加起来比宝丰多几项",
        "附件1十大类里，哪几类不到1项",
        "8号文是哪次会议通过的",
        "谁是孟诜传说的传承人呀，有没有登记",
        "鲁山机场啥时候能坐上飞机，哪一年？",
    ],
)
def test_not_told(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"
