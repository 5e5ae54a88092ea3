"""Tables of other papers: columns by their headers, units beside and above, marks on rows, totals, years."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

BULLETIN = """青河县2021年渔业统计公报

全年渔业生产平稳。

2021年主要水产品产量

单位：吨

| 指标 | 产量 | 同比增长（%） |
| --- | --- | --- |
| 鱼类 | 5200 | 3.1 |
| 其中：鲫鱼 | 1300 | -2.4 |
| 虾类 | 860 | 7.9 |
| 合计 | 6060 | 3.8 |

2021年渔港界址点坐标

| 点号 | X坐标 | Y坐标 | 备注 |
| --- | --- | --- | --- |
| 1 | 4021.5 | 8811.2 | 起点 |
| 2 | 4033.7 | 8820.9 | 圆弧中点，半径75米 |
| 3 | 4040.1 | 8833.4 | 终点 |

2021年渔业考核指标

| 序号 | 指标名称 | 指标性质 | 指标说明 |
| --- | --- | --- | --- |
| 1 | 苗种成活率▲ | 定量 | 计算方法：成活尾数/投放尾数×100%。由县渔政站提供 |
| 2 | 养殖档案 | 定性 | 查阅台账 |
"""
SAID = [
    ("青河县2021年鲫鱼产量多少", "1300吨"),
    ("2021年虾类产量同比增长多少", "7.9%"),
    ("鲫鱼产量2021年是增长还是下降", "-2.4"),
    ("青河县2021年水产品产量合计多少", "6060"),
    ("渔港界址点2号的Y坐标", "8820.9"),
    ("渔港界址点坐标表里第2点的半径是多少", "75米"),
    ("苗种成活率怎么计算", "成活尾数/投放尾数"),
    ("养殖档案是定量指标还是定性指标", "定性"),
    ("2021年鱼类和虾类产量分别是多少", "860"),
    ("鱼类产量2021年比上年增长多少", "同比增长（%）为3.1%"),
    ("2021年哪种水产品产量降幅最大", "鲫鱼（-2.4%）"),
    ("渔港界址点一共几个", "共3项"),
    ("渔港界址点3号备注里写的什么", "终点"),
]


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The API over one paper with three tables."""
    folder = tmp_path_factory.mktemp("bulletin")
    with api_over(folder, {"bulletin.md": BULLETIN}) as client:
        yield client


@pytest.mark.parametrize(("question", "said"), SAID)
def test_a_cell_is_told(bulletin: TestClient, question: str, said: str) -> None:
    answer = ask(bulletin, question)
    assert answer["outcome"] == "answered", answer["answer"]
    assert said in answer["answer"]


@pytest.mark.parametrize("question", ["2024年鱼类产量是多少", "2021年鱼类产值是多少元", "2021年蟹类产量多少"])
def test_what_the_table_does_not_have_is_not_told(bulletin: TestClient, question: str) -> None:
    answer = ask(bulletin, question)
    assert answer["outcome"] == "not_found", answer["answer"]
