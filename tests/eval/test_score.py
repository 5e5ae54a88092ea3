"""What counts as right, complete, cited, verbatim and supported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from contract_server import FILE, TEXT, answer_of, quote_of

from eval.dataset import Gold, Question
from eval.figures import unsupported
from eval.score import rank_of, score, stage
from eval.target import Window

TASK = Question(
    id="q",
    turns=("修桥谁牵头，花多少钱",),
    language="zh",
    kind="task",
    outcome="answered",
    accepted=(("甲局",), ("25万元", "25万")),
    forbidden=("乙局牵头",),
    gold=(Gold(FILE, "修桥三座，投资25万元"),),
)
LIST = replace(TASK, kind="list", accepted=(), items=("1", "2"), matched=2, gold=())


def window(file: str, start: int, end: int) -> Window | None:
    return Window(TEXT[:start], TEXT[start:end], TEXT[end:]) if file == FILE and end <= len(TEXT) else None


def item(label: str, text: str = "") -> dict[str, Any]:
    return {"label": label, "text": text, "fields": {}, "quotes": []}


def test_a_right_answer_is_strictly_right() -> None:
    found = score(TASK, answer_of("answered", "甲局，25万元[1]", quotes=[quote_of("投资25万元。（甲局牵头")]), window)
    assert found.strict
    assert found.verbatim
    assert found.cited
    assert found.supported
    assert found.complete is None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("甲局 ２５ 万元", True),  # full width and white space
        ("甲局，125万元", False),  # a number is not cut
        ("甲局，2.25万元", False),
        ("25万元", False),
        ("甲局，25万元，不是乙局牵头", False),
        ("甲局2026 25万元", True),  # two numbers that only white space keeps apart
    ],
)
def test_accepted_and_forbidden(text: str, right: bool) -> None:
    assert score(TASK, answer_of("answered", text), window).right is right


def test_the_outcome_must_be_the_same() -> None:
    found = score(TASK, answer_of("not_found", "甲局，25万元没有"), window)
    assert not found.right
    assert stage(TASK, answer_of("not_found", ""), found, [1]) == "refused"
    silent = replace(TASK, outcome="not_found", accepted=(), forbidden=(), gold=())
    answer = answer_of("answered", "甲局")
    assert stage(silent, answer, score(silent, answer, window), []) == "should be silent"


def test_a_list_is_complete_or_not() -> None:
    receipt = {"kind": "task", "matched": 2, "checked": 2}
    whole = score(LIST, answer_of("answered", "2项", items=[item("2"), item("1")], receipt=receipt), window)
    assert (whole.complete, whole.f1, whole.strict) == (True, 1.0, True)
    answer = answer_of("answered", "", items=[item("1"), item("1")], receipt=receipt)
    doubled = score(LIST, answer, window)
    assert (doubled.complete, doubled.precision, doubled.recall) == (False, 0.5, 0.5)
    assert (doubled.missing, doubled.surplus) == (("2",), ("1",))
    assert stage(LIST, answer, doubled, []) == "not complete"
    counted = score(LIST, answer_of("answered", "", items=[item("1"), item("2")]), window)
    assert counted.complete is False  # no receipt
    nothing = score(LIST, answer_of("answered", "", receipt=receipt), window)
    assert nothing.f1 == 0.0


def test_a_label_may_be_told_without_the_bracket_it_is_printed_with() -> None:
    items = [item("焦馍（甲焦馍、乙焦馍）"), item("《绿地规划（2021—2035年）》")]
    answer = answer_of("answered", "…", items=items, receipt={"kind": "row", "matched": 2, "checked": 2})
    assert score(replace(LIST, items=("焦馍", "绿地规划")), answer, window).complete
    assert not score(replace(LIST, items=("焦馍", "绿地规划（2035年）")), answer, window).complete


def test_a_list_of_one_may_stand_in_the_quote() -> None:
    one = replace(LIST, items=("1",), matched=1)
    receipt = {"kind": "task", "matched": 1, "checked": 2}
    answer = answer_of("answered", "1项[1]", quotes=[quote_of("修桥三座", label="1")], receipt=receipt)
    assert score(one, answer, window).strict


def test_items_carry_what_is_accepted_only_where_a_list_is_asked_for() -> None:
    answer = answer_of("answered", "", items=[item("1", "甲局 25万元")])
    assert not score(TASK, answer, window).right
    assert score(replace(TASK, kind="list"), answer, window).right


def test_a_quote_must_cover_the_gold_and_be_verbatim() -> None:
    elsewhere = answer_of("answered", "甲局，25万元", quotes=[quote_of("种树500棵")])
    found = score(TASK, elsewhere, window)
    assert (found.cited, found.verbatim) == (False, True)
    assert stage(TASK, elsewhere, found, [1]) == "not cited"
    assert stage(TASK, elsewhere, found, [None]) == "not retrieved"
    typed = {**quote_of("修桥三座"), "text": "修桥五座"}
    found = score(TASK, answer_of("answered", "甲局，25万元", quotes=[typed]), window)
    assert (found.cited, found.verbatim) == (False, False)
    beyond = {**quote_of("修桥三座"), "end": 10_000}
    assert score(TASK, answer_of("answered", "", quotes=[beyond]), window).verbatim is False
    assert score(TASK, answer_of("answered", ""), window).verbatim is None


def test_every_occurrence_of_the_gold_counts() -> None:
    again = replace(TASK, gold=(Gold(FILE, "甲局"),))
    second = TEXT.rindex("甲局")
    quote = {**quote_of("甲局"), "start": second, "end": second + 2}
    assert score(again, answer_of("answered", "甲局25万", quotes=[quote]), window).cited


def test_the_rank_is_that_of_the_first_hit_that_covers_the_gold() -> None:
    hits = [quote_of("种树500棵"), quote_of("修桥三座")]
    assert rank_of(TASK.gold[0], hits, window) == 2
    assert rank_of(TASK.gold[0], hits[:1], window) is None


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("投资25万元[7]", []),
        ("投资26万元", ["26"]),
        ("three bridges, 3 in all", []),  # 三 in the quote
        ("5 March 2026", []),  # the date of the document
        ("2 of 132 tasks", []),
        ("1,000", ["1,000"]),
        ("0.5个百分点", []),
        ("第9项", []),  # the question said it
    ],
)
def test_figures_need_support(text: str, loose: list[str]) -> None:
    answer = answer_of(
        "answered",
        text,
        quotes=[quote_of("修桥三座，投资25万元")],
        receipt={"kind": "task", "matched": 2, "checked": 132},
        computed=[{"value": "0.5", "unit": "百分点", "expression": "6 - 5.5", "quotes": [1]}],
    )
    assert unsupported(["第9项是什么"], answer) == loose
