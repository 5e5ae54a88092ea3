"""A paper answers though a question has words of its own: everyday ones, what is left of a question word, a bulk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

CABLEWAYS = """索道管理办法
1998年4月2日 云山省人民政府发布
第一条 为了加强索道管理，制定本办法。
第二条 索道轿厢的时速不得超过18公里，前后间距不小于25米。
第三条 遇有下列情形之一的，索道应当停止运行：（一）风力达到六级以上的；（二）能见度不足80米的。
第四条 索道站建设山货冷库，单库容量在90吨以下的，由县级财政按照不超过建设投资25%的比例给予补助。
第五条 索道职工集体宿舍每间宿舍居住人数不得超过7人。
第六条 严禁使用餐厨废弃物饲养生猪。
第七条 索道站售票场地面积不小于60平方米，乘客乘坐单程时间一般不超过35分钟。
第八条 本办法自1998年6月1日起施行。
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("cableways"), {"索道.txt": CABLEWAYS}) as client:
        yield client


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("索道轿厢最快能开多少？", "18公里"),
        ("刮大风刮到几级索道就得停？", "六级"),
        ("我建了个70吨的山货冷库，县级财政能补多少？", "25%"),
        ("索道职工的宿舍一间最多住几个？", "7人"),
        ("用泔水喂猪行不行？", "严禁"),
        ("坐索道单程最长坐多久？", "35分钟"),
        ("索道售票的场地最小得多大？", "60平方米"),
    ],
)
def test_words_of_the_asker_silence_no_answer(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer
    assert words in answer["answer"], answer


@pytest.mark.parametrize("question", ["索道票一张多少钱？", "索道上能不能钓鱼？", "索道站长的工资多少？"])
def test_what_the_paper_does_not_say_stays_unsaid(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found", question
