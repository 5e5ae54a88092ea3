"""Sentences beside each other that are for different cases: the one that the question puts is told first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

RULES = """城市货运缆车管理条例
第一条 货运缆车应当每20分钟记录一次温度,记录保存不得少于货物保质期满后8个月;没有明确保质期的,保存不得少于3年。
第二条 缆车站应当配备持证值守人员,每班不少于5人;线路超过900米的,每班不少于9人。
第三条 缆车乘务按规定换算率折成工时,夜班和白班两种分开登记。夜班的换算率为百分之一百三十。
第四条 对特种货物的运费从高确定。特种货物是指烟花、液氨、活禽。
第五条 站前仓库计划在2031年底前全部迁出。其中冷库的搬迁由业主协商确定,时间可延至2033年6月。
第六条 到2030年,缆车准点率达到百分之八十五,2035年达到百分之九十五。
第七条 旧缆车拆除费用由运营企业负担百分之六十,市财政补助百分之四十。
"""
_ASKED = (
    ("货运缆车运的货没标保质期，温度记录要保存多久", "不得少于3年"),
    ("缆车线路不到900米的，每班值守人员几个人", "每班不少于5人"),
    ("缆车线路1200米的，每班值守人员几个人", "每班不少于9人"),
    ("缆车乘务夜班的换算率是多少", "百分之一百三十"),
    ("缆车运活禽的运费怎么定", "从高确定"),
    ("缆车站前仓库的冷库最晚可以延到什么时候搬", "2033年6月"),
    ("2035年缆车准点率要达到多少", "2035年达到百分之九十五"),
    ("旧缆车拆除费用市财政补助多少", "百分之四十"),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("cases"), {"rules.txt": RULES}) as client:
        yield client


@pytest.mark.parametrize(("question", "told"), _ASKED)
def test_the_case_asked_is_told_first(client: TestClient, question: str, told: str) -> None:
    answer = ask(client, question)
    assert answer["outcome"] == "answered"
    assert told in answer["answer"].partition("又：")[0]
