"""Places that state the same fact differently are found, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.files import read
from ingest.model import Parsed
from ingest.parse import parse
from vectorstore.conflicts.finder import statements
from vectorstore.conflicts.pairs import pairs
from vectorstore.conflicts.statement import Conflict

ROOT = Path(__file__).parents[2]
PLAN = """某市人民政府关于印发2026年发展计划的通知
某政〔2026〕7号

各县（市、区）人民政府：
现印发给你们。

某市人民政府
2026年3月20日

一、发展目标
{first}

二、重点任务
{second}
"""


def _said(*parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(each.kind, each.first.said, each.second.said) for each in _found(*parsed)]


def _found(*parsed: Parsed) -> list[Conflict]:
    return list(
        pairs(
            each
            for file in parsed
            for each in statements(file.source.name, file.source.text, file.documents, file.blocks, file.records)
        )
    )


@pytest.fixture(name="plan")
def fixture_plan(tmp_path: Path) -> Callable[..., Parsed]:
    def write(first: str, second: str = "各项工作要抓紧落实。", name: str = "plan.txt", **changes: str) -> Parsed:
        text = PLAN.format(first=first, second=second)
        for old, new in changes.items():
            text = text.replace({"year": "2026", "city": "某市"}[old], new)
        (tmp_path / name).write_text(text, "utf-8")
        return parse(read(tmp_path / name))

    return write


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("全社会研发投入增长12%以上。", "力争全社会研发投入增长12%。", "qualifier"),
        ("粮食产量稳定在225万吨。", "确保粮食产量达到2,300,000吨。", "figure"),
        ("港口吞吐量突破100万吨。", "实现港口吞吐量100万吨左右。", "qualifier"),
        ("抓好鲁山、叶县国家新型城镇化试点建设。", "推进鲁山县、叶县省级新型城镇化试点建设。", "level"),
        ("做好永灵高速、周平高速等项目前期工作。", "推动焦平高速主体完工、永灵高速开工建设。", "stage"),
        ("开工建设永灵高速、周平高速。", "永灵高速建成通车。", "stage"),
    ],
)
def test_the_same_fact_stated_differently(plan: Callable[..., Parsed], first: str, second: str, kind: str) -> None:
    parsed = plan(first, second)
    (found,) = _found(parsed)
    assert found.kind == kind
    for statement, sentence in ((found.first, first), (found.second, second)):
        assert statement.place.text == sentence
        assert parsed.source.text[statement.place.span.start : statement.place.span.end] == sentence


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("粮食产量稳定在225万吨。", "确保粮食产量达到2,250,000吨。"),  # the same in another unit
        ("2025年，粮食产量230万吨。", "粮食产量达到225万吨。"),  # another year
        ("全社会研发投入增长12%。", "全社会研发投入占比达到2%。"),  # growth and share
        ("规模以上工业增加值增长7%。", "规模以上工业高新技术产业增加值增长8%。"),  # another thing
        ("单户担保金额500万元以上的企业收费从低。", "单户担保金额500万元及以下的企业不收费。"),  # cases of a rule
        ("培育国家级绿色工厂。", "培育省级绿色工厂。"),  # nobody in particular
        ("鲁山县创建国家级示范县5个乡镇。", "鲁山县创建省级示范县20个乡镇。"),
        ("推动污水处理厂建成。污水处理率提高。", "谋划污水处理厂。"),  # no name of its own
        ("推动永灵高速建成通车。", "永灵高速竣工。"),  # both are done
    ],
)
def test_what_only_looks_alike(plan: Callable[..., Parsed], first: str, second: str) -> None:
    assert _said(plan(first, second)) == []


def test_a_text_against_the_column_of_its_year(plan: Callable[..., Parsed]) -> None:
    header = "序号\t指标名称\t计算单位\t2025年完成\t2026年计划\n"
    table = f"主要指标\n{header}1\t进出口总值\t亿元\t60\t70\n2\t粮食产量\t万吨\t230\t225"
    assert _said(plan("进出口总值突破70亿元，粮食产量225万吨。", table)) == [
        ("qualifier", "突破70亿元", "2026年计划：70"),
    ]


def test_issues_of_one_publisher_and_year_are_compared(plan: Callable[..., Parsed]) -> None:
    one = plan("全社会研发投入增长12%。")
    assert _said(one, plan("全社会研发投入增长13%。", name="b.txt")) == [("figure", "12%", "13%")]
    assert _said(one, plan("全社会研发投入增长13%。", name="c.txt", year="2027")) == []
    assert _said(one, plan("全社会研发投入增长13%。", name="d.txt", city="他市")) == []


def test_regulations_and_chronicles_are_no_rivals() -> None:
    documents = ROOT / "tests" / "data" / "documents"
    parsed = [parse(read(path)) for path in sorted(documents.iterdir()) if path.suffix in (".txt", ".md")]
    assert _said(*parsed) == []


def test_the_command_lists_what_the_bundled_gazette_says_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GAZETTE_HOME", str(tmp_path))
    (gazette,) = (ROOT / "data" / "gazettes").glob("*.txt")
    assert main([str(gazette)]) == 0
    capsys.readouterr()
    assert main(["conflicts", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    text = gazette.read_bytes().decode("utf-8")
    kinds = {(each["kind"], each["about"]) for each in listed}
    assert kinds >= {
        ("stage", "永灵高速"),
        ("level", "鲁山县、叶县新型城镇化试点建设"),
        ("qualifier", "全社会研发投入"),
    }
    assert len(listed) < 12, "few pairs, all worth a look"
    for quote in (quote for each in listed for quote in each["quotes"]):
        assert text[quote["start"] : quote["end"]] == quote["text"]
    assert main(["conflicts"]) == 0
    assert "pairs of places state the same fact differently" in capsys.readouterr().out
