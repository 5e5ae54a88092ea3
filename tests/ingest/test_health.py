"""The health report: what is accounted for, gaps, totals, suspicious characters."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from parsed_files import DOCUMENTS, parsed_file

from ingest.health import accounted
from ingest.model import Parsed

SOURCES = list(csv.DictReader((DOCUMENTS / "SOURCES.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["file"])
def test_at_least_98_percent_is_accounted_for(source: dict[str, str]) -> None:
    found = accounted(parsed_file(DOCUMENTS / source["file"]))
    for name, (held, seen) in found.items():
        stated = int(source[name])
        assert seen >= stated
        assert held >= 0.98 * stated, name


def test_the_gazette_is_in_order(gazette: Parsed) -> None:
    checks = [finding.check for finding in gazette.findings if finding.level == "ok"]
    assert checks.count("total") == 21
    assert checks.count("numbering") == 4
    assert checks.count("coverage") == 1
    assert accounted(gazette)["resp_parens"] == (132, 132)


def test_an_abridged_list_is_reported(document: Callable[[str], Parsed]) -> None:
    warnings = [(f.check, f.message) for f in document("gov_10.txt").findings if f.level == "warning"]
    assert any(check == "gap" and "15, 16, 17, 18, 19, 20" in message for check, message in warnings)
    assert any(check == "total" and "6 stated, but 0 counted" in message for check, message in warnings)


def test_gaps_duplicates_and_idle_tasks_are_reported(read_text: Callable[[str], Parsed]) -> None:
    text = (
        "# 甲市人民政府关于分解任务的通知\n\n甲政〔2021〕3号\n\n一、工业\n\n1. 建厂。（市工信局牵头负责）\n\n"
        "2. 修路。（市交通局负责）\n\n2. 架桥。（市交通局负责）\n\n3. 种树。\n\n5. 挖渠。（市水利局负责）\n"
    )
    found = {(finding.check, finding.level) for finding in read_text(text).findings}
    assert {("duplicate", "warning"), ("gap", "warning"), ("unassigned", "warning")} <= found


def test_suspicious_characters_are_named(read_text: Callable[[str], Parsed]) -> None:
    messages = [f.message for f in read_text("甲乙\ue123丙，⼀共4O00元。\n").findings if f.check == "characters"]
    assert [message.partition(" (")[0] for message in messages] == [
        "Private use character",
        "Radical in place of a character",
        "Letter inside a figure",
    ]
