"""Questions from records: their truth holds in the text, and the same file gives the same questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.__main__ import main
from eval.dataset import Question, read_set
from eval.generate import generate, generate_from
from eval.generation.maker import LONG, phrases
from ingest.files import extract
from ingest.model import Parsed, SourceFile
from ingest.parse import parse

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
NOTICE = """某县人民政府关于明确重点工作责任单位的通知
某政〔2031〕5号

各乡镇人民政府：
现将重点工作明确如下。

一、道路
1.修桥三座。（甲局牵头，乙局按职责分工负责）
2.修路五公里。（甲局牵头负责）
3.种树500棵。（丙局牵头负责）

二、表格

指标表
序号\t名称\t单位\t2031年计划\t2031年完成
1\t油菜产量\t万吨\t5\t6
2\t黄豆产量\t万吨\t7\t8
3\t公路里程\t公里\t9\t10

2031年2月3日
"""


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    data = NOTICE.encode()
    return parse(SourceFile("notice.txt", "0" * 64, data, extract("notice.txt", data)))


@pytest.fixture(scope="module")
def questions(parsed: Parsed) -> dict[str, Question]:
    return {question.turns[0]: question for question in generate(parsed)}


def test_a_lead_is_asked_for_with_its_complete_list(questions: dict[str, Question]) -> None:
    asked = questions["甲局牵头的任务有哪些？"]
    assert (asked.items, asked.matched, asked.generated) == (("1", "2"), 2, True)
    assert asked.gold[0].text.startswith("1.修桥三座")
    assert questions["How many tasks does the Jia Bureau lead?"].accepted == (("2",),)
    assert questions["第3项任务由哪个单位牵头或负责？"].accepted == (("丙局",),)


def test_a_cell_and_the_rows_that_share_one(questions: dict[str, Question]) -> None:
    assert questions["《指标表》里，黄豆产量的2031年完成是多少？"].accepted == (("8", "8万吨"),)
    shared = questions["《指标表》里，单位为“万吨”的有哪些？"]
    assert (shared.items, shared.matched) == (("油菜产量", "黄豆产量"), 2)


def test_near_misses_have_no_answer(questions: dict[str, Question]) -> None:
    misses = [question for question in questions.values() if question.outcome == "not_found"]
    assert questions["第4项任务是什么？"] in misses
    assert any("2051年" in question.turns[0] for question in misses)
    assert not [question for question in misses if question.gold or question.accepted]


def test_every_gold_excerpt_stands_in_the_file(parsed: Parsed, questions: dict[str, Question]) -> None:
    golds = [gold for question in questions.values() for gold in question.gold]
    assert golds
    assert not [gold for gold in golds if gold.text not in parsed.source.text]


def test_what_several_readings_share_is_no_question() -> None:
    """An item may be a row of the table beside it; the number after the last article may be a task's."""
    sports = generate_from([DOCUMENTS / "gov_34.txt"], 6, 1)
    assert next(q.turns[0] for q in sports if "《" in q.turns[0] and q.outcome == "not_found").endswith(
        "第20项说了什么？"
    )
    assert any(q.turns[0] == "体育总局负责几项任务？" for q in generate_from([DOCUMENTS / "gov_34.txt"], 99, 1))
    corners = [q.turns[0] for q in generate_from([DOCUMENTS / "gov_44.txt"], 99, 1)]
    assert not [asked for asked in corners if "“圆曲线终点”" in asked]  # a further cell says 圆曲线终点及起点
    hospitals = generate_from([DOCUMENTS / "gov_04.txt"], 99, 1)
    assert not [q for q in hospitals if q.kind == "lookup_fact"]
    assert any("里，出院患者四级手术比例的" in q.turns[0] for q in hospitals)


def test_posts_roles_and_undated_events_are_asked_for() -> None:
    files = ["appointments.txt", "gov_46.txt", "chronicle.txt"]
    asked = {q.turns[0]: q for q in generate_from([DOCUMENTS / name for name in files], 99, 1)}
    assert asked["Which post was 汤志远 removed from?"].accepted == (("县人大常委会办公室副主任",),)
    assert asked["How many deputy directors does the 2008年北京奥运会首都国际机场协调委员会 have?"].accepted == (
        ("4",),
    )
    assert asked["大事记里张振川参加了哪些活动？"].matched == 5


def test_both_languages_and_no_gap_left_in_a_phrase(questions: dict[str, Question]) -> None:
    counts = {language: sum(q.language == language for q in questions.values()) for language in ("zh", "en")}
    assert counts["zh"] == counts["en"] > 5
    assert not [text for text in questions if "{" in text]
    assert not [name for name, texts in phrases().items() if name != "names" and set(texts) != {"zh", "en"}]


def test_lists_stay_readable(questions: dict[str, Question]) -> None:
    assert all(len(question.items or ()) <= LONG for question in questions.values())


def test_the_command_writes_the_same_set_each_time(tmp_path: Path) -> None:
    source = tmp_path / "notice.txt"
    source.write_text(NOTICE, "utf-8")
    sets = []
    for name in ("a.jsonl", "b.csv"):
        assert main(["generate", str(source), "--out", str(tmp_path / name)]) == 0
        sets.append(read_set(tmp_path / name).questions)
    assert sets[0] == sets[1]
    assert len({question.id for question in sets[0]}) == len(sets[0])


def test_a_file_without_records_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "plain.txt"
    source.write_text("一段话，没有记录。", "utf-8")
    assert main(["generate", str(source), "--out", str(tmp_path / "a.jsonl")]) == 2
    assert "no record was found" in capsys.readouterr().err
