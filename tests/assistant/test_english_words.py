"""English questions in everyday words: other names for things, role phrases, cut-offs, function phrases."""

from __future__ import annotations

import pytest
from asking import ask, labels
from fastapi.testclient import TestClient

TOLD = [
    ("How many ageing housing estates get a facelift?", "32"),
    ("How many lifts will be replaced or put in?", "255"),
    ("What acreage of high-quality cropland is to be laid out or upgraded?", "25万亩"),
    ("How many acres of greenhouse farming should be added?", "1.2万亩"),
    ("How many regular shows of singing and storytelling are promised at a minimum?", "40场"),
    ("How much did shop sales go up in 2025?", "3.7"),
    ("In the indicator sheet, what was planned for 2025 in terms of water consumed per unit of output?", "39.7"),
    ("What's the cut-off for the implementation schemes to be handed in?", "2026年3月31日"),
    ("When was the netizens' complaints meeting held?", "15 April 2026"),
    ("Which bureau is on the hook for country lanes?", "市交通运输局"),
    ("Who takes charge of the under-forest economy?", "市林业局"),
    ("Who has been landed with clearing the arrears owed to businesses?", "市工业和信息化局"),
    ("Which bureau looks after the old folks' homes?", "市民政局"),
    ("invention patents per 10k ppl, 2026 plan?", "7.5"),
    ("How much extra social financing is the town hoping for in 2026?", "350亿元"),
    ("How many old factory compounds are to be reused as industrial heritage?", "14"),
    ("How many skills training sessions (person-times) are they aiming for?", "10.7万人次"),
    ("Which district has rope knotting?", "卫东区"),
    ("Which county submitted mutton with skin?", "鲁山县"),
    ("how many firms shud newly reach grade B or better on environmental performance?", "30家"),
    ("What size was Pingdingshan's economy in 2025?", "2929.4"),
    ("Where does the oilcloth umbrella craft on the sixth heritage list come from?", "汝州市"),
    ("What registration number was given to crosstalk in the heritage list?", "V—9"),
    ("Which institution put forward the Lushan flower-porcelain waist drum playing?", "平顶山学院"),
    ("Will the Jiaozuo–Pingdingshan motorway open, or only have its main structure done?", "焦平高速主体完工"),
    ("What is to happen with the Nanjing–Luoyang motorway widening this year?", "宁洛"),
    ("How much cargo is the port supposed to handle this year?", "100万吨"),
    ("Which county declared the Yuan Jie legend?", "石龙区"),
    ("Public budget receipts in 2025 - what was the sum?", "226.6亿元"),
    ("How many hundred million yuan did the GDP come to last year?", "2929.4亿元"),
    ("My editor wants a number: grain brought in during 2025.", "230万吨"),
    ("Could you give me the estimated 2025 enrolment in the basic pension scheme for urban workers?", "90.59"),
    ("Foreign trade: what figure is put down under 2026?", "70亿元"),
    ("Which indicators show just a - in the 2025 target column?", "3 rows"),
    ("Who holds the office of Party chief?", "陈向平"),
    ("How many copies of the issue came off the press?", "1200册"),
    ("What number do I dial to get through to the editors?", "2665989"),
    ("On which date was document 平政〔2026〕7号 issued?", "2026年3月20日"),
    ("On which dates does Zhao Qingmin turn up in the diary of major events?", "4 entries"),
    ("Parents keep asking: how many old factory sites are slated for a makeover?", "14"),
    ("Which reservoir is the guinea pig for the digital-twin project?", "昭平台水库"),
    ("What growth did the plan for 2025 lay down for the primary sector (agriculture etc)?", "3.3"),
    ("On how many tasks is 市商务局 (the commerce bureau) named as 牵头?", "4 of 132"),
    ("Who serves as chairperson of Pingdingshan's CPPCC committee?", "刘颖"),
    ("Chair of the Pingdingshan CPPCC - name please", "刘颖"),
    ("Our chamber is curious who sits at the top of the city's political consultative conference.", "刘颖"),
    ("Who is the city's Communist Party boss?", "市委书记：陈向平"),
    ("Who serves as head of the municipal people's congress?", "张明新"),
    ("One of the vice-mayors also runs the police as public security chief. What's he called?", "丁海江"),
    ("How large was 2025's real technology contract turnover (亿元)?", "62.17"),
    ("Actual imports and exports (亿元) in 2025?", "60.7"),
    ("One of the key tasks has a power plant plugged into the grid. Which plant?", "鲁山抽水蓄能电站"),
    ("How many Su Dongpo themed reading rooms should there be?", "30家"),
    ("By what catchphrase does the task list call the pattern of outer-ring motorway and radial roads?", "三环九放射"),
    ("CPI: what figure is put in under 2026 in the table?", "102左右"),
    ("How fast is farming supposed to grow in 2026?", "3.5"),
    ("My boss is after a statistic: raw coal mined in 2025, in units of ten thousand tonnes.", "2684"),
    ("Which day did the mayor walk along the Sha River?", "28 April 2026"),
]
# A verdict comes with both figures
JUDGED = [
    ("Imports and exports in 2025: was the planned level surpassed?", ("50", "60.7", "was met")),
    ("Was the growth foreseen for fixed-asset investment in 2025 actually achieved?", ("8", "3.1", "was not met")),
    ("Were there as many clean-air days in 2025 as intended?", ("274", "270", "was not met")),
    ("Which sector led the pack in 2025: farming, industry or services?", ("第三产业", "5.6", "3.9")),
    ("Services versus farming: which one posted the stronger growth in 2025?", ("5.6", "3.9", "1.7")),
    ("Is the 2026 target for GDP growth below that of 2025?", ("6.5", "5.5", "lower")),
]


@pytest.mark.parametrize(("question", "words"), TOLD)
def test_everyday_words_are_understood(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


@pytest.mark.parametrize(("question", "words"), JUDGED)
def test_a_verdict_tells_both_figures(client: TestClient, question: str, words: tuple[str, ...]) -> None:
    answer = ask(client, question)["answer"]
    assert all(word in answer for word in words), answer


def test_the_growth_of_another_year_is_of_the_same_thing(client: TestClient) -> None:
    answer = ask(client, "How much should retail sales grow in 2026?", "And what was the actual growth in 2025?")
    assert "社会消费品零售总额增速" in answer["answer"]
    assert "3.7" in answer["answer"]


@pytest.mark.parametrize(
    "question",
    [
        "What total loan amount was signed at the matching event on 16 April?",
        "What is the construction bill for the airport at Lushan?",
        "I want to phone the centre for safeguarding heritage. Which number should I ring?",
        "How many netizens were surveyed?",
        "How many old cinema compounds are to be reused as industrial heritage?",
        "Which county declared the bamboo flute?",
        "How many micro-dramas must be shot?",
        "Who takes charge of bike sharing?",
        "What is the name of the hotel where the roadshow took place?",
        "Which deputy mayor took part in the 27 March visit to Baofeng?",
        "How long is the public comment period for the sixth batch of heritage items?",
        "What deals, by value in yuan, were signed on the April trip to Shenzhen and Guangzhou?",
        "How many staff work at the municipal statistics bureau?",
        "How much money does the heritage list give to each item?",
        "Who are the inheritors of the shadow puppetry item?",
        "Which person holds the title of representative transmitter of Xingyi boxing in Weidong District?",
        "When the mayor received petitioners in Baofeng on 27 March, what vice mayor was at his side?",
        "What sum was signed for on the investment trip to Shenzhen and Guangzhou?",
        "How many beds will the psychiatric welfare centre offer?",
        "Which architect drew up the talent apartments?",
        "How long may citizens object to the heritage list?",
        "What is the mayor's phone number?",
        "Zhengzhou put forward some of the heritage entries: which?",
        "Which insurance firm runs the long-term care insurance?",
        "Which vice mayor is in charge of education?",
        "How many kilometres long is the Pingdingshan West railway?",
        "Who is the party secretary of Yexian County?",
    ],
)
def test_what_is_not_said_is_not_told(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


def test_who_took_the_floor_are_those_who_spoke_beside_the_leaders(client: TestClient) -> None:
    answer = ask(client, "Who took the floor at the meeting on the economy on 30 April?")
    assert {"市商务局", "新华区"} <= set(labels(answer))
    assert "陈向平" not in labels(answer)


def test_banks_are_listed_where_their_heads_came(client: TestClient) -> None:
    answer = ask(client, "Name the banks whose bosses were guests at the financing roadshow in April.")
    assert "中国工商银行河南省分行" in labels(answer)
    assert len(labels(answer)) == 4
