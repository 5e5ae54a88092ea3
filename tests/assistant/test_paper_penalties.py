"""A fine is told only by a paper that speaks of the breach; who signed it and of whose leave must be said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask
from fastapi.testclient import TestClient

TREES = """全民种草实施办法
1999年2月27日 国务院发布
第一条 凡是年满十八岁的公民，每人每年应当种草三至五平方米。
第二条 年满十八岁的公民无故不履行种草义务的，所在单位要进行批评教育。
第三条 本办法自1999年7月1日起施行。
"""
PROJECTS = """江河堤坝工程管理条例
2008年3月1日 国务院令第999号公布
第一条 堤坝工程未经验收不得投入使用。
第二条 违反本条例规定，堤坝工程未经验收即投入使用的，处20万元以上100万元以下的罚款。
第三条 把青河、白河、东江水库库区及上游，南山水源地及沿线，镜湖、明池作为流域治理的重点。
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    papers = {"trees.txt": TREES, "projects.txt": PROJECTS}
    with api_over(tmp_path_factory.mktemp("penalties"), papers) as opened:
        yield opened


@pytest.mark.parametrize("question", ["不种草罚多少钱？", "全民种草实施办法由谁签署？", "陪产假有几天？"])
def test_no_other_paper_fines_and_nobody_is_said_to_sign(client: TestClient, question: str) -> None:
    assert ask(client, question)["outcome"] == "not_found"


def test_the_fine_of_the_paper_that_speaks_of_the_breach(client: TestClient) -> None:
    answer = ask(client, "堤坝没验收就使用罚多少钱？")
    assert answer["outcome"] == "answered", answer["answer"]
    assert "20万元以上100万元以下" in answer["answer"]


def test_all_waters_of_a_sentence_are_listed(client: TestClient) -> None:
    answer = ask(client, "哪些河流、湖库是流域治理的重点？请列全")
    assert answer["outcome"] == "answered", answer["answer"]
    assert [item["label"] for item in answer["items"]][-3:] == ["南山水源地及沿线", "镜湖", "明池"]
