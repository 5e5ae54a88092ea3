"""Queries over records: what each operator means, that nothing is cut off, and what the receipt counts."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.model import Parsed, Record, RecordKind, Span
from vectorstore.query import Filter, Operator, Query
from vectorstore.records import meets, run, select, values


def record(kind: RecordKind, label: str, **fields: Any) -> Record:
    """A record of a document; where it stands does not matter to a query."""
    return Record(f"{kind}-{label}", kind, "甲.1", label, f"{label}. 新建道路。", Span(0, 1), ("一、交通",), fields)


TASK = record("task", "7", number=7, leads=["县交通局"], shared=["县财政局", "县水利局"], participants=["甲乡政府"])
ALONE = record("task", "8", number=8, leads=[], shared=["县财政局"], section="")
ROW = record("row", "粮食产量", cells={"单位": "万吨", "2025年计划": "25 以上", "2025年完成": "230", "备注": "—"})
DAY = record("event", "3月5日", date="2026-03-05")
DAYS = record("event", "3月30日至4月2日", date="2026-03-30", end="2026-04-02")
UNDATED = record("event", "近日")

MEETS: list[tuple[Record, str, Operator, Any, bool]] = [
    (TASK, "number", "is", 7, True),
    (TASK, "number", "is", (6, 7), True),
    (TASK, "number", "is", 70, False),
    (TASK, "label", "is", "７", True),
    (TASK, "leads", "is", "县 交通局", True),
    (TASK, "leads", "is", "交通局", False),
    (TASK, "leads", "has", "縣交通局", True),
    (TASK, "leads", "has", "县财政局", False),
    (TASK, "units", "has", ("乙局", "甲乡政府"), True),
    (TASK, "units", "has", ("乙局", "丙局"), False),
    (TASK, "document", "is", "甲.1", True),
    (TASK, "leads", "contains", "交通", True),
    (TASK, "text", "contains", ("水库", "道路"), True),
    (TASK, "text", "contains", "水库", False),
    (TASK, "path", "contains", "交通", True),
    (TASK, "leads", "within", "由县交通局牵头的任务", True),
    (TASK, "leads", "within", "由交通局牵头的任务", False),
    (TASK, "leads", "absent", None, False),
    (ALONE, "leads", "absent", None, True),
    (ALONE, "section", "absent", None, True),
    (ALONE, "deadline", "absent", None, True),
    (ALONE, "leads", "has", "县财政局", False),
    (ROW, "cells", "contains", "万吨", True),
    (ROW, "cells.单位", "is", "万吨", True),
    (ROW, "cells.2024年计划", "absent", None, True),
    (ROW, "cells.2025年完成", "above", 229, True),
    (ROW, "cells.2025年完成", "above", 230, False),
    (ROW, "cells.2025年完成", "below", 231, True),
    (ROW, "cells.2025年完成", "below", 230, False),
    (ROW, "cells.2025年计划", "below", 26, True),
    (ROW, "cells.备注", "above", 0, False),
    (ROW, "cells.备注", "below", 10**9, False),
    (ROW, "cells.2024年计划", "below", 10**9, False),
    (DAY, "date", "between", ("2026-03-01", "2026-03-31"), True),
    (DAY, "date", "between", ("2026-03-05", "2026-03-05"), True),
    (DAY, "date", "between", ("2026-03-06", "2026-03-31"), False),
    (DAYS, "date", "between", ("2026-04-01", "2026-04-01"), True),
    (DAYS, "date", "between", ("2026-04-02", "2026-04-30"), True),
    (DAYS, "date", "between", ("2026-04-03", "2026-04-30"), False),
    (DAYS, "date", "between", ("2026-01-01", "2026-03-29"), False),
    (UNDATED, "date", "between", ("0001-01-01", "9999-12-31"), False),
]


@pytest.mark.parametrize(("one", "field", "op", "value", "expected"), MEETS)
def test_a_condition(one: Record, field: str, op: Operator, value: Any, expected: bool) -> None:
    assert meets(one, Filter(field, op, value)) is expected


def test_units_are_those_of_every_role_in_order() -> None:
    assert values(TASK, "units") == ("县交通局", "县财政局", "县水利局", "甲乡政府")
    assert values(ALONE, "units") == ("县财政局",)
    assert values(ROW, "cells") == ("万吨", "25 以上", "230", "—")


def test_all_filters_must_hold_and_other_kinds_are_not_counted() -> None:
    records = [ALONE, ROW, TASK, DAY]
    result = run(records, Query("task", (Filter("units", "has", "县财政局"), Filter("leads", "absent", None))))
    assert (result.matched, result.checked) == ((ALONE,), 2)
    everything = run(records, Query("task"))
    assert (everything.matched, everything.checked) == ((ALONE, TASK), 2)
    nothing = run(records, Query("article"))
    assert (nothing.matched, nothing.checked) == ((), 0)


def test_groups_fall_in_size_and_a_record_stands_in_each_of_its_own() -> None:
    result = run([TASK, ALONE], Query("task", aggregate="group", group_by="shared"))
    assert [(name, len(members)) for name, members in result.groups] == [("县财政局", 2), ("县水利局", 1)]
    assert run([TASK, ALONE], Query("task", group_by="shared")).groups == ()


def test_over_the_gazette_nothing_is_cut_off(gazette: Parsed) -> None:
    everything = run(gazette.records, Query("task"))
    assert everything.checked == len(everything.matched) == 132
    led = run(gazette.records, Query("task", aggregate="group", group_by="leads"))
    alone = select(gazette.records, Query("task", (Filter("leads", "absent", None),)))
    assert len({member.id for _, members in led.groups for member in members}) + len(alone) == 132
    for name, members in led.groups:
        assert select(gazette.records, Query("task", (Filter("leads", "has", name),))) == list(members)
    sizes = [len(members) for _, members in led.groups]
    assert sizes == sorted(sizes, reverse=True)


def test_over_the_gazette_a_figure_compares_as_a_number(gazette: Parsed) -> None:
    header = "2025年(预计)完成"
    above = select(gazette.records, Query("row", (Filter(f"cells.{header}", "above", 100),)))
    below = select(gazette.records, Query("row", (Filter(f"cells.{header}", "below", 100),)))
    assert "粮食产量" in {row.label for row in above}
    assert "铁路" not in {row.label for row in below}
    assert not {row.id for row in above} & {row.id for row in below}
    assert len(above) + len(below) <= 29
