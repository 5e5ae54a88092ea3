"""Rules of papers: lists behind an opening in other words, opposite cases, two classes, a paper's own days and year."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels
from fastapi.testclient import TestClient

FERRIES = """渡船管理条例
1987年4月2日 国务院第9次常务会议通过
1987年4月20日 中华人民共和国国务院令第777号公布
2009年5月6日 《国务院关于修改部分行政法规的决定》第一次修订
2013年8月1日 《国务院关于修改部分行政法规的决定》第二次修订
第一条 为了加强渡船管理，制定本条例。
第二条 渡船经营人申请开航，应当向登记机关提交下列文件：
(一)开航申请书；
(二)船舶检验证明；
(三)船员名册。
第三条 渡船经营人办理注销登记，应当向登记机关提交下列文件：
(一)注销申请书；
(二)渡船登记证书。
第四条 渡船分为一类渡船和二类渡船：
(一)一类渡船，由省级航运机构负责组织检验；
(二)二类渡船，由县级航运机构负责组织检验。
第五条 渡运费用包括：
(一)乘客票款；
(二)车辆过渡费。
第六条 擅自经营渡船，有违法所得的，处违法所得3倍以下的罚款；没有违法所得的，处2万元以下的罚款。
第七条 渡船开航前乘客退票的，票款应当全部退回。
第八条 本条例自1987年6月1日起施行。1964年3月5日发布的《渡口守则》同时废止。
"""
ORCHARDS = """果园防霜规定
1991年3月3日 国务院发布
第一条 果园应当设立防霜站。
第二条 防霜站应当在霜冻前提供下列服务：
(一)发布霜冻预报；
(二)出借防霜设备。
第三条 本规定自1991年9月1日起施行。
"""
CREWS = """渡工管理规定
2001年5月2日 国务院发布
第一条 下列证件为登船证件：
(一)居住在本地的公民，为居民身份证；
(二)居住在本地的18周岁以下的公民，为户口簿；
(三)外国公民，为护照。
第二条 乘客登船时，应当出示本人证件，由渡工核对。
第三条 渡工处分分为警告、记过、撤职。
受处分的期间为：警告，3个月；记过，9个月；撤职，18个月。
第四条 渡工生育的，享受90天产假。
第五条 渡工协会会长、航运机构主任为渡工委员会的当然委员。
渡工委员会会议有2/3以上委员出席，方可举行。渡工委员会主席可以召集临时会议，由1/3以上委员提议。
渡工委员会设联络员，由各渡口有关同志担任。
第六条 渡工福利费附加率为4%。
第七条 渡工夜校在甘州、凉河、云浦、青圳4个城市开办。
第八条 本规定自2001年9月1日起施行。
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("cases")
    with api_over(home, {"ferries.txt": FERRIES, "orchards.txt": ORCHARDS, "crews.txt": CREWS}) as opened:
        yield opened


LISTS = [
    ("渡船申请开航要交哪几份材料？", ["开航申请书", "船舶检验证明", "船员名册"]),
    ("注销渡船登记一共得交几样东西？", ["注销申请书", "渡船登记证书"]),
    ("渡运费用列了几项？", ["乘客票款", "车辆过渡费"]),
    ("What documents must be submitted to deregister a ferry?", ["注销申请书", "渡船登记证书"]),
]


@pytest.mark.parametrize(("question", "members"), LISTS)
def test_a_list_is_found_by_what_its_opening_says_in_other_words(
    client: TestClient, question: str, members: list[str]
) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert labels(answer) == members


SAID = [
    ("擅自经营渡船但没有违法所得的，罚多少？", "2万元以下"),
    ("擅自经营渡船，有违法所得的罚多少？", "3倍以下"),
    ("渡船还没开航乘客就退票，票款能退多少？", "全部退回"),
    ("渡船条例废掉的那个守则，当年是哪天发布的？", "1964年3月5日"),
    ("我女儿才12岁，登船出示什么证件？", "户口簿"),
    ("老外登船出示什么证件？", "护照"),
    ("渡工背了个记过，处分期是多长时间？", "记过，9个月"),
    ("渡工福利费附加征几个点？", "4%"),
    ("渡工委员会里谁不用任命就自动当委员？", "渡工协会会长、航运机构主任"),
    ("渡工委员会开会要几分之几的委员到场才行？", "2/3以上"),
    ("From what date has the ferry regulation been in force?", "1987年6月1日"),
    ("When was the 1987 regulation on ferries adopted?", "1987年4月2日"),
    ("When was the 1987 ferry regulation last revised?", "2013年8月1日"),
]


@pytest.mark.parametrize(("question", "words"), SAID)
def test_the_case_and_the_day_that_are_asked_for_are_told(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


def test_what_is_said_of_two_classes_is_told_of_both(client: TestClient) -> None:
    answer = ask(client, "一类渡船和二类渡船的检验，负责组织的单位有什么不同？")
    assert "省级航运机构" in answer["answer"]
    assert "县级航运机构" in answer["answer"]


def test_a_list_of_something_else_is_no_answer(client: TestClient) -> None:
    assert not labels(ask(client, "渡船经营人享有哪些权利？"))


@pytest.mark.parametrize(
    "question",
    ["渡工能休几天婚假？", "渡工要有几年工作经验？", "渡工委员会的联络员叫什么名字？", "渡工委员会主席姓什么？"],
)
def test_leave_experience_and_names_that_no_paper_gives_are_not_made_up(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


def test_all_the_places_that_a_list_counts_are_its_members(client: TestClient) -> None:
    assert labels(ask(client, "开办渡工夜校的城市有哪些？")) == ["甘州", "凉河", "云浦", "青圳"]
