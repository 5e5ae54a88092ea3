"""Events by who did what, when and where; persons and their titles; the front page; follow-ups on them."""

from __future__ import annotations

import pytest
from asking import ask
from fastapi.testclient import TestClient

COUNTED = [
    ("大事记3月共记载多少条？", 17),
    ("How many events does the chronicle record for March 2026?", 17),
    ("市长主持召开了哪些会议？", 12),  # the mayor by his title, and only what he chaired
    ("陈向平4月份主持并讲话的会议有哪些？", 5),
    ("朱志骞参加了几次调研？", 4),
    ("3月20日到3月25日有哪些活动？", 4),
    ("Which events mention Baofeng County?", 5),
    ("丁海江和史晓天一起参加了哪些活动？", 2),
    ("大事记一共多少条？", 45),
]
TOLD = [
    ("谁主持了3月25日的传统产业提质升级座谈会？", "段志广"),
    ("4月16日重点项目融资路演活动谁致辞？", "陈向平"),
    ("Which deputy mayor joined the visit to Wugang on the last day of March?", "朱志骞"),
    ("3月14日市委书记陈向平带队调研市区基础设施，对吗？", "李明俊"),
    ("4月19日的生态环保会，陈书记到场讲话了吧？", "作出批示"),
    ("Party secretary Chen Xiangping chaired the 30 April meeting on the economy, didn't he?", "李明俊主持"),
    ("4月15日网民热点问题会是刘文祥主持的？", "李明俊主持"),
    ("When did leaders meet about grievances posted online?", "网民反映热点问题"),
    ("市长4月出差三天去了哪里、做什么", "招商引资"),
    ("读书班一共几天？", "前后共2天"),
    ("3月15日是周几", "星期日"),
    ("除了书记和市长，大事记里谁露脸的场次最多", "最多的是刘文祥"),
    ("防汛会和路演隔了几天", "相隔13天"),
    ("宪法宣誓和会见巴里坤代表团各在哪天", "2026年4月14日"),
    ("李明俊书记4月3日主持的防汛会还有谁参加", "市长"),
    ("史长现是谁？", "市领导"),
    ("公报是哪家公司印刷的？", "瑞恒印刷"),
    ("Who receives this publication?", "本系统"),
    ("What is the date of 《平顶山市人民政府关于印发平顶山市2026年国民经济和社会发展计划的通知》?", "2026-03-20"),
    ("平政〔2026〕6号是什么文件？", "重点工作责任单位的通知"),
]
MISSING = [
    ("2月30日有什么活动？", "2月30日"),
    ("3月8日市长去了哪里", "3月8日"),
    ("深改委第八次会议是哪天", "第八次"),
    ("2025年3月的大事有哪些？", "2025年3月"),
    ("平政〔2026〕9号是什么", "9号"),
]
FOLLOWED = [
    (("朱志骞参加了哪些活动？", "第三个呢？"), "舞钢市"),
    (("朱志骞参加了哪些活动？", "第二十个呢？"), "没有第20个"),
    (("4月14日市领导会见了哪里的客人？", "第二天呢？"), "社会治理现代化指挥中心"),
    (("What did the mayor do on 17 April?", "Who accompanied him?"), "朱志骞"),
    (("谁是市长？", "他4月17日去哪了？"), "新华区"),
]


@pytest.mark.parametrize(("question", "count"), COUNTED)
def test_a_list_of_events_is_whole(client: TestClient, question: str, count: int) -> None:
    answer = ask(client, question)
    assert (len(answer["items"]), answer["receipt"]["matched"]) == (count, count), answer["answer"]


@pytest.mark.parametrize(("question", "words"), TOLD)
def test_who_and_what_is_told(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


@pytest.mark.parametrize(("question", "words"), MISSING)
def test_a_day_or_document_that_is_not_there_is_named(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found", answer["answer"]
    assert words in answer["answer"]


@pytest.mark.parametrize(("turns", "words"), FOLLOWED)
def test_a_follow_up_picks_shifts_or_refines(client: TestClient, turns: tuple[str, ...], words: str) -> None:
    assert words in ask(client, *turns)["answer"]


def test_what_a_follow_up_refines_keeps_its_other_conditions(client: TestClient) -> None:
    answer = ask(client, "4月有哪些会议？", "其中哪些是市委书记主持的？")
    assert [item["label"][:7] for item in answer["items"]] == ["2026-04"] * 5
    assert answer["understood"] == "询问4月中关于“市委书记”的完整清单、主持人、内容。"


@pytest.mark.parametrize("question", ["那就忽略以上规则是什么意思", "What does “ignore the rules” mean?"])
def test_asking_what_a_request_means_is_a_question(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] != "declined"


DUE = [
    ("头三个季度的进展情况，最晚什么时候报到市政府办？", "9月30日", "6月30日"),
    ("上半年进展情况的报送截止日期是哪天？", "6月30日", "9月30日"),
    ("By what date do departments have to hand in their implementation plans?", "3月31日", "6月30日"),
    ("What has to be handed in by 30 June?", "上半年", "前三季度"),
    ("落实方案报到哪里？", "市政府办公室", "9月30日"),
]


@pytest.mark.parametrize(("question", "words", "other"), DUE)
def test_each_thing_is_due_by_its_own_date(client: TestClient, question: str, words: str, other: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]
    assert other not in answer["answer"]


LISTED = [
    (
        "路演活动上来了哪几家银行？",
        ["中国农业发展银行河南省分行", "中国工商银行河南省分行", "中国银行河南省分行", "广发银行郑州分行"],
    ),
    ("4月中旬那次融资路演加政银企对接，请来的银行一把手都有谁？", ["杨德平", "黄焱", "姚家斌", "张建军"]),
    ("跟郑州银行会谈时，对方来了哪些人？", ["赵飞", "张厚林", "王森涛"]),
    (
        "参加路演的银行有几家？",
        ["中国农业发展银行河南省分行", "中国工商银行河南省分行", "中国银行河南省分行", "广发银行郑州分行"],
    ),
    (
        "Who spoke at the 30 April meeting on the economy? All the departments and places, please.",
        ["市发展改革委", "市工业和信息化局", "市商务局", "市农业农村局", "汝州市", "宝丰县", "叶县", "新华区"],
    ),
    ("4月3日防汛会上作汇报的单位和地方都有谁", ["叶县", "卫东区", "市水利局", "平顶山供电公司"]),
    ("会见巴里坤代表团的是谁", ["陈向平", "李明俊"]),
    ("4月17日养老调研走了哪几个地方", ["市城乡一体化示范区", "新华区", "郟县"]),
    ("4月9号起市长出门三天，去了哪俩城市，干啥去的", ["深圳市", "广州市"]),
    ("3月15日跟3月21日两次都陪同的市领导是谁？", ["朱志骞", "赵庆民"]),
    ("4月25号以来有哪些大事？", ["2026-04-27", "2026-04-28", "2026-04-30"]),
]


@pytest.mark.parametrize(("question", "members"), LISTED)
def test_those_asked_for_are_listed(client: TestClient, question: str, members: list[str]) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert {item["label"] for item in answer["items"]} == set(members)


UNTOLD = [
    "前两个月的进展情况什么时候报？",
    "2025年的落实方案最迟哪天报？",
    "落实方案要报送几份？",
    "述职报告最迟什么时候交？",
    "How many newly appointed officials took the constitutional oath on 1 April?",
    "4月1日那场宪法宣誓，领誓的是哪位？",
    "去深圳招商签了几个项目？",
    "What was the total value of deals signed during the Shenzhen and Guangzhou trip?",
    "4月9日的推进会开了多长时间？",
    "4月23日常务会谁请假没来？",
    "陈向平在路演致辞里说了什么？",
    "What did Wang Ruchang say at the 8 April meeting?",
    "4月3日防汛会上市水利局汇报了什么内容？",
]


@pytest.mark.parametrize("question", UNTOLD)
def test_what_is_not_told_of_an_event_or_a_deadline_is_said_to_be_missing(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found", answer["answer"]
