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
    (("这一期公报是哪一天出的？",), ["2026年5月15日"]),
    (("拿公报收不收费？",), ["免费交流"]),
    (("登在公报上的文件能当正式文件用吗？",), ["同等效力"]),
    (("4月3日防汛会是大家到一个会场开的吗？",), ["视频会议"]),
    (("4月23市政府常务会上一起学的啥条例？",), ["行政执法监督条例"]),
    (("看警网融合那回跟着市长的是谁？",), ["丁海江"]),
    (("4月上旬李明俊去上海、北京招商谈了什么项目？",), ["深圳市、广州市"]),
    (("王如厂市长4月20日调研卫生健康，谁参加了？",), ["李明俊", "史晓天"]),
    (("市长3月20日去鲁山宣讲两会精神，谁跟着？",), ["3月15日", "赵庆民"]),
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
        *("失业金一个月发多少钱？", "今年给小学生发多少校服？", "网约车牌照归谁发？", "公租房月租多少？"),
        *("李明俊5月去北京招商谈了什么？", "市长去北京招商是哪天？", "4月22日座谈会上检察长说了什么？"),
        *("第五批市级非遗名录是哪年公布的？", "《行政执法监督条例》什么时候开始施行？", "汝州市市长是谁？"),
        *("去年一般公共预算支出多少亿？", "4月16日的路演是不是视频开的？"),
    ],
)
def test_everyday_words_for_what_is_not_told_find_nothing(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"
