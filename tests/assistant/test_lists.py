"""Lists and counts of tasks, rows and items: by who and what is meant, and by how many there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels, quoted
from fastapi.testclient import TestClient

# A question and the numbers of the tasks that answer it.
TASKS = [
    ("城管据牵头的任务有哪些", "34 35 68 69 75 98"),
    ("水利局牵头的任务有哪些？只参与的不算", "7 74"),
    ("Which tasks does the finance bureau lead, not counting those it merely shares?", "117 119"),
    ("汝州市政府负责哪些任务", "45 74 77 96"),
    ("叶县承担哪些任务", "17 31 33 72 96 97"),
    ("Which tasks does the local branch of the central bank share?", "5 8 16 121"),
    ("Which tasks fall to the high-tech zone's committee?", "17 31"),
    ("Which tasks do the financial regulator and the central bank both have a hand in?", "5 8 16 121"),
    ("环保部门牵头的任务有哪些", "91 96"),
    ("商务局和交通局一共牵头哪些任务", "4 22 30 31 44 54 65 95"),
    ("创新驱动那一章列了哪些任务", "11 12 13 14 15 16"),
    ("List the tasks under the heading on innovation.", "11 12 13 14 15 16"),
    ("风险防范那一部分里应急管理局牵头的有哪些", "114 115"),
    ("132项里提到微短剧的有哪些（行业、企业都算）", "84"),
    ("132件重点任务里，商务局挑头的是哪些？", "4 22 44 65"),
    ("不管牵头还是协办，市统计局沾边的任务都有哪些？", "10 21 22 130 132"),
    ("List every task of the Statistics Bureau, whether leading or supporting.", "10 21 22 130 132"),
    ("摊到市公安局头上的任务有哪些", "69 72 87 88 122 125 126"),
    ("卫健委今年要干几件事？", "19 22 56 105 106 107 108 113"),
    ("第五部分只归市商务局一家管的任务是哪条", "44"),
    ("第三部分里发改委牵头、财政局也参与的任务是哪条", "21 24"),
    ("In section ten (people's livelihood), which tasks does the Human Resources bureau lead?", "100 110"),
    ("Give me the numbers of the tasks that fall to the city housing affairs centre (市房产事务中心).", "15 64 67 71"),
    ("各县市区参与的任务有哪些", "6 41 116 122"),
    ("红十字会配合哪一项", "131"),
    ("平发投（发展投资控股）挂名的任务有哪些，要号", "3 15 77 78 94"),
    ("132条里头，残连（市里那个）要参与的是哪几条？给编号", "99 112 131"),
    ("金融监管局（平顶山分局）参与哪些任务", "5 8 16 121"),
    ("国网平顶山供电公司负责哪几项", "36 56"),
    ("市司法局担责任的有哪些条", "26 38 105 122 123 124"),
    ("根据平政〔2026〕6号文，请梳理市水利局（不论牵头还是配合）承担的全部任务，以便发函核实。", "7 19 48 56 74 89 115"),
    ("写材料要用：列出市住房城乡建设局牵头的任务", "43 62 66"),
    ("行政审批和政务信息管理局牵头哪两项", "39 70"),
    ("In section eleven, which tasks are given to the Finance Bureau alone, with no other unit named?", "117 119"),
    ("住建、城管都有份的任务号", "11 63 69 88"),
    ("市监局、司法局两家同时挂名的任务，号码报一下", "26 38"),
    ("应急、气象、水利三家都出现的任务是几号", "115"),
    ("农业农村局打头的任务编号，报号就成，搭手的不用", "47 51 53 58 60 61 97"),
    ("城管局除了牵头的还有哪些任务", "11 33 63 70 76 88"),
    ("应急管理局参与的任务", "88 114 115 116"),
    ("国资委打头的", "120"),
    ("不由财政局领头、它只是配合的活儿有哪几项", "1 5 8 13 14 21 24 25 27 28 37 38 42 50 113 125"),
    ("卫健委打头阵的任务编号给我，跟着干的不要", "106 107"),
    ("残联要交落实方案，哪几条任务里点了咱们的名？给序号", "99 112 131"),
    ("不要牵头的，只要市水利局分工的，编号报一报", "19 48 56 89 115"),
    ("第六部分里没写牵头部门的是几号任务", "46 48 50 55 56 57 59"),
    ("责任单位里出现国家金融监管总局平顶山分局的任务有哪些", "5 8 16 121"),
    ("我在市自然资源和规划局上班，要我们局担责的任务编号，麻烦一个不落地列给我", "40 42 46 72 73 78"),
    ("我们单位是市总工会，领导问132项里有没有我们的事", "131"),
    ("市退役军人事务局负责的重点工作，统共几项？（在132项里数）", "99 128"),
    ("Our bureau is the Municipal Water Resources Bureau; which of the 132 tasks fall to us?", "7 19 48 56 74 89 115"),
]
# What no task says, in words that other texts have or that are the name of no thing here
UNMENTIONED = ["哪些任务提到了5G", "哪些任务提到了充电桩", "Which tasks mention blockchain?", "有多少任务写明了投资额"]


# A question and what its answer says.
TOLD = [
    ("哪些单位负责养老服务", "第110项", "市人力资源社会保障局"),
    ("看下任务85", "公共文化", "市文明办"),
    ("标号61那条写的啥，由谁牵头", "返贫", "市农业农村局"),
    ("Number 52 in the task list: who leads it?", "市林业局", ""),
    ("文旅融合那一块有几项任务？", "10项", ""),
    ("麦子地里套种烟叶的事儿谁负责", "市农业农村局", ""),
    ("农普哪家牵头", "市统计局", ""),
    ("今年各类群众赛事要办多少场", "150场以上", ""),
    ("残疾人康复点今年添多少处", "500个", ""),
    ("Which bureau leads the water supply schemes in Baofeng, Jia and Lushan?", "市水利局", ""),
    ("How many council flats will be built in 2026?", "6200套", ""),
    ("今年绿化造林几万亩", "11.3万亩", ""),
    ("旧电梯换新、没电梯的新装，一共多少台", "255部", ""),
    ("What portion of goods traffic should trains carry?", "18.7%", ""),
    ("How many editions of the Ruci Ji (汝瓷集) fair are wanted this year?", "40集", ""),
    ("Who leads task 109, and how many events does it require?", "市教育体育局", "150场"),
    ("Which bureau is in charge of task 52, and how much land is it about?", "市林业局", "5万亩"),
    ("供销社牵头的那项工作，配合的是哪两家", "市农业农村局", "市农业机械技术中心"),
    ("税务局参与的那项是谁牵头", "市发展改革委", "26"),
    ("Which two schools share the task that the Education Bureau leads on applied universities?", "河南城建学院", ""),
    ("交通局要新改建多长的农村公路", "220公里", ""),
    ("把分工表翻一遍，牵头次数最多的是哪个部门，牵了几项", "市发展改革委", "9项"),
    ("出现次数第三的责任单位", "市财政局", "18项"),
    ("十一大块里任务最多的、最少的各是哪块", "19项", "6项"),
    ("教育体育局和水利局，谁迁头的任务多？各是多少", "4项", "2项"),
    ("第54项说的是修520公里农村公路吧，谁牵头", "220公里", "市交通运输局"),
    ("30号谁牵头？顺便问下，122号呢？", "市交通运输局", "市公安局"),
    ("6号文落款那天到上半年进展报送的截止日，隔了多少天？", "122天", "2026年6月30日"),
    ("How many days lie between the dates of notice No. 6 and notice No. 7?", "20 days", "2026-03-20"),
    ("哪几个文件的落款是同一天", "7号", "2026年3月20日"),
    ("6号文7号文各是哪天印发的", "2026年2月28日", "2026年3月20日"),
    ("哪份文件是2月28日落款的", "6号", ""),
]


@pytest.mark.parametrize(("question", "first", "second"), TOLD)
def test_a_task_is_found_by_its_number_or_in_other_words(
    client: TestClient, question: str, first: str, second: str
) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert first in answer["answer"]
    assert second in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "编号135那条任务谁负责",
        "麦田里套种西瓜归谁管",
        "2027年各类群众赛事要办多少场",
        "Who leads the metro line?",
        "地铁归谁负责",
        "舞钢市政府牵头的任务",
        "林下经济补贴多少",
        "How many council flats were demolished?",
    ],
)
def test_what_only_resembles_a_task_has_no_answer(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


@pytest.mark.parametrize(("question", "numbers"), TASKS)
def test_the_tasks_of_a_unit_or_a_section_are_listed(client: TestClient, question: str, numbers: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert labels(answer) == numbers.split()


@pytest.mark.parametrize("question", UNMENTIONED)
def test_that_no_task_mentions_something_is_said(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found"
    assert "132" in answer["answer"]


def test_rows_are_told_by_their_measure_or_not_at_all(client: TestClient) -> None:
    assert labels(ask(client, "哪些指标以万人计")) == ["城镇新增就业人数", "参加城镇职工基本养老保险人数"]
    for question in ("哪些指标以百分点计", "哪些指标以公里计", "哪些指标以元计"):
        assert ask(client, question)["outcome"] == "not_found"
    assert len(labels(ask(client, "扩展项目名录中,石龙区名下一共有几项"))) == 5
    more = ask(client, "In the list of 80, does folk literature or traditional music have more entries?")
    assert "9" in more["answer"]


def test_trips_to_a_place_are_counted_with_their_days(client: TestClient) -> None:
    days = labels(ask(client, "3、4两月市长去过宝丰县几次？分别哪天，给个日期就行"))
    assert days == ["2026-03-21", "2026-03-27", "2026-04-07"]
    assert "共1条" in ask(client, "这两个月市长跑过汝州市几趟？哪几天")["answer"]


def test_a_limit_put_on_roles_or_lists_is_kept_or_leads_to_silence(client: TestClient) -> None:
    turns = ("交通局打头的任务都有哪些？", "那没牵头、只是按职责分工的又是哪些")
    assert labels(ask(client, *turns)) == ["20", "22", "29", "32", "73", "78", "83", "87"]
    names = ["摔泥泡", "草编", "绿茶制作技艺(灵珑贡茶制作技艺)", "舞钢养鸽文化"]
    assert labels(ask(client, "舞钢这批新增的非遗都有啥，扩展的不用")) == names
    assert len(labels(ask(client, "卫东区两份非遗名单加起来几项"))) == 10
    assert len(labels(ask(client, "指标附表里2026年那栏写“按省下达”的一共几个指标"))) == 7
    assert "II—5" in ask(client, "昆阳大鼓是几号项目？")["answer"]
    assert "牵头的任务共1项" in ask(client, "国资委牵头和配合的任务各有几项")["answer"]
    for question in ("名录里序号150的项目是哪个", "2026年一栏写“大幅”的指标有几个"):
        assert ask(client, question)["outcome"] == "not_found"


def test_one_task_is_told_whole(client: TestClient) -> None:
    assert "微短剧" in ask(client, "文旅局牵头的任务里，提到微短剧的是哪一项")["answer"]


@pytest.mark.parametrize("question", ["审计局牵头哪些任务", "气象局有没有牵头的任务", "大数据局负责啥"])
def test_a_unit_without_the_role_has_no_such_task(client: TestClient, question: str) -> None:
    assert "132项任务中没有" in ask(client, question)["answer"]


def test_units_and_sections_are_counted_and_set_beside_each_other(client: TestClient) -> None:
    assert "29个" in ask(client, "一共有多少个单位牵头任务")["answer"]
    assert len(ask(client, "Which units lead exactly one task?")["items"]) == 12
    assert "21项" in ask(client, "哪个部门分工负责的任务最多（牵头的不算）")["answer"]
    assert "十一、" in ask(client, "民生那部分和风险防范那部分哪个任务多")["answer"].split("更多")[0]
    assert "has more" in ask(client, "Which has more tasks, part six or part seven?")["answer"]


def test_tasks_are_told_by_how_many_units_they_have(client: TestClient) -> None:
    assert labels(ask(client, "责任单位最多的是哪项任务")) == ["10", "19", "88"]
    assert "第131项（7个单位）" in ask(client, "责任单位超过六个的任务有哪些")["answer"]


def test_the_units_of_one_task_are_the_members_of_the_answer(client: TestClient) -> None:
    answer = ask(client, "哪些部门负责打击非法金融活动")
    assert len(answer["items"]) == 3
    assert "市政府办公室" in labels(answer)


def test_the_section_is_quoted_with_its_tasks(client: TestClient) -> None:
    assert quoted(ask(client, "三农那部分有几项任务"), "六、夯实“三农”基础")


def test_a_stated_total_is_quoted_with_the_count(client: TestClient) -> None:
    answer = ask(client, "正式名录里传统医药有多少项")
    assert answer["receipt"]["matched"] == 7
    assert quoted(answer, "八、传统医药（共计7项）")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("附件2里民间文学类有哪些", 2),
        ("湛河区报上去的传统医药类叫什么", 2),
        ("What did Ye County get onto the extension list?", 2),
        ("How many drama items are on the extension list?", 4),
        ("以百分号为单位的指标有多少个", 15),
        ("How many indicators are in the annex table?", 29),
        ("哪些县区有传统医药类的项目", 4),
    ],
)
def test_rows_are_listed_by_several_conditions(client: TestClient, question: str, count: int) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert len(answer["items"]) == answer["receipt"]["matched"] == count


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("新列的80项里，鲁山县占了多大比例？", "9项，占80项的11.25%"),
        ("宝丰在新列的80项里有没有占到一成？", "正好是一成"),
        ("Do traditional crafts make up half of the 39 extension projects?", "less than half"),
        ("汝州报的新项目里传统技艺占多少？", "8项，占20项的40%"),
        ("传统技艺类里汝州占几成？", "12项，占48项的25%"),
        ("哪类项目在新名录中占比最大？", "占全部80项的40%"),
        ("两个附件一共多少个编号不重复？", "104个"),
        ("How many distinct item codes are there on the extension list?", "27 distinct"),
        ("两个名录合并，项目最多的前两个地方是谁，各多少项？", "汝州市：28项；宝丰县：13项"),
        ("On the extension list, who has the most entries and who is runner-up?", "(郟县): 7"),
        ("扩展名录上哪个县区项目最多？第二多的是谁？", "汝州市：8项；郟县：7项"),
        ("扩展名录那49项里，民俗只有一项吗？", "共计39项"),
        ("不分新列还是扩展，叶县一共报了多少项", "6项"),
        ("How many entries are on the main list plus the extension list in total?", "119 rows"),
        ("太极拳是新列入的还是扩展项目？", "名录扩展项目名录》中"),
        ("古琴艺术是扩展项目吗？", "不在《第六批平顶山市非物质文化遗产代表性项目名录扩展项目名录》中"),
        ("By how many items do traditional crafts outnumber fine arts on the main list?", "the difference is 22"),
        ("Does the main list have more folk literature or more folk customs items?", "民间文学: 9; 民俗: 9"),
        ("Which category on the main list is the biggest, and which come joint last?", "传统戏剧, 曲艺, with 1 each"),
        ("What are the two smallest categories on the main heritage list?", "传统戏剧: 1; 曲艺: 1 ["),
        ("How many items has Ruzhou on the main list, and how many on the extension list?", "difference is 12"),
        ("How many traditional medicine items are on the sixth main list?", "7 rows"),
        ("Of the three broad sectors, which had the highest growth estimate for 2025?", "highest of 3 rows: 第三产业"),
        ("By how much did foreign trade in 2025 beat the plan's floor?", "10.7"),
        ("25年pm2.5比计划控制数低了几个微克？", "低2微克"),
        ("Which indicators have a lower target in 2026 than in 2025?", "2026年计划 < 2025年计划"),
        ("4月14日书记市长见了新疆哪个县来的代表团？", "巴里坤县"),
        ("4月30日项目建设部署会上发言的县（市、区）有哪些？", "汝州市、宝丰县、叶县、新华区"),
        ("In 2025, was the PM2.5 level better or worse than the target?", "39"),
    ],
)
def test_shares_ranks_and_distinct_codes_are_counted_over_the_lists_asked(
    client: TestClient, question: str, told: str
) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert told in answer["answer"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which items on the main list were declared by three districts?", "古琴艺术 古琴艺术 古琴艺术"),
        ("What traditional medicine (zhongyi) items did Zhanhe district submit?", "鹰城蔡氏正骨疗法 卫氏正骨疗法"),
        ("Which places filed the roast-chicken craft on the extension list?", "宝丰县 卫东区"),
        ("平顶山学院有几个项目入选？", "大成雅乐 鲁山花瓷腰鼓演奏艺术"),
        ("非移扩展名录里石龙区的民间文学有哪些", "白朗起义的传说 樊钟秀的传说"),
        ("扩展名录里只有一项的县区有哪些", "城乡一体化示范区 鲁山县 舞钢市 新华区"),
    ],
)
def test_items_are_told_by_who_put_them_forward(client: TestClient, question: str, names: str) -> None:
    assert labels(ask(client, question)) == names.split()


@pytest.mark.parametrize(
    "question",
    [
        "representative inheritor of the Ruzhou Majia shadow puppetry - name?",
        "翟集庙会在哪天办",
        "大成雅乐一年演几场",
        "三苏家风家训的保护单位电话",
        "第七批名录里宝丰占几成",
    ],
)
def test_what_a_list_of_names_lacks_has_no_answer(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "How many items did Baofeng County get in the fourth batch of intangible heritage?",
        "Which industrial growth target does the plan set for 2027?",
        "Who is the mayor of Ruzhou?",
        "舞钢市市长是谁",
    ],
)
def test_another_batch_year_or_mayor_than_those_told_has_no_answer(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


def test_two_lists_are_counted_together_after_each_by_itself(client: TestClient) -> None:
    turns = ("卫东区新进名录几项？", "扩展名录呢？", "那两边加起来")
    assert ask(client, *turns)["receipt"]["matched"] == 10


def test_the_list_that_captions_share_is_the_first_of_them(client: TestClient) -> None:
    answer = ask(client, "第六批代表性名录里石龙区占了哪些")
    assert len(answer["items"]) == 3
    assert "5项不在其内" in answer["answer"]
    assert "相差41项" in ask(client, "附件1比附件2多几项")["answer"]


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("郏县这回新上榜的非遗项目有哪些（扩展的不要）", 5),
        ("Leaving out the extension list, how many items does Ye County have?", 4),
        ("卫东区在扩展项目名录上占了哪几个名额", 5),
        ("职业学院申报的非遗是哪两项", 2),
        ("有几项非遗是学院申报的", 4),
        ("Which heritage items were put forward by universities or colleges?", 4),
        ("不是县市区申报的新非遗有哪些", 5),
        ("正骨疗法有几种", 3),
        ("附件二里民俗类是哪一项", 1),
    ],
)
def test_lists_of_names_are_told_by_list_and_by_who_put_them_forward(
    client: TestClient, question: str, count: int
) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert answer["receipt"]["matched"] == count, answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "由协会申报的非遗有哪些",
        "Which heritage items were submitted by companies?",
        "开封市申报了哪些非遗",
        "附件3里有哪些项目",
        "把红薯磨成粉条的手艺是哪里申报的",
        "捏面人的手艺是哪里申报的",
        "Which place put forward the skill of carving jade?",
    ],
)
def test_what_stands_in_no_list_of_names_is_not_found(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "not_found", answer["answer"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("养鸽子的那个民俗是哪里报的", "舞钢市"),
        ("给书画重新装裱的手艺是哪个县申报的", "郟县"),
        ("查个编号：X—22是啥项目", "三苏家风家训"),
        ("中医正骨疗法括号里写的是什么", "杨氏捏骨矫脊术"),
        ("扩展名录里数量排第二的门类是什么，多少项", "传统美术，共10项"),
        ("Which place ranks second by number of items on the main list?", "新华区"),
        ("仅看80项名录，哪个门类块头最大", "传统技艺，共32项"),
        ("哪类非遗在扩展名录里只有一项", "民俗（1）"),
        ("曲艺类在新名录和扩展名录里各有几项", "扩展项目名录：4项"),
        ("How many items are on the main list and how many are on the extension list?", ": 39"),
    ],
)
def test_names_are_found_by_what_they_are_like_and_ranked(client: TestClient, question: str, told: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered"
    assert told in "".join(answer["answer"].split()) or told in answer["answer"], answer["answer"]


def test_the_places_of_rows_are_told_where_they_are_asked(client: TestClient) -> None:
    assert "越调（宝丰县）" in ask(client, "传统戏剧类都是哪儿报的")["answer"]


def test_a_described_section_that_is_none_lends_its_words_to_no_list(client: TestClient) -> None:
    answer = ask(client, "航天部分里有哪几项任务")
    assert answer["receipt"] is None or answer["receipt"]["kind"] != "task" or not answer["items"]


REPORT = """县人民政府办公室关于对第三次实地督查发现的典型做法给予表扬的通报
县政办〔2024〕31号

各乡镇人民政府：

为表扬先进，现将第三次实地督查发现的典型做法予以通报。

附件：第三次实地督查发现的典型做法（共10项）

县人民政府办公室
2024年7月2日

附件

第三次实地督查发现的典型做法（共10项）

1.青石镇推行河长巡河日志，管好每一条河。
2.青石镇建成便民服务中心，办事不出村。
3.白鹭镇整治占道经营，还路于民。
4.白鹭镇改造老旧泵站，保障灌溉。
5.白鹭镇开办老年食堂，解决吃饭难。
6.云台乡引进茶叶加工厂，带动就业。
7.云台乡推广无人机植保，节本增效。
8.柳河镇办好村级幼儿园，方便入学。
9.柳河镇推行垃圾分类积分，美化村庄。
10.柳河镇改造老旧泵站，降低内涝风险。
"""
TABLE = """# 2024年种植情况

| 乡镇 | 新增面积 | 产量 | 同比增长（%） |
| --- | --- | --- | --- |
| 青石镇 | 0 | 120 | -1.5 |
| 白鹭镇 | 35 | 260 | 4.2 |
| 云台乡 | 0 | 90 | 2.0 |
| 柳河镇 | 12 | 180 | -0.3 |
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API over a numbered list of practices and a table of townships."""
    folder = tmp_path_factory.mktemp("county")
    with api_over(folder, {"report.txt": REPORT, "table.md": TABLE}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("第三次实地督查表扬的做法里，白鹭镇的有哪些", "3 4 5"),
        ("第三次实地督查表扬的做法里，讲泵站的有几项", "4 10"),
        ("第三次实地督查表扬名单里写了“泵站”两个字的有几条", "4 10"),
        ("第三次实地督查表扬的10条里，讲泵站的是哪几条？报序号就行", "4 10"),
    ],
)
def test_the_items_of_a_numbered_list_are_told_by_place_and_matter(
    county: TestClient, question: str, numbers: str
) -> None:
    answer = ask(county, question)
    assert labels(answer) == numbers.split(), answer["answer"]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("新增面积是0的乡镇有哪些", ["青石镇", "云台乡"]),
        ("新增面积是零的乡镇都有哪些", ["青石镇", "云台乡"]),
        ("新增面积35的乡镇有哪些", ["白鹭镇"]),
        ("产量下降的乡镇有哪些", ["青石镇", "柳河镇"]),
    ],
)
def test_rows_are_listed_by_a_figure_and_by_its_change(county: TestClient, question: str, places: list[str]) -> None:
    answer = ask(county, question)
    assert labels(answer) == places, answer["answer"]


def test_no_item_of_a_list_is_made_up(county: TestClient) -> None:
    answer = ask(county, "第三次实地督查表扬的做法里，讲区块链的有几条")
    assert answer["outcome"] == "not_found", answer["answer"]


NOTICE = """国务院办公厅关于2031年部分节假日安排的通知
国办发明电〔2030〕9号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：

经国务院批准，现将2031年元旦、春节和端午节放假调休日期的具体安排通知如下。

一、元旦：1月1日放假，与周末连休。

二、春节：1月22日至28日放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。

三、端午节：6月24日至26日放假调休，共3天。2031年6月28日（星期六）上班。

节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，确保人民群众祥和平安度过节日假期。

国务院办公厅
2030年11月20日
"""
COMMITTEE = """国务院办公厅关于成立湿地保护委员会的通知
国办发〔2031〕12号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：

国务院决定成立湿地保护委员会。现将组成人员名单通知如下：

主 任：程远山　　国务院副总理

副主任：陆文川　　自然资源部部长
苏明河　　水利部部长

委 员：
（一）部门委员
韩立群　　财政部副部长
白启航　　科技部副部长
丁海峰　　气象局局长
（二）专家委员
叶知秋　　院士、北京林业大学原校长
马宏图　　教授、河海大学校长
田晓禾　　院士、中科院水生生物研究所研究员

国务院办公厅
2031年3月5日
"""
OPINIONS = """国务院办公厅关于发展水上运动产业的意见
国办发〔2031〕15号

一、总体要求

到2035年，水上运动产业总规模达到3000亿元。

二、主要任务

着力发展赛艇、皮划艇、帆船、龙舟等职业联赛，鼓励滑水、冲浪、潜水等有条件的运动举办公开赛。
合理规范泊位、救生、装备等收费，落实场地补贴、用水优惠、保险贴息等扶持措施。
对无证教学、超员载客、夜间下水等违法行为依法处罚，由市体育局和青石县、云岭区、柳溪县分别汇报整改情况。

三、基本原则

（一）航道安全原则。
——安全第一，预防为主。严格落实救生制度，做到不漏一艇一人。
——因地制宜，分类施策。根据水域条件确定运动项目和规模。
——放管结合，优化服务。减少审批环节，加强事中监管工作。

国务院办公厅
2031年4月2日
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API over a notice on holidays, a committee and opinions that enumerate."""
    folder = tmp_path_factory.mktemp("council")
    papers = {"committee.txt": COMMITTEE, "notice.txt": NOTICE, "opinions.txt": OPINIONS}
    with api_over(folder, papers) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("2031年因为放假调休，哪几天要上班？", "2031-01-19 2031-02-01 2031-06-28"),
        ("2031年春节调休哪两天补班", "2031-01-19 2031-02-01"),
        ("2031年春节放几天，哪天补班", "2031-01-19 2031-02-01"),
        ("Which Saturdays were turned into working days in 2031?", "2031-02-01 2031-06-28"),
    ],
)
def test_the_days_worked_for_a_holiday_are_listed(council: TestClient, question: str, days: str) -> None:
    answer = ask(council, question)
    assert labels(answer) == days.split(), answer["answer"]


@pytest.mark.parametrize("question", ["2031年元旦哪天补班", "2032年春节哪几天补班"])
def test_no_day_is_worked_for_another_holiday_or_year(council: TestClient, question: str) -> None:
    assert ask(council, question)["outcome"] == "not_found"


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("湿地保护委员会里有几位院士？", "叶知秋 田晓禾"),
        ("湿地保护委员会的部门委员里，副部长有哪些", "韩立群 白启航"),
        ("湿地保护委员会除了专家委员以外，部门委员有几个人？", "韩立群 白启航 丁海峰"),
        ("湿地保护委员会除去正主任，副主任有几位？", "陆文川 苏明河"),
    ],
)
def test_members_are_told_by_what_is_said_of_them(council: TestClient, question: str, people: str) -> None:
    answer = ask(council, question)
    assert labels(answer) == people.split(), answer["answer"]


def test_a_role_that_no_member_has_is_named(council: TestClient) -> None:
    answer = ask(council, "湿地保护委员会的秘书长是谁？")
    assert answer["outcome"] == "not_found" and "秘书长" in answer["answer"]


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("水上运动产业意见着力发展哪些职业联赛？", "赛艇 皮划艇 帆船 龙舟"),
        ("水上运动产业意见鼓励哪些运动举办公开赛？", "滑水 冲浪 潜水"),
        ("水上运动产业意见要合理规范哪些收费？", "泊位 救生 装备"),
        ("水上运动产业意见要落实哪几项扶持措施？", "场地补贴 用水优惠 保险贴息"),
        ("水上运动产业意见对哪些违法行为依法处罚？", "无证教学 超员载客 夜间下水"),
        ("水上运动产业意见里分别汇报整改情况的是哪些？", "市体育局 青石县 云岭区 柳溪县"),
        ("水上运动产业意见的航道安全原则有哪几条？", "安全第一，预防为主 因地制宜，分类施策 放管结合，优化服务"),
    ],
)
def test_the_list_beside_what_is_asked_is_the_answer(council: TestClient, question: str, members: str) -> None:
    answer = ask(council, question)
    assert labels(answer) == members.split(), answer["answer"]


CONFERENCE = """国务院办公厅关于同意建立海岛供水部际联席会议制度的函
国办函〔2031〕12号
水利部：
你部关于建立海岛供水部际联席会议制度的请示收悉。经国务院同意，现函复如下：
国务院同意建立由水利部牵头的海岛供水部际联席会议制度。
一、成员单位
联席会议由水利部、财政部、自然资源部、住房城乡建设部、交通运输部、国家海洋局等6个部门组成，水利部为牵头单位。
联席会议由水利部主要负责同志担任召集人，财政部、工业和信息化部分管负责同志担任副召集人，其他成员单位有关负责同志为成员。联席会议设联络员，由各成员单位有关司局负责同志担任。
二、工作任务
在辽宁、山东、浙江、福建四省、直辖市的海岛、半岛和沿岸城镇开展供水普查。
"""
PERMITS = """国务院关于取消海岛管理事项的决定
国发〔2031〕9号
国务院决定取消5项海岛管理事项。
国务院海岛管理事项目录
一、取消的海岛许可事项（共2项）
1．海岛采砂许可。审批部门：省级海洋部门。取消后，改为备案。
2．海岛养殖许可。审批部门：市级海洋部门。取消后，由养殖户自行管理。
二、取消的海岛其他事项（共3项）
3．海岛名称登记。实施部门：省级海洋部门。取消后，改为公告。
4．海岛灯塔检测。实施部门：县级以上海事机构。取消后，由设置人自行检测。
5．海岛导游证核发。实施部门：市级旅游部门。取消后，统一管理。
"""


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API over a conference of ministries and a list of what is given up."""
    papers = {"conference.txt": CONFERENCE, "permits.txt": PERMITS}
    with api_over(tmp_path_factory.mktemp("islands"), papers) as opened:
        yield opened


BODIES = "水利部 财政部 自然资源部 住房城乡建设部 交通运输部 国家海洋局"


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("海岛供水部际联席会议有哪些成员单位？", BODIES),
        ("海岛供水联席会议由哪些部门组成？", BODIES),
        ("List every member body of the inter-ministerial joint conference on water supply.", BODIES),
        ("海岛供水部际联席会议的副召集人是哪几个部门的？", "财政部 工业和信息化部"),
        ("海岛供水普查在哪几个省开展？", "辽宁 山东 浙江 福建"),
    ],
)
def test_a_sentence_is_a_list_up_to_its_number_or_those_who_stand_for_it(
    islands: TestClient, question: str, members: str
) -> None:
    answer = ask(islands, question)
    assert labels(answer) == members.split(), answer["answer"]


def test_what_is_taken_off_a_list_of_permits_is_no_task(islands: TestClient) -> None:
    answer = ask(islands, "国发〔2031〕9号取消的事项里，算许可的有几项？")
    assert "任务" not in answer["answer"], answer["answer"]
