"""Penalties with the breaches they are for, and what a letter answers besides what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

KITES = """风筝经纪条例
1995年4月2日 国务院第9次常务会议通过
第一条 为了规范风筝经纪行为，制定本条例。
第二条 风筝经纪机构应当依法收费，风筝经纪师应当按照指派办理业务。
第三条 风筝经纪机构有下列行为之一的，由县级体育部门责令限期改正，可以处8万元以下的罚款：
(一)股东发生变化未办理变更手续；
(二)泄露委托人的图样。
第四条 风筝经纪师有下列行为之一的，由县级体育部门责令限期改正，可以处2万元以下的罚款：
(一)自行接受委托办理经纪业务；
(二)泄露委托人的图样。
第五条 违反本条例规定擅自开展风筝经纪业务的，没收违法所得，并处违法所得2倍以上4倍以下的罚款。
第六条 本条例自1995年6月1日起施行。
"""
LANTERNS = """灯笼悬挂规定
1996年5月3日 国务院发布
第一章 总则
第一条 为了规范灯笼悬挂，制定本规定。
第二章 登记与悬挂
第二条 商店悬挂灯笼的，应当向街道登记悬挂的灯笼和数目。
第三条 灯笼的悬挂地点，由市容部门会同消防机构确定。
第三章 罚则
第四条 违反本规定第二条规定的，由市容部门给予警告，可以处300元以上900元以下的罚款。
第五条 本规定自1996年7月1日起施行。
"""
LETTER = """国务院办公厅关于云山省所提建议办理情况的函
国办函〔2004〕91号
云山省人民政府：
现将有关情况函复如下：
一、关于青石水库问题。你省请求，国家尽快审核青石水库项目建议书。
水利部提出了办理意见：由于青石水库资金落实困难，暂缓审核项目建议书。
国务院办公厅
二〇〇四年十月十五日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("penalties")
    with api_over(folder, {"风筝.txt": KITES, "灯笼.txt": LANTERNS, "函.txt": LETTER}) as client:
        yield client


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("风筝经纪师私下接活，罚多少？", ("2万元", "自行接受委托")),
        ("风筝经纪机构换股东没办变更，罚多少？", ("8万元", "未办理变更")),
        ("没证没照就做风筝经纪，罚多少？", ("2倍以上4倍以下",)),
        ("风筝经纪违规罚款，机构和经纪师的上限各是多少？", ("8万元", "2万元")),
        ("What is the fine for a kite broker who leaks the client's drawings?", ("万元以下",)),
    ],
)
def test_a_penalty_is_told_with_its_breach(client: TestClient, question: str, words: tuple[str, ...]) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered"
    assert all(word in answer["answer"] for word in words)


def test_the_penalty_of_what_no_rule_speaks_of_is_not_found(client: TestClient) -> None:
    assert ask(client, "风筝经纪机构偷税漏税罚多少？")["outcome"] == "not_found"


def test_a_request_is_no_answer(client: TestClient) -> None:
    assert "资金落实困难" in ask(client, "云山省的青石水库为啥没审核，卡在什么上？")["answer"]


def test_fine_for_an_article_that_is_only_numbered(client: TestClient) -> None:
    answer = ask(client, "商店挂灯笼没向街道登记，要罚多少钱？")
    assert answer["outcome"] == "answered"
    assert "300元以上900元以下" in answer["answer"]


def test_who_decides_in_everyday_words(client: TestClient) -> None:
    assert "市容部门会同消防机构确定" in ask(client, "灯笼挂的地点由谁来定？")["answer"]


def test_articles_of_the_chapter_on_something(client: TestClient) -> None:
    answer = ask(client, "灯笼悬挂规定里讲登记悬挂的那一章包括第几条到第几条？")
    assert [item["label"] for item in answer["items"]] == ["2", "3"]
