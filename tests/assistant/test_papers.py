"""Rules and notices without tables: lists behind an opening, bans, kinds, sums, days, years, lines of adoption."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels, quoted
from fastapi.testclient import TestClient

RULES = """城市桥梁养护条例
1998年3月2日 国务院第12次常务会议通过
1998年3月20日 中华人民共和国国务院令第888号公布
2011年5月6日 《国务院关于修改部分行政法规的决定》修订
公布之日施行
第一章　总则
第一条 为了加强城市桥梁养护，制定本条例。
第二条 本条例所称桥梁附属设施，是指为桥梁设置的护栏、伸缩缝、限高架等设施；所称危桥，是指承载能力不足的桥梁。
第三条 桥梁分为特大桥、大桥、中桥和小桥。
第二章　养护资金
第四条 桥梁养护资金主要由当地安排使用。
第五条 桥梁养护资金按专项资金管理，用于日常检测和维修，不得用于发放补贴和购置车辆。
第三章　养护
第六条 养护单位应当具备下列条件：
(一)有健全的管理制度；
(二)有专业检测设备；
(三)有三名以上注册工程师；
(四)国家规定的其他条件。
养护单位变更名称的，应当备案。
第七条 新建桥梁应当向社会公开选定养护单位。但是，抢险工程、军事工程、利用外资建设的工程除外。
第八条 桥梁养护委员会由下列单位的人员组成：
建设部门负责人；
交通部门副职二人；
财政部门副职一人；
桥梁专家三人。
第九条 养护单位连续停工超过20个工作日的，主管部门可以解除养护合同。
第十条 检测结果应当向社会公示。
第十一条 检测报告应当自完成之日起15个工作日内报送。
第四章　附则
第十二条 本条例自公布之日起施行。1986年5月9日发布的《城市桥梁管理办法》同时废止。
"""
HOLIDAYS = """国务院办公厅关于{year}年部分节假日安排的通知
国办发明电〔{before}〕{number}号
各省、自治区、直辖市人民政府：
现将{year}年春节和国庆节放假调休日期的具体安排通知如下。
一、春节：2月{first}日至{last}日放假调休，共{days}天。2月{work}日（{name}）上班。
二、国庆节：10月1日至7日放假调休，共7天。9月27日（星期六）、10月10日（星期日）上班。
国务院办公厅
{before}年12月1日
"""
GROUPS = """国务院办公厅关于推广便民改革举措的通知
国办发〔2031〕7号
各省、自治区、直辖市人民政府：
现就推广便民改革举措通知如下。
一、推广的改革举措
（一）方便群众出行（3项）。“推行公交一卡通”、“公布站点实时信息”、“设立夜间线路”等。
（二）优化就医流程（2项）。“推行检查结果互认”、“开通线上复诊”等。
二、组织实施
各地区要抓好落实。
国务院办公厅
2031年6月2日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("papers")
    texts = {
        "rules.txt": RULES,
        "groups.txt": GROUPS,
        "a.txt": HOLIDAYS.format(year=2031, before=2030, number=5, first=3, last=9, days=7, work=1, name="星期六"),
        "b.txt": HOLIDAYS.format(year=2033, before=2032, number=6, first=3, last=10, days=8, work=2, name="星期日"),
    }
    with api_over(home, texts) as opened:
        yield opened


LISTS = [
    ("桥梁附属设施都包括哪些东西？", ["护栏", "伸缩缝", "限高架"]),
    ("桥梁分哪几种？", ["特大桥", "大桥", "中桥", "小桥"]),
    ("养护单位要具备哪些条件？", ["有健全的管理制度", "有专业检测设备", "有三名以上注册工程师", "国家规定的其他条件"]),
    ("“优化就医流程”下面有哪几项举措？", ["推行检查结果互认", "开通线上复诊"]),
    ("2033年哪几天周末要上班？", ["2033-02-02", "2033-09-27", "2033-10-10"]),
]


@pytest.mark.parametrize(("question", "members"), LISTS)
def test_what_a_sentence_or_an_opening_lists_are_the_members(
    client: TestClient, question: str, members: list[str]
) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert labels(answer) == members


COUNTS = [
    ("养护单位要具备几个条件？", 4, "第六条"),
    ("推广的便民改革举措一共多少项？", 5, "方便群众出行"),
    ("桥梁养护委员会把各单位的人加起来一共多少人？", 7, "桥梁专家三人"),
    ("2031年一共有几个周六周日要上班？", 3, "10月10日"),
]


@pytest.mark.parametrize(("question", "number", "words"), COUNTS)
def test_members_are_counted_and_stated_numbers_added(
    client: TestClient, question: str, number: int, words: str
) -> None:
    answer = ask(client, question)
    assert answer["receipt"]["matched"] == number, answer["answer"]
    assert str(number) in answer["answer"]
    assert quoted(answer, words)


SAID = [
    ("桥梁养护资金不得用于什么？", "购置车辆"),
    ("新建桥梁选定养护单位不用公开的例外有哪些？", "军事工程"),
    ("养护单位连续停工超过多少个工作日，可以解除养护合同？", "20个工作日"),
    ("被城市桥梁养护条例废止的那个旧办法是哪天发布的？", "1986年5月9日"),
    ("城市桥梁养护条例是哪天通过的？", "1998年3月2日"),
    ("城市桥梁养护条例什么时候修订过？", "2011年5月6日"),
    ("城市桥梁养护条例是哪一次国务院常务会议通过的？", "第12次常务会议"),
    ("养护桥梁的那个条例，国务院令编号是多少？", "第888号"),
    ("城市桥梁养护条例从哪天起施行？", "1998年3月20日"),
    ("2031年和2033年的春节哪年放假更长？", "2033年更多，多1天"),
    ("“推行检查结果互认”归在哪一大类？", "优化就医流程"),
]


@pytest.mark.parametrize(("question", "words"), SAID)
def test_the_sentence_put_as_the_question_asks_is_told(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered"
    assert words in answer["answer"]


def test_a_period_of_another_act_is_no_answer(client: TestClient) -> None:
    assert ask(client, "检测结果要公示几个工作日？")["outcome"] != "answered"


def test_a_line_on_taking_effect_is_no_title(client: TestClient) -> None:
    answer = ask(client, "城市桥梁养护条例第三条说了什么？")
    assert "城市桥梁养护条例第3条" in answer["answer"]
