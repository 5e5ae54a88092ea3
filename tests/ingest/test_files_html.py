"""Web pages give the text and the tables that a reader sees, and nothing of the page around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.files import Limits, extract, read
from ingest.fold import fold
from ingest.model import IngestError

DATA = Path(__file__).parent.parent / "data" / "formats"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于防汛工作的通知_某市人民政府</title>
<style>p {color: red}</style><script>document.write("<p>坏</p>")</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/zw">政务公开</a></div>
<ul><li><a href="1">新闻</a></li><li><a href="2">公告</a></li><li><a href="3">服务</a></li>
<li><a href="4">互动</a></li></ul>
<table><tr><td>
 <h2>关于防汛工作的通知</h2>
 <p>各单位：<br>现将有关事项通知
    如下。<span style="display:none">隐藏</span></p>
 <ol start="3"><li>第一项</li><li>第二项</li></ol>
 <table><caption>任务表</caption>
  <tr><th rowspan="2">单位</th><th colspan="2">投资（万元）</th></tr>
  <tr><th>2025年</th><th>2026年</th></tr>
  <tr><td>甲<br>局</td><td>1\t200</td><td></td></tr>
 </table>
 <p>附件：<a href="a.pdf">名单</a></p>
</td></tr></table>
<div id="footer">版权所有 <img src="x.png"></div></body></html>"""
EXPECTED = """关于防汛工作的通知

各单位：

现将有关事项通知如下。

3. 第一项

4. 第二项

任务表

单位\t投资（万元）\t
\t2025年\t2026年
甲 局\t1 200\t

附件：名单
"""


def _rows(text: str, mark: str) -> list[str]:
    return [fold(line.replace(mark, "")) for line in text.splitlines() if mark in line]


@pytest.mark.parametrize("name", ["notice_with_table"])
def test_a_real_page_reads_as_its_text_file(name: str) -> None:
    page = read(DATA / f"{name}.html").text
    plain = (DATA / f"{name}.txt").read_text()
    assert fold(page) == fold(plain.replace("|", ""))
    assert _rows(page, "\t") == _rows(plain, "|")


def test_layout_tables_are_unwrapped_and_spacer_columns_dropped() -> None:
    text = read(DATA / "communique.html").text
    assert text.split("\n\n")[1:3] == ["大庆市统计局", "国家统计局大庆调查队"]
    assert "指 标\t指标值\t同比增长（±%）\n地区生产总值\t4000.5\t10.0\n" in text


def test_a_page_without_its_surroundings() -> None:
    result = extract("a.html", PAGE.encode())
    assert result.text == EXPECTED
    assert result.headings == {0: 1}
    assert any("政务公开" in notice for notice in result.notices)


def test_merged_cells_point_to_the_cell_that_covers_them() -> None:
    result = extract("a.html", PAGE.encode())
    unit = result.text.index("单位\t")
    money = result.text.index("投资（万元）")
    below = result.text.index("\n\t2025年") + 1
    assert result.merged == {below: unit, money + len("投资（万元）\t"): money}


def test_a_title_that_the_body_lacks_stands_first() -> None:
    result = extract("a.html", "<title>某市公报 - 某市政府</title><p>正文。".encode("gb18030"))
    assert result.text == "某市公报 - 某市政府\n\n正文。\n"
    assert result.headings == {0: 1}


def test_an_index_page_of_links_is_kept() -> None:
    links = "".join(f"<li><a href='{i}'>第{i}号通知</a></li>" for i in range(9))
    assert "第7号通知" in extract("a.html", f"<body><ul>{links}</ul></body>".encode()).text


def test_a_declared_encoding_is_followed() -> None:
    page = "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'><p>郟縣镕基</p>"
    assert extract("a.html", page.encode("gb18030")).text == "郟縣镕基\n"
    assert extract("a.html", page.encode()).text == "郟縣镕基\n", "the declaration outlived the conversion"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<div>" * 5000 + "深", "too deep"),
        ("<p>前</p><p>" + "长" * 4_000_000, "too large"),
        ("<p></p>" * 600, "elements"),
        ("<table><tr>" + "<td colspan=1000>甲</td><td>乙</td>" * 20, "cells"),
        ("<script>let a = '文字'</script>", "no text"),
    ],
)
def test_hostile_pages_are_refused(page: str, says: str) -> None:
    with pytest.raises(IngestError, match=f"a.html .*{says}.*: "):
        extract("a.html", page.encode(), Limits(max_cells=1000 if says != "too deep" else 10_000))


def test_entities_fetch_nothing() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>前&x;后&amp;</p>'
    assert "root:" not in extract("a.html", page.encode()).text
