"""An invented chronicle and the papers beside it: posts and bodies, lists within an event, parts and follow-ups."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import api_over, ask, labels, quoted
from fastapi.testclient import TestClient

CHRONICLE = """清河市大事记
2027年5月

5月4日，市长周立新带队深入云台县、白水县，调研茶叶产业和农村公路建设。副市长韩梅、市长助理吴刚参加调研。

5月6日，清河市与东海证券举行工作座谈，双方就发行绿色债券交换了意见。市委书记高建国、市长周立新，东海证券党委书记、董事长沈放出席。市领导韩梅、陆远，东海证券副总裁罗成、战略总监尹华参加座谈。

同日，市安全生产委员会第二次全体会议召开，分析当前形势。市委书记高建国主持并讲话，市长周立新出席。化工园区、白水县、市气象局分别作了汇报。

5月9日至12日，市长周立新率团赴杭州市、宁波市考察港口物流，与三家企业签订合作协议。副市长陆远参加活动。

5月12日，市委书记高建国会见吐鲁番市党政代表团。市领导韩梅、马骏参加会见。

5月15日，市规划委员会2027年第一次会议召开。会议审议了《清河市城市更新规划》《清河市停车设施专项规划》《白水新城控制性详细规划》。市长周立新主持会议，副市长陆远、市政协主席唐宁参加会议。

5月20日，市长周立新主持召开市政府常务（扩大）会议，研究防汛工作。

5月25日，市长周立新主持召开市政府常务会议，研究教育工作。

5月30日至31日，市长周立新到清河师范学院、清河职业技术学院、清河艺术学院调研毕业生就业工作。副市长韩梅参加调研。

5月31日，市长周立新到云台县敬老院走访慰问老人。在云台县，周立新还调研了旧桥改造工作。

同日，市长周立新深入清河矿业集团三号井，看望慰问井下作业职工。副市长陆远，清河矿业集团副总经理方志参加慰问。
"""
REPLY = """清河市人民政府办公室对市十届人大三次会议第58号建议的答复

清政办函〔2027〕12号

姚敏、郭强代表：

你们提出的关于增设夜间公交线路的建议收悉，现答复如下：

一、市交通运输局已经开展客流摸底调查。各区要在调查的基础上提出线路方案，列出站点清单。该项工作于2027年9月底前完成。

清河市人民政府办公室
2027年6月8日
"""
HEADQUARTERS = """清河市人民政府办公室关于成立市防汛抗旱指挥部的通知

清政办〔2027〕20号

各县（区）人民政府：

经市政府同意，成立清河市防汛抗旱指挥部，组成人员如下：

指 挥 长：周立新　　市长
副指挥长：陆　　远　　副市长
　　　　　彭　　刚　　市应急管理局局长
成　　员：石　　磊　　市水利局局长

清河市人民政府办公室
2027年5月18日
"""


@pytest.fixture(scope="module")
def qinghe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API over the papers of an invented city."""
    folder: Path = tmp_path_factory.mktemp("qinghe")
    papers = {"chronicle.txt": CHRONICLE, "reply.txt": REPLY, "headquarters.txt": HEADQUARTERS}
    with api_over(folder, papers) as client:
        yield client


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("东海证券来的董事长叫什么", ["沈放"]),
        ("Who chairs Donghai Securities?", ["沈放"]),
        ("5月6日座谈会上东海证券那边来了哪些人", ["沈放", "罗成", "尹华"]),
        ("防汛抗旱指挥部一把手是谁", ["周立新"]),
        ("Who are the deputy heads of the flood control headquarters?", ["陆远", "彭刚"]),
        ("夜间公交的建议是谁提的", ["姚敏", "郭强"]),
        ("Who met the delegation from Turpan?", ["高建国"]),
        ("5月6日的座谈，东海证券谁参加了", ["罗成", "尹华"]),
        ("Who gave reports at the work safety committee meeting on 6 May?", ["化工园区", "白水县", "市气象局"]),
    ],
)
def test_a_person_is_found_by_post_and_body(qinghe: TestClient, question: str, names: list[str]) -> None:
    answer = ask(qinghe, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert all(name in answer["answer"] for name in names)
    assert any(quoted(answer, name[0]) for name in names)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("周立新是市委书记吧？", ["与所问不同", "市长", "高建国"]),
        ("听说沈放是东海证券董事长，对吗？", ["是。", "董事长"]),
        ("石磊不是市教育局局长吗？", ["与所问不同", "市水利局局长"]),
        ("韩梅和陆远都是副市长吗？", ["是。", "韩梅", "陆远"]),
        ("唐宁到底是市长还是市政协主席？", ["市政协主席"]),
        ("Is it true that Zhou Lixin is the party secretary?", ["not what it says", "市长"]),
        ("陪市长去宁波的副市长是韩梅吧？", ["与所问不同", "副市长陆远"]),
        ("安全生产委员会第二次全体会议是周立新主持的，对吗？", ["与所问不同", "高建国主持"]),
        ("Since Zhou Lixin went to Suzhou on 9 May, who went with him?", ["not what the chronicle", "杭州", "陆远"]),
        ("市委书记周立新5月主持了几次会？", ["周立新：市长"]),
    ],
)
def test_a_post_or_companion_taken_for_granted_is_set_right(
    qinghe: TestClient, question: str, words: list[str]
) -> None:
    answer = ask(qinghe, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert all(word in answer["answer"] for word in words), answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "东海证券监事长是谁",
        "东海证券行长是谁",
        "常务副市长是谁",
        "5月20日的常务会议，哪位副市长陪同市长参加了？",
        "市教育局局长是谁",
        "When did the delegation from Kashgar come?",
    ],
)
def test_nobody_is_told_where_no_post_or_place_fits(qinghe: TestClient, question: str) -> None:
    assert ask(qinghe, question)["outcome"] == "not_found"


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("5月最后两天市长去了哪些学院", ["清河师范学院", "清河职业技术学院", "清河艺术学院"]),
        ("安全生产委员会第二次全体会议上哪些单位作了汇报", ["化工园区", "白水县", "市气象局"]),
        (
            "规划委员会第一次会议审议了哪些规划",
            ["《清河市城市更新规划》", "《清河市停车设施专项规划》", "《白水新城控制性详细规划》"],
        ),
        ("市政府常务会议（含扩大会议）是哪几天开的", ["2027-05-20", "2027-05-25"]),
        ("哪些天的大事记提到白水县", ["2027-05-04", "2027-05-06"]),
        ("防汛抗旱指挥部副指挥长有哪几位", ["陆远", "彭刚"]),
    ],
)
def test_a_list_within_the_chronicle_is_whole(qinghe: TestClient, question: str, members: list[str]) -> None:
    answer = ask(qinghe, question)
    assert list(labels(answer)) == members, answer["answer"]
    assert answer["receipt"]["matched"] == len(members)


@pytest.mark.parametrize(
    ("question", "said", "missing"),
    [
        ("市长去杭州是哪天，签了多少亿元的协议？", "5月9日", "签了多少亿元的协议"),
        ("东海证券董事长是谁，今年多大？", "沈放", "今年多大"),
        ("When did the mayor go to Hangzhou and how much investment was signed?", "9 to 12 May", "how much investment"),
    ],
)
def test_a_part_that_finds_nothing_is_named(qinghe: TestClient, question: str, said: str, missing: str) -> None:
    answer = ask(qinghe, question)
    assert answer["outcome"] == "answered"
    assert said in answer["answer"]
    assert missing in answer["answer"]


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("市长去杭州、宁波是哪天", "谁跟着去的？"), ["陆远"]),
        (("5月6日有哪些活动", "跟证券公司谈的那场谁参加了"), ["沈放", "罗成"]),
        (("5月15日开了什么会", "审议了哪些规划"), ["停车设施"]),
        (("When was the planning commission's first session held?", "Who chaired it?"), ["周立新"]),
    ],
)
def test_a_follow_up_asks_more_of_the_event(qinghe: TestClient, turns: tuple[str, ...], words: list[str]) -> None:
    answer = ask(qinghe, *turns)
    assert all(word in answer["answer"] for word in words), answer["answer"]


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("5.4去云台县看茶叶，跟着去的都有谁",), ["韩梅", "吴刚"]),
        (("Which vice mayor travelled with the mayor on the 9-12 May trip?",), ["陆远"]),
        (("When did the mayor drop in on the miners?",), ["31 May"]),
        (("市长下井看望矿工是哪天？",), ["5月31日"]),
        (("市长去敬老院那次，除了慰问老人还顺道看了什么？",), ["旧桥改造"]),
        (("5月31日市长去矿上慰问职工", "企业那边谁陪的？"), ["方志"]),
        (("5月4日市长去哪里调研了？", "副市长里谁跟着？"), ["韩梅"]),
        (("What did the mayor do on 4 May?", "And who was with him on the 30th?"), ["韩梅"]),
        (("5月6日市安全生产委员会会议上汇报的有哪几家？",), ["化工园区", "白水县", "市气象局"]),
        (
            ("At the end of May the mayor went round colleges. Which institutions were they?",),
            ["清河师范学院", "清河艺术学院"],
        ),
    ],
)
def test_trips_are_asked_in_everyday_words(qinghe: TestClient, turns: tuple[str, ...], words: list[str]) -> None:
    answer = ask(qinghe, *turns)
    assert answer["outcome"] == "answered", answer["answer"]
    assert all(word in answer["answer"] for word in words), answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "市长周立新是哪年出生的",
        "副市长韩梅的手机号是多少",
        "What is Zhou Lixin's date of birth?",
        "5月20日的市政府常务会议在哪个会议室开的？",
        "5月15日规划委员会会议几点开始的？",
        "5月12日市委书记会见代表团送了什么礼物？",
    ],
)
def test_what_a_chronicle_does_not_say_of_people_and_meetings(qinghe: TestClient, question: str) -> None:
    answer = ask(qinghe, question)
    assert answer["outcome"] == "not_found", answer["answer"]


def test_a_closing_sentence_dates_what_stands_before_it(qinghe: TestClient) -> None:
    answer = ask(qinghe, "夜间公交的线路方案和站点清单几月底前要弄完")
    assert "9月底前" in answer["answer"]
    assert quoted(answer, "站点清单")


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("大事记里哪些活动不止一天？", ["2027-05-09", "2027-05-30"]),
        ("Which chronicle entries ran over more than one day? Start dates are enough.", ["2027-05-09", "2027-05-30"]),
        ("大事记里5月6日这天总共记了几桩事？", ["2027-05-06", "2027-05-06"]),
        ("周立新本人到云台县去过几趟，哪几天？", ["2027-05-04", "2027-05-31"]),
        ("高书记主持过几趟会？", ["2027-05-06"]),
        ("常务扩大会开了几回，分别是什么日子？", ["2027-05-20"]),
        (
            "How many executive meetings did the municipal government hold, and on which dates?",
            ["2027-05-20", "2027-05-25"],
        ),
    ],
)
def test_events_are_counted_in_everyday_words(qinghe: TestClient, question: str, days: list[str]) -> None:
    answer = ask(qinghe, question)
    assert list(labels(answer)) == days, answer["answer"]
    assert answer["receipt"]["matched"] == len(days)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("不算周市长，大事记里谁的名字见于条目最多，见于几条？", ["陆远", "4"]),
        ("Apart from the mayor, who appears in the most chronicle entries, and in how many?", ["陆远", "4"]),
        ("大事记里韩梅和唐宁谁出现得多？", ["韩梅", "相差3"]),
        ("周立新第一次去云台县和最后一次隔了多少天？", ["27天"]),
        ("市政府常务会议第二次是哪天开的？", ["5月25日"]),
        ("大事记里时间最长的活动是哪个？", ["杭州市"]),
        ("大事记最后一条记的是什么？", ["矿业集团"]),
        ("When did the mayor travel to Zhejiang province?", ["9 to 12 May"]),
        ("市长去浙江那趟谁陪同？", ["陆远"]),
    ],
)
def test_events_are_ranked_and_singled_out(qinghe: TestClient, question: str, words: list[str]) -> None:
    answer = ask(qinghe, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert all(word in answer["answer"] for word in words), answer["answer"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("市委书记高建国主持的5月15日规划委员会会议，审议了哪些规划？", ["与所问不同", "周立新主持"]),
        (
            "At the 15 May planning commission session, which Gao Jianguo chaired in person, what was reviewed?",
            ["周立新主持"],
        ),
        ("Gao Jianguo chaired the 15 May planning commission session, didn't he?", ["not what", "周立新主持"]),
        ("市长5月20日去了敬老院，对吗？", ["与所问不同", "5月31日"]),
    ],
)
def test_what_a_question_takes_for_granted_of_an_event_is_set_right(
    qinghe: TestClient, question: str, words: list[str]
) -> None:
    answer = ask(qinghe, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert all(word in answer["answer"] for word in words), answer["answer"]


@pytest.mark.parametrize(
    "question", ["市长去湖北考察是哪天？", "大事记里哪些活动用了六天？", "When did the mayor visit Hubei province?"]
)
def test_no_event_is_told_of_another_province_or_length(qinghe: TestClient, question: str) -> None:
    assert ask(qinghe, question)["outcome"] == "not_found"
