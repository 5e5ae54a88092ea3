"""Tables: headers of one and several rows, merged cells, categories, rows that are too short."""

from __future__ import annotations

from collections.abc import Callable

from parsed_files import source_of

from ingest.model import Extract, Parsed, Record
from ingest.parse import parse


def rows_of(parsed: Parsed) -> list[Record]:
    return [record for record in parsed.records if record.kind == "row"]


def test_categories_and_numbers(document: Callable[[str], Parsed]) -> None:
    rows = rows_of(document("gov_10.txt"))
    assert [row.fields["number"] for row in rows] == [*range(1, 15), 21, 22, 23]
    assert rows[0].fields["category"] == "一、知识产权保护方面（共5项）"
    assert list(rows[0].fields["cells"]) == ["序号", "改革举措", "主要内容", "指导部门", "推广范围"]
    assert rows[0].label.startswith("知识产权民事、刑事、行政案件")


def test_a_short_row_takes_its_leading_cells_from_above(document: Callable[[str], Parsed]) -> None:
    rows = rows_of(document("gov_04.txt"))
    assert len(rows) == 55
    cells = rows[1].fields["cells"]
    assert cells["一级指标"] == "一、医疗质量"
    assert cells["二级指标"] == "（一）功能定位"
    assert rows[1].label == cells["三级指标"] == "2.下转患者人次数（门急诊、住院）"
    assert rows[51].fields["cells"]["二级指标"] == "（十二）信用建设"
    assert {"merged:一级指标", "merged:二级指标"} <= {support.role for support in rows[1].supports}


def test_a_header_of_two_rows(document: Callable[[str], Parsed]) -> None:
    rows = rows_of(document("gov_52.txt"))
    assert len(rows) == 20
    assert rows[1].fields["unit"] == "人"
    assert rows[1].fields["cells"] == {
        "省（市）": "江苏",
        "1995年招生人数": "100",
        "扩招": "100",
        "分年度招生任务 1996年": "120",
        "分年度招生任务 1997年": "140",
        "分年度招生任务 1998年": "200",
    }
    assert [support.role for support in rows[1].supports] == ["header_row", "header_row"]


def test_several_tables_of_one_document(document: Callable[[str], Parsed]) -> None:
    rows = rows_of(document("gov_44.txt"))
    tables = list(dict.fromkeys(row.fields["table"] for row in rows))
    assert tables[0] == "深圳湾口岸港方口岸区的查验区界址点坐标"
    assert tables[1:] == [f"{letter}匝道桥界址点坐标" for letter in "ABCDE"] + ["大桥界址点坐标"]
    assert len(rows) == 74
    by_label = {(row.fields["table"], row.label): row.fields["cells"] for row in rows}
    curve = by_label["A匝道桥界址点坐标", "A7"]
    assert curve["行车方向左侧挢面边缘线 X"] == "13514.1286"
    assert curve["行车方向右侧桥面边缘线 Y"] == "103652.1845"


def test_merged_cells_that_the_format_knows() -> None:
    text = "表1 人员\n姓名\t单位\t年份\n甲\t一处\t2020\n乙\t\t2021\n丙\t\t2022\n"
    first, second, third = text.index("一处"), text.index("乙\t") + 2, text.index("丙\t") + 2
    extract = Extract(text, "text/html", merged={second: first})
    rows = rows_of(parse(source_of(text, extract=extract)))
    assert [row.fields["cells"]["单位"] for row in rows] == ["一处", "一处", ""]
    assert rows[1].supports[-1].role == "merged:单位"
    assert third not in extract.merged
    assert rows[0].fields["table"] == "表1人员"


def test_an_empty_measure_is_not_filled(gazette: Parsed) -> None:
    (row,) = [row for row in rows_of(gazette) if row.fields["number"] == 9 and len(row.fields["cells"]) == 6]
    assert list(row.fields["cells"].values())[2] == ""


def test_a_markdown_table_and_a_table_without_header(read_text: Callable[[str], Parsed]) -> None:
    marked = rows_of(read_text("# 甲\n\n| 项目 | 数量 |\n|---|---:|\n| 苹果 | 3 |\n| 梨 | 4 |\n"))
    assert [row.fields["cells"] for row in marked] == [{"项目": "苹果", "数量": "3"}, {"项目": "梨", "数量": "4"}]
    bare = rows_of(read_text("甲乙丙。\n\n苹果\t3\t5\n梨\t4\t6\n"))
    assert [row.fields["cells"] for row in bare] == [
        {"列1": "苹果", "列2": "3", "列3": "5"},
        {"列1": "梨", "列2": "4", "列3": "6"},
    ]


def test_a_header_repeated_after_a_page_break_is_no_row(read_text: Callable[[str], Parsed]) -> None:
    text = "项目\t数量\t单位\n苹果\t3\t个\n\n项目\t数量\t单位\n梨\t4\t个\n"
    assert [row.label for row in rows_of(read_text(text))] == ["苹果", "梨"]


def test_tables_that_only_spaces_or_inner_bars_part() -> None:
    text = (
        "灯塔规划\n一、目标\n到2040年建成灯塔。\n灯塔指标表（单位：座）\n指标 单位 2035年 2040年\n灯塔 座 10 20\n"
        "灯船 艘 3 —\n"
        "分工\n序号　任务　负责单位\n1　修灯塔　港务局牵头，财政局配合\n2　造灯船　航道局\n"
        "税额如下。\n地区|税额\n甲县|1.5\n乙县|2\n"
        "张　三　港务局局长\n李　四　航道局局长\n王　五　财政局局长\n"
        "第一条　为了通航。\n第二条　适用本县。\n第三条　自2040年施行。\n"
    )
    parsed = parse(source_of(text, extract=Extract(text, "text/plain")))
    rows = rows_of(parsed)
    assert [row.label for row in rows] == ["灯塔", "灯船", "修灯塔", "造灯船", "甲县", "乙县"]
    assert rows[0].fields["cells"] == {"指标": "灯塔", "单位": "座", "2035年": "10", "2040年": "20"}
    assert rows[0].fields["table"] == "灯塔指标表（单位：座）"
    tasks = [record.fields for record in parsed.records if record.kind == "task"]
    assert [(t["leads"], t["shared"], t["participants"]) for t in tasks] == [
        (["港务局"], [], ["财政局"]),
        ([], ["航道局"], []),
    ]
