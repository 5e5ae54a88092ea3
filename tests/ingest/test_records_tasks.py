"""Tasks and the grammar of responsibility."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.model import Parsed
from ingest.records.responsibility import clauses, read


@pytest.mark.parametrize(
    ("clause", "leads", "shared", "participants"),
    [
        ("市甲局牵头，市乙局、市丙局按职责分工负责", ["市甲局"], ["市乙局", "市丙局"], []),
        ("市甲局牵头负责", ["市甲局"], [], []),
        ("市甲局、市乙局按职责分工负责", [], ["市甲局", "市乙局"], []),
        ("市甲局牵头，市乙局、市丙局参加", ["市甲局"], [], ["市乙局", "市丙局"]),
        ("市甲局牵头，市乙局配合", ["市甲局"], [], ["市乙局"]),
        ("甲部、乙总局负责", [], ["甲部", "乙总局"], []),
        ("甲部、乙总局等部门负责", [], ["甲部", "乙总局"], []),
        ("负责部门：甲部、乙总局", [], ["甲部", "乙总局"], []),
        ("责任单位：市甲局、市乙局", [], ["市甲局", "市乙局"], []),
        ("牵头单位：市甲局；配合单位：市乙局、市丙局", ["市甲局"], [], ["市乙局", "市丙局"]),
        ("市甲局牵头，各县（市、区）政府（管委会）按职责分工负责", ["市甲局"], ["各县（市、区）政府（管委会）"], []),
        (
            "市甲局、市乙队，各县〔市、区〕政府〔管委会〕按职责分工负责",
            [],
            ["市甲局", "市乙队", "各县〔市、区〕政府〔管委会〕"],
            [],
        ),
        ("市甲局、市乙局等有行政执法权的部门按职责分工负责", [], ["市甲局", "市乙局"], []),
        ("市甲局牵头，子市、丑县、寅县政府按职责分工负责", ["市甲局"], ["子市", "丑县", "寅县政府"], []),
        ("文化和旅游部、自然资源部和地方各级政府负责", [], ["文化和旅游部", "自然资源部", "地方各级政府"], []),
        ("市高等教育局、市甲局负责", [], ["市高等教育局", "市甲局"], []),
        ("责任单位：市甲局；完成时限：2026年6月底前", [], ["市甲局"], []),
    ],
)
def test_who_is_responsible(clause: str, leads: list[str], shared: list[str], participants: list[str]) -> None:
    ((_, _, content),) = clauses(f"做好某事。（{clause}）")
    found = read(content)
    assert (found.leads, found.shared, found.participants) == (leads, shared, participants)


@pytest.mark.parametrize(
    "text", ["设备（含软件）由其负责。", "（以下简称《方案》）", "实行（院长负责制）。", "（2018—2035年）"]
)
def test_other_parentheses_name_nobody(text: str) -> None:
    assert not list(clauses(text))


def test_mixed_and_nested_brackets() -> None:
    ((start, end, content),) = clauses("治理。（市甲局、各县〔市、区〕政府〔管委会〕按职责分工负责)")
    assert (start, end) == (3, 30)
    assert read(content).shared == ["市甲局", "各县〔市、区〕政府〔管委会〕"]


def test_a_declared_convention_makes_the_first_unit_the_lead(read_text: Callable[[str], Parsed]) -> None:
    text = (
        "国务院关于分工的意见\n国发〔2020〕1号\n各部门：\n任务分工如下（排在第一位的部门为牵头部门，下同）。\n"
        "一、措施\n（一）做甲事。（甲部、乙部负责）\n（二）做乙事。（乙部负责）\n（三）做丙事。（丙部牵头，乙部参加）\n"
    )
    parsed = read_text(text)
    tasks = [record for record in parsed.records if record.kind == "task"]
    assert [(task.fields["leads"], task.fields["shared"]) for task in tasks] == [
        (["甲部"], ["乙部"]),
        (["乙部"], []),
        (["丙部"], []),
    ]
    assert [support.role for support in tasks[0].supports] == ["convention"]
    assert "下同" in text[tasks[0].supports[0].span.start : tasks[0].supports[0].span.end]


def test_an_item_with_several_clauses_keeps_its_parts(document: Callable[[str], Parsed]) -> None:
    tasks = {record.label: record for record in document("gov_34.txt").records if record.kind == "task"}
    assert sorted(task.fields["number"] for task in tasks.values()) == list(range(4, 20))
    parts = tasks["十三"].fields["parts"]
    assert [part["shared"] for part in parts] == [
        ["体育总局", "教育部", "住房城乡建设部"],
        ["体育总局", "公安部", "应急部"],
        ["银保监会", "人民银行", "体育总局"],
    ]
    assert all(part["text"] for part in parts)
    assert len(tasks["十三"].fields["shared"]) == 7


def test_a_responsibility_on_a_line_of_its_own(read_text: Callable[[str], Parsed]) -> None:
    head = "# 甲市关于某事的通知\n\n甲政〔2021〕3号\n\n"
    text = head + "1. 建厂。\n\n责任单位：市甲局、市乙局\n\n2. 修路。\n\n（市丙局牵头负责）\n"
    first, second = [record for record in read_text(text).records if record.kind == "task"]
    assert (first.fields["shared"], first.text) == (["市甲局", "市乙局"], "建厂。")
    assert (second.fields["leads"], second.text) == (["市丙局"], "修路。")
