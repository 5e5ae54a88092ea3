"""English questions of notices: years that another sentence or the paper sets, reasons, leave, run-in headings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

NOTICE = """国务院办公厅关于河道治理工作的通知
国办发〔2031〕9号
各省、自治区、直辖市人民政府：
河道治理关系防洪安全。现将有关事项通知如下。
一、总体要求
（一）工作目标。到2035年，河道治理总规模达到3000公里，基本形成河道管护体系。建设若干示范河段，推出60项具有较大影响的河道治理精品工程。
二、组织领导
（二）成立河道治理办公室。河道治理办公室下设督查组、技术组。
1.督查组。负责对河道治理进行监督，及时受理、处理相关检举和投诉。
2.技术组。负责提供河道治理施工的技术咨询。
三、有关要求
（三）由于上游各省在全流域实施了退耕工程，所以在工程期内暂无法享受河道补偿政策。
（四）各地人民政府不得干预河道管护企业的日常经营决策。
（五）清淤船舶每次停靠不超过36小时，每班船员不超过9人。
国务院办公厅
2031年3月2日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("english_papers"), {"notice.txt": NOTICE}) as opened:
        yield opened


TOLD = [
    ("How many fine river treatment projects of large influence are to be launched by 2035?", "60"),
    ("In the 2031 paper, how many river treatment works of large influence are planned?", "60"),
    ("Why can the provinces not enjoy the river compensation policy?", "由于上游各省"),
    ("May a local government step into the day-to-day business decisions of river firms?", "不得干预"),
    ("At most how many hours may a dredging vessel stop each time?", "36小时"),
    ("Which group of the river treatment office would deal with a complaint?", "督查组"),
]


@pytest.mark.parametrize(("question", "words"), TOLD)
def test_the_sentence_that_answers_is_told(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "How many fine river treatment projects are to be launched by 2040?",
        "Why was the river treatment office moved to another city?",
    ],
)
def test_what_no_sentence_says_is_not_told(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


SEALS = """关于公章管理的规定
2031年5月6日 国务院发布
一、公章为圆形，直径4厘米。
二、公章的字体为宋体。
三、公章停止使用时，应当在30日内送交制发机关。
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    texts = {"notice.txt": NOTICE, "seals.txt": SEALS}
    with api_over(tmp_path_factory.mktemp("described_papers"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Under the 2031 provisions on official seals, within how many days must a disused seal be handed in?", "30日"),
        ("What is the diameter of a seal under the 2031 rules on the management of seals?", "4厘米"),
        ("According to the 2031 notice on river treatment, at most how many hours may a vessel stop?", "36小时"),
        ("What is the diameter of a seal under the rules on the management of official seals?", "4厘米"),
    ],
)
def test_a_paper_is_described_by_year_kind_and_matter(several: TestClient, question: str, words: str) -> None:
    answer = ask(several, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]
    assert "compar" not in answer["understood"]


@pytest.mark.parametrize(
    "question",
    [
        "How large a fine do the 2031 provisions on official seals impose for handing in a seal late?",
        "What colour of ink do the 2031 provisions on official seals prescribe?",
    ],
)
def test_what_a_described_paper_does_not_say_is_not_told(several: TestClient, question: str) -> None:
    assert ask(several, question)["outcome"] == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "My boss insists: what total length of river regulation should be chalked up by 2035?",
        "Freelance journalist here. How many kilometres of river regulation are to be clocked up by 2035?",
    ],
)
def test_who_asks_and_words_that_carry_the_question_silence_nothing(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered" and "3000" in answer["answer"]


REPLIES = """国务院办公厅关于沿江码头管理有关事项的通知
国办发〔2033〕12号
各省、自治区、直辖市人民政府：
现将有关事项通知如下。
一、严禁向怀孕女职工安排夜班劳动，但是抢险救灾的除外。
二、对弄虚作假冒领补贴的，要追究责任。
三、擅自更换码头标志牌的，由交通部门责令限期改正，逾期未改正的，处以三百元以上三千元以下的罚款。
四、码头建设要优先采购国产系统设备。
五、码头安置规模不大，甲省、乙省两省移民各15万左右。
六、本世纪以来，2031年沿江共发生7级以上地震33次。
七、码头协调会原则上每半年召开一次例会。
国务院办公厅
2033年4月2日
"""


@pytest.fixture(scope="module")
def piers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("piers"), {"piers.txt": REPLIES}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Night shifts are off limits for an employee who is pregnant. What is the exception?", "抢险救灾"),
        (
            "Someone swaps a pier sign without approval and lets the deadline pass. Between what amounts is the fine?",
            "三百元",
        ),
        ("What origin should systems and equipment for piers preferably have when procuring?", "国产"),
        ("How many quakes of M7 and above struck along the river in 2031?", "33"),
        ("At what interval does the pier coordination meeting hold its regular session?", "每半年"),
    ],
)
def test_everyday_words_of_other_people_find_the_official_ones(piers: TestClient, question: str, words: str) -> None:
    answer = ask(piers, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "Between what amounts is someone fined who sells pier tickets at a markup?",
        "At what interval does the pier coordination meeting inspect the ships?",
    ],
)
def test_everyday_words_for_what_is_not_said_find_nothing(piers: TestClient, question: str) -> None:
    assert ask(piers, question)["outcome"] == "not_found"


REPLY = """河道印章与粮食管理规定
2031年2月27日 国务院发布
2031年4月1日 施行
第一条 为了加强河道印章与粮食的管理，保障安全，根据有关法律，制定本规定。
第二条 县级以上人民政府水利部门负责河道印章的管理工作。
第三条 河道奖售粮的供应价格一律按统购价执行。
第四条 本规定由水利部、粮食部负责解释。
第五条 夫妻双方婚前分别购买船舶发生的贷款利息，婚后由双方分别按扣除标准的50%扣除。
"""


@pytest.fixture(scope="module")
def reply(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("english_reply"), {"reply.txt": REPLY}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("At what price are river farmers sold their reward grain?", "统购价"),
        ("What price level applies to the reward grain?", "统购价"),
        ("Which ministries interpret the rule on river seals and grain?", "水利部、粮食部"),
        ("What slice of the allowance may each spouse deduct for loan interest from before marriage?", "50%"),
        ("Who runs the management of river seals?", "水利部门"),
    ],
)
def test_prices_shares_and_titles_are_read_as_people_mean_them(reply: TestClient, question: str, words: str) -> None:
    answer = ask(reply, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


@pytest.mark.parametrize(
    "question", ["What cash award came with the river seals?", "What fee is charged for the river seals?"]
)
def test_sums_that_no_text_names_are_not_found(reply: TestClient, question: str) -> None:
    assert ask(reply, question)["outcome"] == "not_found"
