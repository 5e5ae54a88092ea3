"""Plans of several years: tables parted by spaces, places in several tables, bands of scores, who helps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import api_over, ask, labels
from fastapi.testclient import TestClient

PLAN = """国务院关于印发灯塔发展规划的通知
国发〔2036〕12号
各省人民政府：
现将《灯塔发展规划》印发给你们。
国务院
2036年7月17日
灯塔发展规划
一、目标
到2040年，建成灯塔网络。
二、考核
年度考核得分90分（含）以上为优秀，75分（含）以上90分以下为良好，其余为不合格。
附件1
各地区灯塔数量目标（单位：座）
地区　2035年　2040年
江苏　10　20
浙江　12　30
附件2
各地区航标补助标准
地区　灯船补助　浮标补助
江苏　1.6　4
浙江　0.8　4
附件3
重点任务分工
序号　任务　负责单位　完成时限
1　改造灯船　交通运输部牵头，财政部配合　2037年底前
2　修建灯塔　海事局牵头，交通运输部、财政部配合　2038年底前
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with api_over(tmp_path_factory.mktemp("plan"), {"plan.txt": PLAN}) as client:
        yield client


def test_a_place_in_several_tables(plan: TestClient) -> None:
    assert "20" in ask(plan, "江苏2040年灯塔数量目标是多少？")["answer"]
    told = ask(plan, "浙江的灯船补助是多少？")["answer"]
    assert "0.8" in told and "30" not in told


def test_which_band_a_score_is_in(plan: TestClient) -> None:
    assert "良好" in ask(plan, "灯塔考核得78分是什么等次？")["answer"]
    told = ask(plan, "灯塔考核得90分算优秀还是良好？")["answer"]
    assert "优秀" in told and "75" not in told
    assert "其余为不合格" in ask(plan, "灯塔考核得60分是什么等次？")["answer"]


def test_who_leads_and_who_helps_in_one_cell(plan: TestClient) -> None:
    assert labels(ask(plan, "财政部配合的任务有哪些？")) == ["1", "2"]
    assert "修建灯塔" in ask(plan, "交通运输部配合哪项任务？")["answer"]
    assert "海事局" in ask(plan, "修建灯塔由谁牵头？")["answer"]
