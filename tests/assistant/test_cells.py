"""Cells, comparisons, the imprint and what a question takes for granted, asked of the bundled gazette."""

from __future__ import annotations

import pytest
from asking import ask, labels
from fastapi.testclient import TestClient

# A question and what its answer says.
SAID = [
    ("进出口目标比去年多多少", ("60.7亿元", "70亿元", "9.3亿元")),
    ("哪些指标没有2025年计划数", ("共3项", "原煤产量")),
    ("太极拳是这一批新增的，还是扩展的", ("扩展项目名录》中", "不在")),
    ("摔泥泡属于扩展项目吗", ("不在《第六批平顶山市非物质文化遗产代表性项目名录扩展项目名录》中",)),
    ("Is 缠花 a new item or an extension item?", ("not on", "扩展")),
    ("卫氏正骨疗法是哪一类的，在哪里申报", ("传统医药", "湛河区")),
    ("三苏家风家训编号是几号，哪家单位申报的？", ("X—22", "保护中心")),
    ("花鸟字的序号是多少", ("23",)),
    ("花鸟字的编号和申报单位", ("VII", "汝州")),
    ("第六批名录第7项是哪里申报的", ("郟县", "宝丰")),
    ("固投和社零2025年增速各是多少", ("3.1", "3.7")),
    ("What were coal and grain output in 2025?", ("2684", "230")),
    ("2025年技术合同成交额有多少亿元，计划是多少", ("62.17", "60")),
    ("Why did retail sales growth exceed the 8% target in 2025?", ("8以上", "3.7", "not met")),
    ("为什么去年第二产业增速超过了7%的目标", ("7%", "5.4%", "没有完成")),
    ("Was the foreign trade target for 2025 exceeded?", ("50以上", "60.7")),
    ("For grain output, is the 2026 target higher than the one for 2025?", ("225以上", "2026")),
    ("失业率目标今年变了吗", ("2025年计划", "2026年计划")),
    ("一二三产业2026年增速目标分别是多少", ("3.5", "6", "5.5")),
    ("GDP、固投和社零去年哪个增速最低", ("固定资产投资", "3.1")),
    ("Which grew most slowly in 2025: the primary, secondary or tertiary sector?", ("第一产业", "3.9")),
    ("社零增速去年年初定的是几", ("8以上",)),
    ("一千个居民摊到几名大夫？要去年实际的数，不要计划数", ("4.04",)),
    ("每万人发明专利去年当初定的是多少件", ("7左右",)),
    ("进出口总值今年的盘子比去年实际多几个亿", ("9.3",)),
    ("床位数今年的目标跟去年实际完成比，是抬高了还是压低了", ("7.35", "7.3", "低")),
    ("二产增速今年的目标比去年年初定的调低了多少", ("2025年计划", "2026年计划", "1百分点")),
    ("GDP计划比去年实际增速高还是低", ("5.4", "2026年计划", "0.1")),
    ("第一产业增速计划比上年实际低多少", ("2026年计划", "0.4")),
    ("Is the investment growth target above last year's result, and by how much?", ("3.1", "5.5", "2.4")),
    ("财政收入增速去年跟计划比差几个点", ("3.3百分点", "没有完成")),
    ("单位GDP用水量去年控制在计划之内了吗", ("39.7", "36.1", "完成了计划")),
    ("没完成2025年计划的指标里，差距最大的是哪个", ("战略性新兴产业", "9.6")),
    ("Which indicator exceeded its 2025 plan by the most?", ("规模以上工业增加值增速", "0.8")),
    ("By how many days did 2025 fall short of its own goal for clean-air days?", ("4 天",)),
    ("Has the urban jobs target been raised or lowered against what was achieved last year?", ("6.94", "6.7")),
    ("公报印数和发送对象是什么", ("1200", "本系统")),
    ("公报编印单位的电话", ("2665989",)),
    ("这期公报送给谁看", ("本系统",)),
    ("这期是几月几日出刊的", ("2026年5月15日",)),
    ("第147期是哪个月的", ("2026年5月15日",)),
    ("公报定价是多少", ("免费交流",)),
    ("公报在哪印的", ("瑞恒印刷",)),
    ("Who sponsors the gazette, and which room is its office in?", ("平顶山市人民政府办公室", "1632")),
    ("国民经济计划的通知有几个附件", ("1个", "主要指标")),
    ("花鸟字是叶县申报的吧", ("与所问不同", "汝州")),
    ("Was coal output 2.5 million tonnes in 2025?", ("not what it says", "2684")),
    ("既然2026年第一产业增速目标是5%，有什么措施", ("3.5",)),
    ("去年规上工业增加值增速没有完成计划，原因是什么？", ("7.5以上", "8.3", "完成了计划")),
    ("为什么2026年要把固投目标提高到8%？", ("与所问不同", "5.5%")),
    ("既然去年空气优良天数完成了计划，超了几天？", ("274", "270", "没有完成")),
    ("规上工业增速和固定资产投资增速2026年目标哪个高？", ("7左右", "5.5%", "前者更高")),
    ("2026年的财政收入增速目标跟GDP增速目标比，哪个高？", ("4.5左右", "5.5左右", "后者更高")),
    ("细颗粒物去年实际跟当年计划比，是好了还是差了", ("41", "39", "越低越好")),
    ("第三产业增速去年完成了吗，今年调了吗？", ("6.5%", "5.6%", "5.5左右")),
    ("去年每万元产值实际用掉多少立方水？要预计完成数", ("36.1",)),
    ("Did invention patents per 10,000 people make the level planned for 2025?", ("7左右", "6.73")),
    ("三产增速今年目标比二产低，对吗？", ("5.5左右", "6左右", "后者更高")),
    ("居民消费价格2025年计划和实际分别是多少", ("102左右", "99.9")),
    ("第六批扩展名录有60项吧", ("39", "与所说的项数不同")),
    ("Task 84: what is it?", ("微短剧",)),
    ("优良天数和床位数，去年哪个够着了计划？", ("274", "270", "7.7", "7.35", "没有完成计划")),
    ("Of beds and doctors per thousand people, which reached the 2025 plan?", ("7.35", "not met", "4.04", "was met")),
    ("去年养老参保人数比年初打算的多出来多少？", ("0.49万人",)),
    ("Technology contract turnover in 2025: how far above plan did it land?", ("2.17",)),
    ("By how much does this year's import/export target exceed last year's outturn?", ("9.3",)),
    ("指标按大类分，哪类最少？", ("1", "协调发展类", "开放发展类")),
    ("指标里哪个大类占得最多？只有一项的又是哪两类？", ("综合类", "9", "协调发展类", "开放发展类")),
    ("指标表一共分几大类？", ("7类",)),
    ("名称以“增速”结尾的指标里，去年离计划差得最多的是哪项？", ("战略性新兴产业", "9.6")),
    ("Which sector grew slowest in 2025: primary, secondary or tertiary?", ("3.9", "5.4", "5.6")),
    ("安全保障类两项今年的目标", ("225", "按省下达计划执行")),
    ("hello, what was the water use per unit of GDP actually achieved in 2025? the unit too", ("36.1立方米/万元",)),
    ("How big was Pingdingshans GDP in 2025?", ("2929.4",)),
    ("I need grain output for 2025 from the annex of the annual plan.", ("230",)),
    ("年度计划后头附的那张表，原煤产量2025年是多少", ("2684",)),
    ("From the indicator sheet: how many doctors per thousand people were planned for 2025?", ("3.6",)),
    ("规上工业和三产去年谁涨得猛", ("8.3", "5.6", "前者更高")),
    ("第一产业去年涨得比第三产业猛吗", ("3.9", "5.6", "后者更高")),
    ("技术合同成交额去年有没有过年初定的线", ("60", "62.17", "完成了计划")),
    ("去年PM2.5过没过计划线", ("41", "39", "完成了计划")),
    ("Was the 2025 target for urban new jobs cleared?", ("6.9", "6.94", "met")),
    ("全社会研发投入增速两年计划一样吗", ("12%", "持平")),
    ("名录（非扩展）里哪个地方报得最多，几项", ("汝州市", "20")),
    ("平政〔2026〕8号文的成文日期请帮忙核对一下", ("2026年3月20日",)),
    ("Please confirm the date of Pingzheng [2026] No. 7.", ("2026年3月20日",)),
    ("What is the cut-off for handing in the implementation plans?", ("3月31日",)),
    ("第六批代表性项目公布了60项，没错吧", ("与所说的项数不同", "80项")),
    ("编号VIII-100的是什么项目", ("鲁山带皮羊肉制作技艺的项目编号",)),
]
SILENT = [
    "2026年生产总值增速比2024年高多少？",
    "2025年人均生产总值是多少元？",
    "What was GDP per head in 2025?",
    "人均财政收入有多少？",
    "2025年出口额完成多少亿元？",
    "What was GDP per capita growth in 2025?",
    "What share of GDP goes to R&D?",
    "How much higher is the 2026 import and export target than the 2024 result?",
    "2025年PM10比计划低多少？",
    "2026年GDP实际增速比计划高多少",
    "2026年进出口实际完成多少",
    "常住人口有多少",
    "2025年居民人均可支配收入是多少元",
    "What was per capita disposable income in yuan in 2025?",
    "去年上半年固投增速是多少",
    "What was the surveyed urban unemployment rate in March 2026?",
    "鲁山县2026年城镇新增就业目标是多少",
    "What was grain output per county in 2025?",
    "去年进口总值是多少",
    "What is the 2026 target for rural disposable income growth?",
    "How many patents in total did the city hold?",
    "公报编辑部的邮箱是什么",
    "公报官网的网址",
    "花鸟字的传承人叫什么名字",
    "副市长的办公电话",
    "公报的责任编辑是谁",
    "公报的编辑部主任是谁",
    "公报传真号多少",
    "下一期公报什么时候出",
    "公报每年出几期",
    "第148期是什么时候出的",
    "When will the next issue of the gazette be published?",
    "人才公寓总投资几个亿",
]
DECLINED = [
    "您好呀，最近怎么样？",
    "Hi there, how is everything today?",
    "替我写副春联",
    "Write me a sonnet about coal",
    "你会写诗吗",
]


@pytest.mark.parametrize(("question", "words"), SAID)
def test_the_answer_says(client: TestClient, question: str, words: tuple[str, ...]) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert [word for word in words if word not in answer["answer"]] == [], answer["answer"]


@pytest.mark.parametrize("question", SILENT)
def test_near_misses_are_refused(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found", answer["answer"]


@pytest.mark.parametrize("question", DECLINED)
def test_greetings_and_poems_are_declined(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "declined"


def test_rows_named_side_by_side_are_members_of_the_answer(client: TestClient) -> None:
    assert labels(ask(client, "粮食和原煤2025年产量")) == ["粮食产量", "原煤产量"]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("今年计划比去年实际完成低的指标有哪些", 6),  # a rise by a point is no lower figure
        ("今年的数跟去年实际一样的有哪些指标", 2),
        ("Which indicators in the shared development category missed the 2025 plan?", 2),
        ("Which green indicators have no 2025 plan figure?", 2),
        ("指标表里三栏数字一模一样的有哪些指标", 2),
        ("Which indicators have the same plan in 2025 and 2026?", 5),
        ("哪些指标今年的计划和去年一样", 5),
        ("哪些指标2025年没有计划数", 3),
        ("For how many main indicators is no 2026 figure set and the provincial assignment simply followed?", 7),
        ("How many entries of the expansion heritage list come from Baofeng?", 5),
        ("以“率”结尾的指标有哪些", 2),
        ("2025年刚好完成计划的指标有哪些", 2),
        ("综合类2025年没干到计划数的有哪些指标？一律按字面比", 6),
    ],
)
def test_rows_are_chosen_by_their_cells(client: TestClient, question: str, count: int) -> None:
    answer = ask(client, question)
    assert len(labels(answer)) == count, answer["answer"]


def test_two_places_that_differ_are_both_told(client: TestClient) -> None:
    answer = ask(client, "港口吞吐量是达100万吨还是突破100万吨，两份文件说法一致吗")
    assert "突破100万吨" in answer["answer"]
    assert answer["conflicts"]


def test_those_who_put_one_thing_forward_are_the_members(client: TestClient) -> None:
    assert labels(ask(client, "古琴艺术是哪几个区联合申报的")) == ["新华区", "卫东区", "湛河区"]


def test_a_list_left_out_stays_out_in_the_second_part(client: TestClient) -> None:
    answer = ask(client, "第六批名录（不算扩展）是90项对吧，其中民俗几项？")
    assert "80项" in answer["answer"] and "“民俗”共9项" in answer["answer"]
    assert ask(client, "第六批名录里民俗宝丰有几项，不要扩展的")["receipt"]["matched"] == 5


def test_a_figure_in_a_table_and_in_a_sentence_is_quoted_from_both(client: TestClient) -> None:
    quotes = ask(client, "今年技术合同成交额的目标")["quotes"]
    assert any("突破65亿元" in q["text"] for q in quotes) and any("62.17" in q["text"] for q in quotes)


def test_nothing_is_said_of_a_row_that_neither_list_has(client: TestClient) -> None:
    assert ask(client, "豫剧是新增的还是扩展的？")["outcome"] == "not_found"
