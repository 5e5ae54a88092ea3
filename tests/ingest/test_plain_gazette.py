"""An invented issue in plain text: page numbers, running headers, no marks, several kinds of papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsed_files import parsed_file

from ingest.model import Parsed, Record


@pytest.fixture(scope="module")
def issue() -> Parsed:
    return parsed_file(Path(__file__).parents[1] / "data" / "plain_gazette.txt")


def of_kind(parsed: Parsed, kind: str) -> list[Record]:
    return [record for record in parsed.records if record.kind == kind]


def test_the_documents_and_what_is_left_out(issue: Parsed) -> None:
    assert [document.doc_number for document in issue.documents] == ["甲政发〔2025〕3号", "甲政任〔2025〕1号", None]
    assert {document.issue for document in issue.documents} == {"2025年第2期（总第30期）"}
    reasons = [block.reason for block in issue.blocks if block.kind == "left_out"]
    assert sorted(set(reasons)) == ["contents page", "page number", "running header"]


def test_a_sentence_cut_by_foot_and_head_of_a_page_is_whole(issue: Parsed) -> None:
    texts = [block.text for block in issue.blocks]
    assert "现将《2025年重点工作分工方案》印发给你们，请认真组织实施，确保各项任务落到实处。" in texts


def test_tasks_of_every_form(issue: Parsed) -> None:
    found = [(t.label, t.fields["leads"], t.fields["shared"], t.fields["participants"]) for t in of_kind(issue, "task")]
    assert found == [
        ("1", ["市工信局"], [], ["市财政局", "市发改委"]),
        ("2", ["市科技局"], ["各县（市、区）人民政府"], []),
        ("三", [], ["市统计局", "市财政局"], []),
        ("1", ["市交通局"], ["市财政局", "各县政府"], []),
        ("2", ["市林业局"], ["市水利局", "市农业农村局"], []),
    ]


def test_members_in_several_writings(issue: Parsed) -> None:
    found = [(m.label, m.fields["role"], m.fields["post"]) for m in of_kind(issue, "member")]
    assert found == [
        ("李四", "组长", "市委副书记、市长"),
        ("王五", "副组长", "副市长"),
        ("赵六", "成员", ""),
        ("钱七", "成员", ""),
        ("孙八", "成员", ""),
    ]


def test_appointments_under_a_verb(issue: Parsed) -> None:
    found = [(a.fields["action"], a.label, a.fields["post"]) for a in of_kind(issue, "appointment")]
    assert found == [
        ("任命", "张三", "市财政局局长"),
        ("任命", "李伟", "市统计局副局长（试用期一年）"),
        ("免去", "欧阳明", "市科技局局长"),
        ("免去", "王芳", "市林业局副局长"),
    ]
    text = issue.source.text
    for appointment in of_kind(issue, "appointment"):
        (support,) = appointment.supports
        assert text[support.span.start : support.span.end] == appointment.fields["action"]


def test_events_with_bullets(issue: Parsed) -> None:
    found = [(e.fields["date"], e.fields["end"], e.fields["people"]) for e in of_kind(issue, "event")]
    assert found == [
        ("2025-01-02", None, ["李四"]),
        ("2025-01-01", "2025-01-10", []),
        ("2025-01-05", "2025-01-07", ["王五"]),
        ("2025-01-05", "2025-01-07", ["赵大勇", "钱小二"]),
    ]
