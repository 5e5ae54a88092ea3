"""Spreadsheets: sheets with their names, values as shown, merged cells, titles and notes apart from the table."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ingest.files import Limits, extract
from ingest.formats.shown import shown
from ingest.model import IngestError, Parsed, SourceFile
from ingest.parse import parse


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "项目表"
    for row in (
        ["某市2026年项目一览表"],
        [None, None, "单位：万元"],
        ["单位", "投资", None],
        [None, "本年", "占比"],
        ["甲局", 1234.5, 0.125],
        [None, 7, 0.5],
        ["注：按现价计算。"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("A5:A6")
    sheet["B5"].number_format, sheet["C5"].number_format, sheet["C6"].number_format = "#,##0.00", "0.0%", "0%"
    hidden = book.create_sheet("草稿")
    hidden["A1"] = "不公开"
    hidden.sheet_state = "hidden"
    book.create_sheet("名单")["B2"] = "张三\n李四"
    return book


def test_a_book_reads_as_it_is_shown() -> None:
    result = extract("a.xlsx", _saved(_book()))
    assert result.text == (
        "项目表\n\n某市2026年项目一览表\n\n单位：万元\n\n单位\t投资\t\n\t本年\t占比\n甲局\t1,234.50\t12.5%\n\t7\t50%\n\n"
        "注：按现价计算。\n\n名单\n\n张三 李四\n"
    )
    assert result.headings == {0: 1, result.text.index("名单"): 1}
    origins = {at: result.text[to : to + 2] for at, to in result.merged.items()}
    assert sorted(origins.values()) == ["单位", "投资", "甲局"]
    assert all(result.text[at] in "\t\n" for at in origins)
    assert any("草稿" in notice for notice in result.notices)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.053, "0.0%", "5.3%"),
        (1234567, "#,##0", "1,234,567"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "0.00", "0.30"),
        (0.1 + 0.2, "General", "0.3"),
        (12.5, "General", "12.5"),
        (1e20, "General", "1e+20"),
        (15, '0"万元"', "15万元"),
        (True, "General", "TRUE"),
        (dt.datetime(2026, 3, 1), 'yyyy"年"m"月"d"日"', "2026年3月1日"),
        (dt.datetime(2026, 3, 1), "mm-dd-yy", "2026-03-01"),
        (dt.datetime(2026, 3, 1, 8, 30), "yyyy/m/d h:mm", "2026-03-01 08:30"),
        (dt.datetime(2026, 3, 1), "General", "2026-03-01 00:00:00"),
        ("〔2026〕6号", "@", "〔2026〕6号"),
    ],
)
def test_values_in_their_formats(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_formulas_without_values_are_told() -> None:
    book = _book()
    book.worksheets[0]["B9"] = "=SUM(B5:B6)"
    assert any("Formulas" in notice for notice in extract("a.xlsx", _saved(book)).notices)


def test_rows_of_sheets_with_categories_totals_and_headers_of_two_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "重点项目"
    for row in (
        ["某市2026年重点项目计划表"],
        ["序号", "项目名称", "计划", None, "开工"],
        [None, None, "投资", "占比", None],
        ["一、交通类（共2项）"],
        [1, "市域铁路", 0.3, 0.125, dt.datetime(2026, 3, 1)],
        [2, "高速公路", 7, 0.5, dt.datetime(2026, 4, 15)],
        ["二、水利类（共1项）"],
        [3, "水库加固", 1, 0.25, dt.datetime(2026, 5, 1)],
        ["合计", None, 8.3, None, None],
    ):
        sheet.append(row)
    for merged in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A4:E4", "A7:E7"):
        sheet.merge_cells(merged)
    for row_number in (5, 6, 8):
        sheet.cell(row_number, 4).number_format = "0.0%"
        sheet.cell(row_number, 5).number_format = 'yyyy"年"m"月"d"日"'
    duties = book.create_sheet("责任分工")
    for row in (["事项", "牵头单位"], ["修路", "市交通局"], ["建桥", None]):
        duties.append(row)
    duties.merge_cells("B2:B3")
    rows = [record for record in _parsed(_saved(book)).records if record.kind == "row"]
    assert [(row.label, row.fields["category"], row.path[0]) for row in rows] == [
        ("市域铁路", "一、交通类（共2项）", "某市2026年重点项目计划表"),
        ("高速公路", "一、交通类（共2项）", "某市2026年重点项目计划表"),
        ("水库加固", "二、水利类（共1项）", "某市2026年重点项目计划表"),
        ("合计", "", "某市2026年重点项目计划表"),
        ("修路", "", "责任分工"),
        ("建桥", "", "责任分工"),
    ]
    assert rows[0].fields["cells"] == {
        "序号": "1", "项目名称": "市域铁路", "计划 投资": "0.3", "计划 占比": "12.5%", "开工": "2026年3月1日"
    }  # fmt: skip
    assert rows[-1].fields["cells"]["牵头单位"] == "市交通局"


def _parsed(data: bytes) -> Parsed:
    return parse(SourceFile("a.xlsx", "0" * 64, data, extract("a.xlsx", data)))


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_separated_values(separator: str, encoding: str) -> None:
    lines = [
        "某市任务表",
        separator.join(["序号", "任务", "单位"]),
        separator.join(["1", '"修路,建桥\n二期"', "交通局"]),
    ]
    result = extract("a.csv", "\r\n".join(lines).encode(encoding))
    assert result.text == "某市任务表\n\n序号\t任务\t单位\n1\t修路,建桥 二期\t交通局\n"


def test_hostile_books_are_refused() -> None:
    book = _book()
    sheet = book.worksheets[0]
    sheet["XFD900"] = "远"
    sheet["A900"] = "近"
    data = _saved(book)
    with pytest.raises(IngestError, match=r"a.xlsx has a table of more than 10,000 cells"):
        extract("a.xlsx", _saved(book), Limits(max_cells=10_000))
    merged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(merged, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A5:A6"', b'ref="A5:XFD1048576"'))
    with pytest.raises(IngestError, match="merges more than"):
        extract("a.xlsx", merged.getvalue(), Limits(max_cells=50_000))
    with pytest.raises(IngestError, match="too many cells"):
        extract("a.xlsx", data, Limits(max_cells=5))
    with pytest.raises(IngestError, match="more than 5 cells"):
        extract("a.csv", b"1,2,3\n4,5,6", Limits(max_cells=5))


def test_rows_of_two_columns_with_an_empty_cell() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["单位", "事项"],
        ["交通局", "修路"],
        [None, "建桥"],
        [None, "护坡"],
        ["林业局", "造林"],
        ["水利局", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B5:B6")
    rows = [record.fields["cells"] for record in _parsed(_saved(book)).records if record.kind == "row"]
    assert [(row["单位"], row["事项"]) for row in rows] == [
        ("交通局", "修路"),
        ("交通局", "建桥"),
        ("交通局", "护坡"),
        ("林业局", "造林"),
        ("水利局", "造林"),
    ]
