"""PDF files are read as a person reads them: columns in order, lines joined, tables whole, headers left out."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from ingest.files import Limits, extract, read
from ingest.formats.radicals import without_radicals
from ingest.model import IngestError
from tests.ingest.tiny_pdf import TinyPage, tiny_pdf

DATA = Path(__file__).parent.parent / "data" / "formats"
WIDE = "各县区人民政府要把防汛工作作为当前的重要任务切实加强组织领导落实责任分"  # one full line


def _page_of_text(number: int, header: str = "某市人民政府公报 2026年第3期") -> TinyPage:
    page = TinyPage()
    page.text(200, 30, header, 9)
    for line in range(8):
        page.text(80 + (24 if line % 4 == 0 else 0), 100 + 20 * line, WIDE[: 36 - 2 * (line % 4 == 0)])
    page.text(80, 260, f"第{number}页的末段至此结束。")
    page.text(280, 800, f"— {number} —", 9)
    return page


def test_two_columns_printed_by_a_browser() -> None:
    source = read(DATA / "two_columns.pdf")
    paragraphs = source.text.split("\n\n")
    sentence = (
        "各市人民政府第{0}期公报，自2026年{0}月起，每年由人民政府公报市第3期公报自起至{0}期，"
        "人民市政府每年自起公报，年第三期人民政府公报至市人民政府。"
    )
    assert paragraphs[0] == "市人民政府公报自三期起至三年"
    assert paragraphs[1:10] == [sentence.format(i) + sentence.format(i + 1) for i in range(1, 10)]
    assert [source.page_of(source.text.index(f"第{i}期公报，")) for i in (1, 5, 9)] == [1, 1, 2]
    assert "公报 2026" not in source.text
    assert any("页" in notice or "page numbers" in notice for notice in source.extract.notices)


def test_a_table_goes_on_over_the_page_break() -> None:
    source = read(DATA / "two_columns.pdf")
    table = source.text.split("\n\n")[-1].rstrip("\n").split("\n")
    assert table[:4] == [
        "期\t公报\t",
        "\t每年\t人民",
        "第1期\t1月1年至1月3年每年公报，人民政府，每期市政府公报\t1月9年上报",
        "\t1年\t−1.5",
    ]
    assert len(table) == 2 + 2 * 9
    last = source.text.rindex("\n\t9年") + 1
    assert source.text[source.extract.merged[last] :].startswith("第9期\t")
    assert source.page_of(last) == 4


def test_a_file_of_libreoffice_reads_like_its_word_file() -> None:
    word, printed = read(DATA / "lists.docx"), read(DATA / "lists.pdf")
    assert printed.text.replace(". ", ".") == word.text.replace(". ", ".").replace("1. ", "1.")
    assert len(printed.extract.merged) == len(word.extract.merged)


def test_hard_wrapped_lines_are_joined_and_pages_kept() -> None:
    result = extract("a.pdf", tiny_pdf([_page_of_text(1), _page_of_text(2), _page_of_text(3)]))
    paragraphs = result.text.rstrip("\n").split("\n\n")
    assert paragraphs[0] == WIDE[:34] + WIDE * 3
    assert paragraphs[1] == WIDE[:34] + WIDE * 3 + "第1页的末段至此结束。"
    assert len(paragraphs) == 6
    assert [result.text[at:][:34] for at in result.pages] == [WIDE[:34]] * 3
    assert {notice.split(": ")[1] for notice in result.notices} == {"某市人民政府公报 #年第#期", "page numbers"}


def test_a_sentence_goes_on_over_the_page_break() -> None:
    first, second = TinyPage(), TinyPage()
    first.text(104, 100, "甲" * 34)
    for line in range(10):
        first.text(80, 120 + 20 * line, WIDE)
        second.text(80, 100 + 20 * line, WIDE)
    second.text(104, 300, "乙" * 20)
    result = extract("a.pdf", tiny_pdf([first, second]))
    assert result.text == "甲" * 34 + WIDE * 20 + "\n\n" + "乙" * 20 + "\n"
    assert result.pages == (0, 34 + 10 * len(WIDE))


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("says_so", [True, False])
def test_tables_open_at_the_sides_on_turned_pages(turned: int, says_so: bool) -> None:
    page = TinyPage(turned=turned, says_so=says_so)
    for row, texts in enumerate([("指标", "总量", "增长"), ("产值", "1,234.5", "-3.2"), ("投资", "88", "7")]):
        for column, text in enumerate(texts):
            page.text(100 + 120 * column, 108 + 30 * row, text)
    for y in (100, 130, 160, 190):
        page.rule(90, y, 505, y)
    for x in (210, 330):
        page.rule(x, 100, x, 190)
    assert extract("a.pdf", tiny_pdf([page])).text == "指标\t总量\t增长\n产值\t1,234.5\t-3.2\n投资\t88\t7\n"


def test_a_table_ruled_only_level() -> None:
    page = TinyPage()
    page.text(104, 60, "主要指标完成情况如下：")
    rows = [
        ("指标", "总量", "增长"),
        ("生产总值", "2,530.5", "5.4"),
        ("其中：规模以", "60.7", "-21.5"),
        ("上工业投资", "", ""),
    ]
    for row, texts in enumerate([*rows, ("出口", "9", "1")]):
        for column, text in enumerate(texts):
            page.text(90 + 130 * column, 104 + 20 * row, text)
    for y in (100, 120, 200):
        page.rule(80, y, 505, y)
    page.text(104, 210, "注：增长按不变价格计算。")
    assert extract("a.pdf", tiny_pdf([page])).text == (
        "主要指标完成情况如下：\n\n指标\t总量\t增长\n生产总值\t2,530.5\t5.4\n"
        "其中：规模以上工业投资\t60.7\t-21.5\n出口\t9\t1\n\n注：增长按不变价格计算。\n"
    )


def _column(page: TinyPage, x: float, text: str, lines: int = 12) -> None:
    for line in range(lines):
        page.text(x, 100 + 20 * line, (text * 20)[:17])


def test_a_table_in_a_column_of_a_page_set_like_the_others() -> None:
    pages = [TinyPage(), TinyPage(), TinyPage()]
    for page, text in zip(pages, "甲乙丙", strict=True):
        _column(page, 70, text)
    for page, text in zip(pages[:2], "丁戊", strict=True):
        _column(page, 320, text)
    for row, texts in enumerate([("指标", "总量"), ("产值", "9"), ("投资", "8")]):
        pages[2].text(330, 105 + 20 * row, texts[0])
        pages[2].text(430, 105 + 20 * row, texts[1])
    for y in (100, 120, 140, 160):
        pages[2].rule(320, y, 520, y)
    for x in (320, 420, 520):
        pages[2].rule(x, 100, x, 160)
    text = extract("a.pdf", tiny_pdf(pages)).text
    order = "".join(dict.fromkeys(character for character in text if character in "甲乙丙丁戊"))
    assert order == "甲丁乙戊丙"
    assert text.endswith("\n\n指标\t总量\n产值\t9\n投资\t8\n")


def test_a_frame_around_text_is_no_table() -> None:
    page = _page_of_text(1)
    for x0, y0, x1, y1 in [(60, 80, 560, 80), (60, 300, 560, 300), (60, 80, 60, 300), (560, 80, 560, 300)]:
        page.rule(x0, y0, x1, y1)
    assert "\t" not in extract("a.pdf", tiny_pdf([page])).text


def test_a_list_of_names_is_not_two_columns() -> None:
    page = TinyPage()
    for row in range(14):
        page.text(80, 100 + 20 * row, "组 长：")
        page.text(180, 100 + 20 * row, f"第{row}人　市人民政府副市长")
    lines = extract("a.pdf", tiny_pdf([page])).text.split("\n\n")
    assert lines[3].split() == ["组", "长：", "第3人", "市人民政府副市长"]


def test_scans_are_refused_or_told() -> None:
    scan = TinyPage()
    scan.picture()
    with pytest.raises(IngestError, match=r"a.pdf is a scan, its 2 pages .*OCR"):
        extract("a.pdf", tiny_pdf([scan, scan]))
    result = extract("a.pdf", tiny_pdf([_page_of_text(1), scan]))
    assert any("need OCR" in notice and "2" in notice for notice in result.notices)
    assert len(result.pages) == 2


def test_a_garbled_text_layer_counts_as_none() -> None:
    page = TinyPage()
    page.text(80, 100, "\ue001\ue002\ue003" * 10)
    with pytest.raises(IngestError, match="OCR"):
        extract("a.pdf", tiny_pdf([page]))


def test_radicals_become_characters() -> None:
    assert without_radicals("⼈⺠⻔⾯⻓⻢⻚") == "人民门面长马页"
    page = TinyPage()
    page.text(80, 100, "⼈⺠政府")
    assert extract("a.pdf", tiny_pdf([page])).text in ("人民政府\n", "政府\n"), "the font may lack them"


def _packed(content: bytes, times: int = 1) -> bytes:
    """A page whose content is packed."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    plain = TinyPage()
    data = tiny_pdf([plain])
    filters = b"/FlateDecode" * times
    old = b"<</Length %d>>stream\n%b" % (len(plain.content), plain.content)
    assert old in data
    return data.replace(old, b"<</Length %d/Filter[%b]>>stream\n%b" % (len(content), filters, content))


@pytest.mark.parametrize("times", [1, 2])
def test_bombs_are_refused_before_they_unpack(times: int) -> None:
    data = _packed(b"0 0 m 9 9 l S\n" * 3_000_000, times)
    assert len(data) < 200_000
    with pytest.raises(IngestError, match=r"a\.pdf has a stream that unpacks to more than .*: it is refused"):
        extract("a.pdf", data)


@pytest.mark.parametrize(("pages", "lines"), [(1, 1_200_000), (5, 700_000)])
def test_drawings_that_would_fill_the_memory_are_refused(pages: int, lines: int) -> None:
    heavy = TinyPage()
    heavy.operators = ["0 0 m 9 9 l S"] * lines
    with pytest.raises(IngestError, match=r"a\.pdf (has a stream that|draws with more than)"):
        extract("a.pdf", tiny_pdf([heavy] * pages))


def _seconds_to_read_a_grid(lines: int) -> float:
    page = TinyPage()
    for line in range(lines):
        page.rule(10, 10 + 780 / lines * line, 580, 10 + 780 / lines * line)
        page.rule(10 + 570 / lines * line, 10, 10 + 570 / lines * line, 790)
    page.text(20, 20, WIDE, 3)
    data = tiny_pdf([page])
    started = time.process_time()
    extract("a.pdf", data)
    return time.process_time() - started


def test_a_page_of_squares_costs_what_its_squares_cost() -> None:
    _seconds_to_read_a_grid(10)  # loads the library
    assert _seconds_to_read_a_grid(180) < 12 * _seconds_to_read_a_grid(90), "four times as many squares"


@pytest.mark.slow
def test_three_thousand_pages_are_read_in_bounded_time() -> None:
    pages = [_page_of_text(number) for number in range(3000)]
    started = time.process_time()
    few = extract("a.pdf", tiny_pdf(pages[:300]))
    between = time.process_time()
    many = extract("a.pdf", tiny_pdf(pages))
    assert len(many.pages) == 3000
    assert len(many.text) > 9 * len(few.text)
    assert time.process_time() - between < 15 * (between - started), "no worse than linear"


def test_packed_pages_are_read() -> None:
    page = _page_of_text(1)
    assert "本页" not in extract("a.pdf", _packed(page.content)).text
    assert "第1页的末段至此结束。" in extract("a.pdf", _packed(page.content)).text


def test_limits_and_damage() -> None:
    data = tiny_pdf([_page_of_text(1)] * 4)
    with pytest.raises(IngestError, match="has 4 pages, more than 3"):
        extract("a.pdf", data, Limits(max_pages=3))
    with pytest.raises(IngestError, match="seconds"):
        extract("a.pdf", data, Limits(seconds=0))
    with pytest.raises(IngestError, match="damaged PDF"):
        extract("a.pdf", b"%PDF-1.7\nnothing")
    with pytest.raises(IngestError, match=r"a\.pdf holds no text"):
        extract("a.pdf", tiny_pdf([TinyPage()]))


_NO_SHAPES = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 0]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<>>/FirstChar 48"
    b"/LastChar 57/Widths[500 500 500 500 500 500 500 500 500 500]/Encoding<</Type/Encoding/Differences[48/zero/one/two"
    b"/three/four/five/six/seven/eight/nine]>>>>"
)


@pytest.mark.parametrize("height", [b"0", b"800"])
def test_lines_that_repeat_are_read_though_their_font_has_no_shapes(height: bytes) -> None:
    page = TinyPage()
    for number, said in enumerate(["20262026", "20262026", "20262026", "18", "20262026"]):
        baseline = page.height - 100 - 40 * number
        page.operators.append(f"BT /F1 12 Tf 1 0 0 1 80 {baseline} Tm ({said}) Tj ET")
    page.operators.append(page.operators[-1])  # struck twice to look bold
    data = tiny_pdf([page])
    font = data[data.index(b"<</Type/Font") : data.index(b"\nendobj", data.index(b"<</Type/Font"))]
    text = extract("a.pdf", data.replace(font, _NO_SHAPES.replace(b"500 0]", b"500 %b]" % height))).text
    assert text.split() == ["20262026", "20262026", "20262026", "18", "20262026"]
