"""What a passage of a paper holds: its text, without the head, the signature and the table headers around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.model import Parsed

NOTICE = """某市人民政府关于推广改革举措的通知
某政〔2026〕8号

各县（市、区）人民政府：
现将有关事项通知如下，请认真贯彻执行

一、推广的举措（共3项）
各单位要抓好落实。

附件：推广清单

某市人民政府
2026年3月1日
（此件公开发布）

附件
推广清单

| 序号 | 举措 | 指导部门 |
|---|---|---|
| 一、审判方面（共2项） | | |
| 1 | 三合一审判 | 市法院 |
| 2 | 跨区审理 | 市法院、市司法局 |
| 二、金融方面（共1项） | | |
| 3 | 容错机制 | 市财政局 |
"""


@pytest.fixture(name="notice")
def fixture_notice(read_text: Callable[[str], Parsed]) -> Parsed:
    return read_text(NOTICE)


def test_head_and_signature_are_passages_of_their_own(notice: Parsed) -> None:
    passages = [chunk.reading for chunk in notice.chunks if chunk.kind == "paragraph"]
    assert passages == [
        "某市人民政府关于推广改革举措的通知\n某政〔2026〕8号\n各县（市、区）人民政府：",
        "现将有关事项通知如下，请认真贯彻执行",
        "一、推广的举措（共3项）\n各单位要抓好落实。",
        "附件：推广清单\n某市人民政府\n2026年3月1日\n（此件公开发布）",
    ]


def test_a_head_is_found_by_the_matter_of_its_paper(notice: Parsed) -> None:
    heads = [chunk for chunk in notice.chunks if "某政〔2026〕8号" in chunk.text]
    assert [chunk.context for chunk in heads] == [
        "某市人民政府关于推广改革举措的通知 > 现将有关事项通知如下，请认真贯彻执行"
    ]


def test_header_rows_are_no_text_and_rules_are_left_out(notice: Parsed) -> None:
    (header,) = (chunk for chunk in notice.chunks if "指导部门" in chunk.text and not chunk.label)
    assert (header.kind, header.reading) == ("row", "序号 举措 指导部门")
    assert "|---|---|---|" not in "".join(chunk.text for chunk in notice.chunks)


def test_rows_have_their_cells_by_header_and_the_category_over_them(notice: Parsed) -> None:
    rows = [record for record in notice.records if record.kind == "row"]
    assert [(row.label, row.fields["category"], row.fields["cells"]["指导部门"]) for row in rows] == [
        ("三合一审判", "一、审判方面（共2项）", "市法院"),
        ("跨区审理", "一、审判方面（共2项）", "市法院、市司法局"),
        ("容错机制", "二、金融方面（共1项）", "市财政局"),
    ]


def test_the_number_after_a_heading_closes_it(read_text: Callable[[str], Parsed]) -> None:
    parsed = read_text(
        "关于发展产业的意见\n一、总体要求\n（一）指导思想。坚持创新，全面推进。\n（二）基本原则。\n"
        "坚持问题导向。从实际出发，加快推进。\n（三）发展目标。到2030年，规模达到2万亿元，体系健全。\n"
        "二、主要任务\n（四）发展赛事。办好赛事，丰富供给。\n（五）扩大消费。完善设施，改善条件。\n"
    )
    articles = {record.label: record for record in parsed.records if record.kind == "article"}
    assert list(articles) == ["1", "2", "3", "4", "5"]
    assert articles["2"].text == "基本原则。\n坚持问题导向。从实际出发，加快推进。"
    assert articles["3"].path == ("一、总体要求",)


def test_days_of_adoption_are_no_headings(read_text: Callable[[str], Parsed]) -> None:
    parsed = read_text(
        "某市应急条例\n2025年10月27日某市人民代表大会常务委员会第四次会议通过\n"
        "2025年12月1日某省人民代表大会常务委员会第三十次会议批准\n第一章 总则\n"
        "第一条 为了预防突发事件，制定本条例。\n第二条 本条例适用于本市。\n"
    )
    assert parsed.documents[0].date == "2025-12-01"
    articles = [record for record in parsed.records if record.kind == "article"]
    assert {(record.path, record.fields["regulation"]) for record in articles} == {(("第一章 总则",), "某市应急条例")}


def test_the_title_of_a_table_stands_over_the_table_alone(read_text: Callable[[str], Parsed]) -> None:
    parsed = read_text(
        "2025年某市统计公报\n某市统计局\n（2026年3月20日）\n一、综合\n全年生产总值400亿元。\n2025年生产总值\n单位：亿元\n"
        "指标\t总量\t增长\n工业\t300\t9\n农业\t100\t3\n财政收入26亿元，同比增长4%。\n二、农业\n播种面积75万公顷。\n"
    )
    (document,) = parsed.documents
    assert (document.date, document.issuer) == ("2026-03-20", "某市统计局")
    paths = {block.text: block.path for block in parsed.blocks}
    assert paths["工业 300 9"] == ("一、综合", "2025年生产总值")
    assert paths["财政收入26亿元，同比增长4%。"] == ("一、综合",)
    assert paths["播种面积75万公顷。"] == ("二、农业",)


def test_a_member_is_searched_with_the_role_from_above(read_text: Callable[[str], Parsed]) -> None:
    parsed = read_text(
        "某市防汛指挥部组成人员\n指挥长：王一　市长\n副指挥长：李二　副市长\n　　　　　张三　副市长\n"
        "成员：赵四　市水利局局长\n"
    )
    assert [chunk.reading for chunk in parsed.chunks if chunk.label == "张三"] == ["副指挥长：张三 副市长"]


def test_later_parts_of_a_long_item_say_what_it_is_about(read_text: Callable[[str], Parsed]) -> None:
    long = "有关部门研究提出了办理意见，将按照程序抓紧审核。" * 60
    parsed = read_text(
        f"关于办理情况的函\n一、关于机场问题。你省请求支持。\n{long}\n二、关于水库问题。请求审核。\n{long}\n"
    )
    contexts = [chunk.context for chunk in parsed.chunks if chunk.label == "2"]
    assert contexts[0] == "关于办理情况的函"
    assert set(contexts[1:]) == {"关于办理情况的函 > 二、关于水库问题"}
