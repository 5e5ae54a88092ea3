"""OFD files of several producers are read by place: lines joined, forms as tables, hostile containers refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.files import Limits, extract, read
from ingest.model import IngestError

DATA = Path(__file__).parent.parent / "data" / "formats"
ROOT = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"
DOCUMENT = (
    "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
    '<TemplatePage ID="7" BaseLoc="Tpls/Tpl_0.xml"/></CommonData><Pages><Page ID="1" BaseLoc="{0}"/></Pages></Document>'
)


def _ofd(content: str, *, document: str = DOCUMENT, page: str = "Pages/P/Content.xml", **more: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", ROOT)
        archive.writestr("Doc_0/Document.xml", document.format(page))
        archive.writestr("Doc_0/Pages/P/Content.xml", f"<Page><Content><Layer>{content}</Layer></Content></Page>")
        for name, text in more.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _text(text: str, x: float = 30, y: float = 50, more: str = "") -> str:
    return f'<TextObject Boundary="{x} {y} 100 5" Size="4" {more}><TextCode X="0" Y="4">{text}</TextCode></TextObject>'


def test_an_approval_reads_as_printed() -> None:
    source = read(DATA / "approval.ofd")
    paragraphs = source.text.split("\n\n")
    assert paragraphs[1:4] == ["路卫发〔2011〕76号", "关于同意张阿三同志辞职的批复", "区中医院："]
    assert paragraphs[6].startswith("该同志由于家庭、籍贯等原因")
    assert paragraphs[6].endswith("同意张阿三同志辞职。")
    assert source.page_of(source.text.index("印发")) == 2
    assert any("experimental" in notice for notice in source.extract.notices)


def test_a_ruled_form_is_a_table_with_merged_cells() -> None:
    source = read(DATA / "incoming_form.ofd")
    assert "来文文号\t府办专督〔2020〕24号\t来文单位\t市人民政府办公室\n" in source.text
    topic = source.text.index("市委主要领导同志调研")
    assert topic in source.extract.merged.values()


def test_running_text_over_two_pages() -> None:
    source = read(DATA / "essay.ofd")
    assert "自己不去，别人也不许来。自从给枪炮打破了大门之后" in source.text
    assert len(source.extract.pages) == 2


def test_another_namespace() -> None:
    assert read(DATA / "other_namespace.ofd").text == "你好呀，OFD Reader&Writer！\n"


def test_advances_repeats_maps_and_templates() -> None:
    code = '<TextCode X="0" Y="8" DeltaX="g 3 8">第一条总</TextCode>'
    scaled = f'<TextObject Boundary="30 60 9 9" Size="8" CTM="0.5 0 0 0.5 0 0">{code}</TextObject>'
    content = _text("通知") + scaled + _text("隐藏", 30, 80, 'Visible="false"') + "</Layer></Content>"
    template = f"<Page><Content><Layer>{_text('底版', 30, 100)}</Layer></Content></Page>"
    data = _ofd(content + '<Template TemplateID="7"/><Content><Layer>', **{"Doc_0/Tpls/Tpl_0.xml": template})
    assert extract("a.ofd", data).text == "通知\n\n第一条总\n\n底版\n"


def test_absolute_locations() -> None:
    assert extract("a.ofd", _ofd(_text("通知"), page="/Doc_0/Pages/P/Content.xml")).text == "通知\n"


def test_pictures_without_text_need_ocr() -> None:
    picture = '<ImageObject Boundary="0 0 210 297" ResourceID="3"/>'
    with pytest.raises(IngestError, match="OCR"):
        extract("a.ofd", _ofd(picture))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (_ofd(_text("甲"), page="../../../etc/passwd"), "lacks its part etc/passwd"),
        (_ofd(_text("甲"), **{"../../evil": "x"}), "unsafe path"),
        (_ofd(_text("甲"), **{"Doc_0/Res/a.bin": "\0" * 9_000_000}), "too tightly"),
        (_ofd(_text("甲"), document='<!DOCTYPE d [<!ENTITY a "b">]>' + DOCUMENT), "entities"),
        (_ofd("<TextObject>"), "damaged part"),
        (_ofd('<TextObject Size="1e400"><TextCode DeltaX="g 99999999 1">甲</TextCode></TextObject>'), ""),
        (_ofd("<PageBlock>" * 3000 + _text("深") + "</PageBlock>" * 3000), "no text"),
        (_ofd(_text("甲"))[:300], "damaged archive"),
    ],
)
def test_hostile_files_are_refused_or_read(data: bytes, says: str) -> None:
    if says:
        with pytest.raises(IngestError, match=f"a.ofd .*{says}.*: "):
            extract("a.ofd", data)
    else:
        assert extract("a.ofd", data).text == "甲\n"


def test_limits_of_pages() -> None:
    with pytest.raises(IngestError, match="more than 0 pages"):
        extract("a.ofd", _ofd(_text("甲")), Limits(max_pages=0))
