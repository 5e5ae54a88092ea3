"""Lines into pieces: hard wraps, page breaks, tables, what is left out."""

from __future__ import annotations

import pytest

from ingest.layout import Piece, pieces
from ingest.model import Extract


def texts(text: str, **known: object) -> list[str]:
    return [piece.text for piece in pieces(Extract(text, "text/plain", **known)) if piece.kind == "text"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主要经济指标增速保持  \n在合理区间。\n", ["主要经济指标增速保持在合理区间。"]),
        ("（市甲局、\n\n市乙局负责）\n\n二、下一节\n", ["（市甲局、市乙局负责）", "二、下一节"]),
        (
            "3. 加快推进老旧工业区的煤炭\n\n行业转型。\n\n4. 另一项。\n",
            ["3.加快推进老旧工业区的煤炭行业转型。", "4.另一项。"],
        ),
        ("审议了《甲规划（试\n\n行）》等。\n\n会议结束。\n", ["审议了《甲规划（试行）》等。", "会议结束。"]),
        ("5. 广泛开展法治教育“五进校园”\n\n活动。\n\n完。\n", ["5.广泛开展法治教育“五进校园”活动。", "完。"]),
        ("1. 近期目标\n\n到年底全部完成。\n\n完。\n", ["1.近期目标", "到年底全部完成。", "完。"]),
        (
            "会议召开，市长出席并讲话\n\n3月4日，调研。\n\n完。\n",
            ["会议召开，市长出席并讲话", "3月4日，调研。", "完。"],
        ),
        ("1. 建厂。（市甲局负责）2. 占地3.5亩。3. 种树。\n", ["1.建厂。（市甲局负责）", "2.占地3.5亩。", "3.种树。"]),
        ("地 址：甲路1号\n\n电 话：123\n\n第3期\n", ["地址：甲路1号", "电话：123", "第3期"]),
        ("第一条　甲。\n第二条　乙。\n", ["第一条 甲。", "第二条 乙。"]),
    ],
)
def test_lines_join_where_a_sentence_goes_on(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_lines_cut_at_one_width_join() -> None:
    text = "\n".join(
        [
            "市委召开常委会议研究部署重点工作市委书记主",
            "持会议。",
            "市长主持召开办公会贯彻市委常委会议精神研究",
            "落实。",
        ]
        * 3
    )
    assert (
        texts(text)
        == ["市委召开常委会议研究部署重点工作市委书记主持会议。", "市长主持召开办公会贯彻市委常委会议精神研究落实。"]
        * 3
    )


def test_a_turned_page_cuts_a_sentence() -> None:
    text = "甲市今年要抓好项目建设，推动经济\n持续健康发展。\n乙。\n丙。\n"
    assert texts(text)[0] == "甲市今年要抓好项目建设，推动经济"
    assert texts(text, pages=(0, text.index("持续")))[0] == "甲市今年要抓好项目建设，推动经济持续健康发展。"


def test_rules_comments_and_page_numbers_are_left_out_by_name() -> None:
    found = [
        p for p in pieces(Extract("甲。\n-----\n<!-- x -->\n— 12 —\n|---|---|\n", "text/plain")) if p.kind == "left_out"
    ]
    assert [piece.reason for piece in found] == ["rule", "comment", "page number", "rule"]


def test_cells_keep_their_places() -> None:
    text = "名称\t数\t\n<b>甲</b>\t\t2 \n"
    rows: list[Piece] = pieces(Extract(text, "text/plain"))
    assert [[cell.text for cell in row.cells] for row in rows] == [["名称", "数", ""], ["甲", "", "2"]]
    for row in rows:
        for cell in row.cells:
            assert cell.text in text[cell.start : cell.end]
