"""English questions that name places by their kind, grades by number, leaders of groups and doers of a task."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

RULES = """国务院关于渡口和伤残职工若干问题的批复
国函〔2031〕17号
青岭省人民政府：
现就有关问题批复如下：
一、柳河每日通航时间不超过14小时，柳湖每日通航时间不超过9小时。
二、东街两侧新建建筑高度不超过8米，西街两侧新建建筑高度不超过12米。
三、一次性补助金标准为：二级伤残为25个月的本人工资，三级伤残为23个月的本人工资。
四、成立渡口清查工作小组，由省交通厅副厅长李文海任组长，省水利局局长王大成任副组长。
五、渡口经营许可证有效期为6年，浮桥长度不超过300米。
六、载运汽油的车辆不得通过渡口。
国务院
2031年5月8日
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("english_places"), {"reply.txt": RULES}) as opened:
        yield opened


TOLD = [
    ("How many hours a day may ships pass on the Liu river?", "14小时"),
    ("How tall may a new building along Dong Street be?", "8米"),
    ("How many months' own wages does a worker with a grade 3 disability get?", "23个月"),
    ("How many months' own wages does a worker with a level two disability get?", "25个月"),
    ("May a lorry with petrol cross by the ferry crossing?", "不得"),
]


@pytest.mark.parametrize(("question", "words"), TOLD)
def test_the_place_or_grade_that_is_named_is_told(client: TestClient, question: str, words: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert words in answer["answer"]


def test_a_deputy_does_not_lead_the_group(client: TestClient) -> None:
    answer = ask(client, "Who led the working group for the ferry crossing check?")
    assert not answer["answer"].startswith("副组长")
    assert "王大成" not in answer["answer"] or "李文海" in answer["answer"]


def test_a_street_that_is_not_named_is_not_told(client: TestClient) -> None:
    assert ask(client, "How tall may a new building along Nan Street be?")["outcome"] == "not_found"
