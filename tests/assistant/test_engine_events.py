"""Events by who did what, when and where; persons and their titles; the front page; follow-ups on them."""

from __future__ import annotations

import pytest
from asking import ask
from fastapi.testclient import TestClient

COUNTED = [
    ("大事记3月共记载多少条？", 17),
    ("How many events does the chronicle record for March 2026?", 17),
    ("市长主持召开了哪些会议？", 11),  # the mayor by his title, and only what he chaired
    ("陈向平4月份主持并讲话的会议有哪些？", 5),
    ("朱志骞参加了几次调研？", 4),
    ("3月20日到3月25日有哪些活动？", 4),
    ("Which events mention Baofeng County?", 5),
    ("丁海江和史晓天一起参加了哪些活动？", 2),
]
TOLD = [
    ("谁主持了3月25日的传统产业提质升级座谈会？", "段志广"),
    ("4月16日重点项目融资路演活动谁致辞？", "陈向平"),
    ("Which deputy mayor joined the visit to Wugang on the last day of March?", "朱志骞"),
    ("3月14日市委书记陈向平带队调研市区基础设施，对吗？", "李明俊"),
    ("李明俊书记4月3日主持的防汛会还有谁参加", "市长"),
    ("史长现是谁？", "市领导"),
    ("公报是哪家公司印刷的？", "瑞恒印刷"),
    ("Who receives this publication?", "本系统"),
    ("What is the date of 《平顶山市人民政府关于印发平顶山市2026年国民经济和社会发展计划的通知》?", "2026-03-20"),
    ("平政〔2026〕6号是什么文件？", "重点工作责任单位的通知"),
]
MISSING = [
    ("2月30日有什么活动？", "2月30日"),
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
