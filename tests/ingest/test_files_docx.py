"""Word files give what Word shows: numbers of lists, merged cells, accepted changes, text boxes, footnotes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from ingest.files import Limits, extract, read
from ingest.fold import fold
from ingest.formats.listnumbers import in_format
from ingest.model import IngestError

DATA = Path(__file__).parent.parent / "data" / "formats"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _with_body(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.element.body.insert(-1, parse_xml(paragraph.replace(">", f" {NAMESPACE}>", 1)))
    return _saved(document)


def _repacked(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return buffer.getvalue()


def test_a_file_of_another_program_reads_as_its_text() -> None:
    word = read(DATA / "notice_with_table.docx").text
    plain = (DATA / "notice_with_table.txt").read_text()
    assert fold(word) == fold(plain.replace("|", ""))
    rows = [fold(line) for line in word.splitlines() if "\t" in line]
    assert rows == [fold(line.replace("|", "")) for line in plain.splitlines() if "|" in line]


def test_the_official_layout_reads_in_order() -> None:
    lines = read(DATA / "notice.docx").text.split("\n\n")
    assert lines[:3] == ["国务院办公厅", "国办发〔2026〕15号", "关于加快推进数字化转型的通知"]
    assert lines[-1] == "国务院办公厅秘书局　　　　2026年5月27日印发\n"


def test_lists_headings_and_merged_cells() -> None:
    result = read(DATA / "lists.docx").extract
    text = result.text
    assert text.split("\n\n")[2:9] == ["1. 第一项", "a. 甲", "b. 乙", "2. 第二项", "中间", "I. 罗马", "II. 二"]
    assert result.headings == {0: 1, text.index("一、总体要求"): 2}
    assert text.endswith("单位\t任务\t\n\t数量\t金额\n甲局\t3\t4\n")
    below, right = text.index("\t数量"), text.index("任务") + 3
    assert result.merged == {below: text.index("单位"), right: text.index("任务")}


@pytest.mark.parametrize(
    ("number", "name", "shown"),
    [
        (12, "chineseCounting", "十二"),
        (105, "chineseCountingThousand", "一百零五"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "ideographTraditional", "乙"),
        (26, "ideographDigital", "二六"),
        (11, "chineseLegalSimplified", "壹拾壹"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (7, "someNewFormat", "7"),
    ],
)
def test_numbers_of_lists(number: int, name: str, shown: str) -> None:
    assert in_format(number, name) == shown


def test_chinese_numbered_headings_are_rendered() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {NAMESPACE} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1章"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/>'
            "</w:lvl>"
            "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num {NAMESPACE} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for text, level in [("总则", 0), ("目的", 1), ("范围", 1), ("附则", 0), ("施行", 1)]:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NAMESPACE}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))
    text = extract("a.docx", _saved(document)).text
    assert text.split() == ["第一章总则", "1.1", "目的", "1.2", "范围", "第二章附则", "2.1", "施行"]


def test_changes_controls_fields_and_hidden_text() -> None:
    data = _with_body(
        "<w:p><w:r><w:t>原有</w:t></w:r><w:ins><w:r><w:t>新增</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件中</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>前</w:t><w:tab/><w:t>后</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>外</w:t>"
        "<w:pict><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
    )
    assert extract("a.docx", data).text.split("\n\n") == ["原有新增", "控件中", "前 后", "外", "框中\n"]


def test_headings_by_style_and_line_breaks_in_cells() -> None:
    document = docx.Document()
    document.add_heading("总标题", 0)
    document.add_heading("第一节", 2)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "甲\n乙\t丙"
    table.cell(0, 1).text = "丁"
    table.cell(1, 1).text = "戊"
    result = extract("a.docx", _saved(document))
    assert result.text == "总标题\n\n第一节\n\n甲 乙 丙\t丁\n\t戊\n"
    assert result.headings == {0: 1, 5: 2}
    assert result.merged == {}


def test_a_frame_of_one_cell_is_text() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "第一段"
    cell.add_paragraph("第二段")
    assert extract("a.docx", _saved(document)).text == "第一段\n\n第二段\n"


def test_hostile_packages_are_refused() -> None:
    data = (DATA / "lists.docx").read_bytes()
    bomb = _repacked(data, "word/media/image1.bmp", b"\0" * 20_000_000)
    entity = b'<!DOCTYPE d [<!ENTITY a "x">]><d>&a;</d>'
    for hostile, says in [
        (bomb, "too tightly"),
        (_repacked(data, "../evil.xml", b"<a/>"), "unsafe path"),
        (_repacked(data, "/etc/evil.xml", b"<a/>"), "unsafe path"),
        (_repacked(data, "word\\..\\..\\evil.xml", b"<a/>"), "unsafe path"),
        (_repacked(data, "word/document.xml", entity), "entities"),
        (_repacked(data, "word/document.xml", entity.decode().encode("utf-16")), "entities"),
        (_repacked(data, "word/document.xml", b"<broken"), "Word"),
        (data[: len(data) // 2], "damaged archive"),
        (data.replace(b"<", b"\0"), "damaged part"),
    ]:
        with pytest.raises(IngestError, match=f"a.docx .*{says}.*"):
            extract("a.docx", hostile)
    with pytest.raises(IngestError, match="unpacks to"):
        extract("a.docx", data, Limits(max_unpacked=10_000))
    with pytest.raises(IngestError, match="members"):
        extract("a.docx", data, Limits(max_members=3))
