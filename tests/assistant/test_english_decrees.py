"""English questions of older papers: dates spelt with a circle, lists within a line, who pays, how often."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

NOTICE = """国务院办公厅关于加强渡船管理的通知
国办发〔2003〕17号
各省、自治区、直辖市人民政府：
为保障渡运安全，现就渡船管理的有关问题通知如下：
一、渡船经营人申请许可须具备下列条件：（一）有适航的渡船2艘以上；（二）有持证船员3名；（三）自有资金不低于40万元。许可证有效期4年。
二、船员由渡口轮流供餐，供餐费用由船员自理。
三、渡船安全委员会实行例会制度，每季度召开一次全体会议。
四、渡口值守人员每班不少于2人。
国务院办公厅
二○○三年五月十八日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("english_decrees"), {"notice.txt": NOTICE}) as opened:
        yield opened


TOLD = [
    (
        "What is the reference number and date of the notice on ferry boats?",
        ("国办发〔2003〕17号", "二○○三年五月十八日"),
    ),
    ("What must a ferry operator have to get a licence?", ("适航的渡船", "持证船员", "40万元")),
    ("Who pays for the meals of the boatmen?", ("自理",)),
    ("How often does the ferry safety committee meet?", ("每季度",)),
    ("How many attendants must be at a ferry crossing on each shift?", ("2人",)),
]


@pytest.mark.parametrize(("question", "words"), TOLD)
def test_what_the_paper_says_is_told(client: TestClient, question: str, words: tuple[str, ...]) -> None:
    answer = ask(client, question)
    said = answer["answer"] + "".join(item["label"] for item in answer["items"])
    assert answer["outcome"] == "answered", answer["answer"]
    assert all(word in said for word in words), said


def test_a_measure_of_what_is_not_spoken_of_is_not_told(client: TestClient) -> None:
    assert ask(client, "How long is the runway of the ferry crossing?")["outcome"] == "not_found"
