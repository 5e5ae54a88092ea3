"""What the pages show: escaped, readable, complete, in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from assistant.answer import Answer, Computed, Conflict, Item, Quote, Receipt
from assistant.plaintext import readable
from assistant.web.examples import examples
from assistant.web.reading import escape, highlighted
from assistant.web.render import answer_html, conversation_html
from assistant.web.texts import words
from ingest.model import Record, Span

HOSTILE = '<img src=x onerror="hack()"> ${hack()} {{value}} `x` </script><script>hack()</script> \'"&'


def quote(number: int, text: str, **more: Any) -> Quote:
    fields = {
        "document": "关于某事的通知",
        "doc_number": "某政〔2026〕1号",
        "date": "2026-01-01",
        "path": ("一、标题",),
    }
    fields |= {"label": "7", "kind": "task", "page": None, "file": "a.txt", "sha256": "0" * 64}
    return Quote(**{"id": number, "text": text, "start": 3, "end": 3 + len(text), **fields, **more})


def no_surroundings(_: Quote) -> tuple[str, str]:
    return "", ""


class Tags(HTMLParser):
    """The tags and attributes a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_nothing_of_a_document_becomes_markup_or_template() -> None:
    item = Item(HOSTILE, HOSTILE, {"cells": {HOSTILE: HOSTILE}, "leads": [HOSTILE]}, (1,))
    answer = Answer(
        "answered",
        HOSTILE + "[1]",
        (item, item),
        (quote(1, HOSTILE, document=HOSTILE, path=(HOSTILE,), label=HOSTILE, kind=HOSTILE, file=HOSTILE),),
        Receipt(HOSTILE, 1, 2),
        (Conflict(HOSTILE, (1,)),),
        (Computed(HOSTILE, HOSTILE, HOSTILE, (1,)),),
        HOSTILE,
        HOSTILE,
        HOSTILE,
    )
    html = conversation_html([(HOSTILE, answer), (HOSTILE, HOSTILE)], lambda _: (HOSTILE, HOSTILE), words("zh"))
    seen = Tags(html)
    assert not {"img", "script"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert not re.search(r"\$\{|\{\{", html)


def test_a_mark_leads_to_its_quote_and_only_to_one_that_is_there() -> None:
    html = answer_html(
        Answer("answered", "是甲局。[1][2]", quotes=(quote(1, "甲局牵头"),)), "e1", no_surroundings, words("zh")
    )
    assert 'href="#e1-q1"' in html
    assert 'id="e1-q1"' in html
    assert "e1-q2" not in html
    assert "[2]" in html


def test_every_item_and_every_quote_is_shown() -> None:
    quotes = tuple(quote(n, f"{n}. 做第{n}件事。（甲局牵头）") for n in range(1, 41))
    items = tuple(Item(str(q.id), q.text, {"leads": ["甲局"]}, (q.id,)) for q in quotes)
    answer = Answer("answered", "共40项。", items, quotes, Receipt("task", 40, 132))
    html = answer_html(answer, "e1", no_surroundings, words("zh"))
    assert html.count("<tr>") == 41
    assert html.count("<blockquote>") == 40
    assert "共核对 132 条任务，符合 40 条" in html


def test_cells_become_columns_and_the_label_column_carries_its_own_header() -> None:
    rows = [
        Item(name, name, {"cells": {"品名": name, "数量": amount}}, (1,)) for name, amount in (("甲", "1"), ("乙", "2"))
    ]
    html = answer_html(Answer("answered", "两种。", tuple(rows)), "e1", no_surroundings, words("zh"))
    assert re.findall(r'<th scope="col">([^<]*)', html) == ["品名", "数量", "原文"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("市教育  \n体育局", "市教育体育局"),
        ("the lead\nunit", "the lead unit"),
        ("PM<sub>2.5</sub>浓度", "PM2.5浓度"),
        ("### 一、标题", "一、标题"),
        ("甲\t乙 \t\t丙", "甲 ｜ 乙 ｜  ｜ 丙"),
        ("**第二条** 内容", "第二条 内容"),
        ("3 < 5 且 a<b", "3 < 5 且 a<b"),
        ("页末\n\n页首", "页末页首"),
    ],
)
def test_a_slice_is_shown_with_its_lines_joined_and_without_markup(raw: str, shown: str) -> None:
    assert readable(raw) == shown


def test_what_the_answer_says_is_marked_in_the_quote() -> None:
    html = highlighted("完成18.7%以上，由交通局牵头，8项", "占比18.7%，交通局牵头[1]")
    assert "<mark>18.7%</mark>" in html
    assert "<mark>交通局牵头</mark>" in html
    assert "<mark>8</mark>" not in html
    assert re.sub("</?mark>", "", html) == escape("完成18.7%以上，由交通局牵头，8项")


def test_a_figure_is_not_marked_for_a_part_of_it() -> None:
    assert "mark" not in highlighted("共117项", "17项")
    assert "mark" not in highlighted("2026年", "2024年")
    assert "mark" not in highlighted("增长5.5%", "5%")


def leaves(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_both_languages_have_the_same_words_and_slots() -> None:
    chinese, english = dict(leaves(words("zh"))), dict(leaves(words("en")))
    shared = {key for key in chinese if not key.startswith("example.")}  # an example may exist in one language only
    assert shared == {key for key in english if not key.startswith("example.")}
    for key, text in chinese.items():
        if key in shared:
            assert set(re.findall(r"\{(\w+)", text)) == set(re.findall(r"\{(\w+)", english[key])), key


def test_examples_come_from_the_records() -> None:
    def record(kind: Any, label: str, **fields: Any) -> Record:
        return Record("r", kind, "d", label, "text", Span(0, 4), (), fields)

    records = [
        record("task", "3", number=3, leads=["甲局"], shared=["乙局"]),
        record("row", "稻谷", cells={"品名": "稻谷", "2026年计划": "5万吨"}),
        record("event", "2026-03-05", date="2026-03-05"),
    ]
    assert examples(records, words("zh")) == [
        "3号任务由谁负责？",
        "甲局牵头哪些任务？",
        "稻谷的2026年计划是多少？",
        "3月5日有什么活动？",
    ]
    assert examples(records, words("en"))[-1] == "What happened on 2026-03-05?"
    assert examples([], words("zh")) == []
