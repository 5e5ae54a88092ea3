"""Tasks by how many units they have: the one with most, those with more than five."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from assistant.answer import Computed
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import say, unit_list
from assistant.question import Question
from assistant.reading import content, in_scope, newest
from ingest.model import Record
from ingest.numerals import parse_english_numeral, parse_numeral
from vectorstore.records import values

_EXTREME = re.compile(
    r"(?:任务|工作|哪(?:一)?(?:项|件|条)|哪个任务)[^,?。最]{0,14}?(?:单位|部门)[^,?。]{0,6}?最(?:多|少)"
    r"|(?:单位|部门)(?:数量|数)?最(?:多|少)的(?:是)?(?:哪(?:一)?(?:项|件|条)|(?:一项)?任务)"
    r"|\bwhich task (?:has|involves|lists|names|is shared by) (?:the )?(?:most|fewest|largest number of)"
    r"(?: \w+)? (?:units|bureaus|bodies|departments|agencies|organi[sz]ations)\b"
)
_TOLD = 3  # tasks whose units are named
_N = r"([\d一二两三四五六七八九十]+)"
_OF = r"(?:责任|负责|参与|分工)?(?:单位|部门)"
_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[int, int], bool]], ...] = (
    (
        re.compile(
            rf"(?:只有|仅有|只|仅|就|刚好|正好){_N}(?:个|家){_OF}"
            r"|\btasks? (?:with|that (?:have|has)) (?:only|just|exactly) (\w+) (?:\w+ )?(?:units?|bureaus?|bod(?:y|ies))\b"
        ),
        operator.eq,
    ),
    (
        re.compile(rf"{_OF}(?:数量|数)?(?:超过|多于|不止){_N}(?:个|家)|(?:超过|多于|不止){_N}(?:个|家){_OF}"),
        operator.gt,
    ),
    (
        re.compile(
            rf"{_OF}(?:数量|数)?(?:至少|不少于|达到?)(?:有)?{_N}(?:个|家)|(?:至少|不少于){_N}(?:个|家){_OF}"
            rf"|{_OF}(?:数量|数)?(?:有|在)?{_N}(?:个|家)(?:及|或)?以上|{_N}(?:个|家)(?:及|或)?以上(?:的)?{_OF}"
        ),
        operator.ge,
    ),
    (
        re.compile(
            r"\btasks? (?:with|shared by|involving|that (?:have|has|involve)) more than (\w+) "
            r"(?:\w+ )?(?:units|bureaus|bodies|departments|agencies|organi[sz]ations)\b"
        ),
        operator.gt,
    ),
)


def by_units(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The tasks with most or fewest units, or with a number of them that the question bounds."""
    bound = _bound(question)
    if question.named("unit") or not (_EXTREME.search(question.folded) or bound):
        return None
    scope = in_scope(question, corpus)
    tasks = newest((r for r in corpus.of_kind["task"] if r.document_id in scope and values(r, "units")), corpus)
    loose = [t for t in content(question) if t.naming and not t.generic and not any(c.isdigit() for c in t.surface)]
    figures = [(f.start, f.end) for f in question.figures]
    if not tasks or [t for t in loose if not any(a <= t.start < b for a, b in figures)]:
        return None
    sizes = {r.id: len(values(r, "units")) for r in tasks}
    if bound:
        number, holds = bound
        found = [r for r in tasks if holds(sizes[r.id], number)]
    else:
        edge = (min if question.has("least") else max)(sizes.values())
        found = [r for r in tasks if sizes[r.id] == edge]
    return _told(question, found, book) if found else None


def _bound(question: Question) -> tuple[int, Callable[[int, int], bool]] | None:
    for pattern, holds in _BOUNDS:
        if found := pattern.search(question.folded):
            number = _number(next(filter(None, found.groups())))
            return (number, holds) if number else None
    return None


def _number(said: str) -> int:
    return int(parse_numeral(said) or parse_english_numeral(said) or 0)


def _told(question: Question, records: list[Record], book: QuoteBook) -> Draft:
    language = question.language
    items = [item_of(r, (book.cite(r),)) for r in records]
    sizes = [len(values(r, "units")) for r in records]
    if len(records) > _TOLD:
        parts = [say(language, "task_size", n=r.label, count=size) for r, size in zip(records, sizes, strict=True)]
        marks = mark(*(i.quotes[0] for i in items[:3]))
        joined = ("、" if language == "zh" else ", ").join(parts)
        sentences = [say(language, "tasks_by_size", count=len(records), parts=joined, m=marks)]
    else:
        sentences = [
            say(
                language,
                "task_unit_count",
                n=record.label,
                count=size,
                units=unit_list(values(record, "units"), language),
                m=mark(*item.quotes),
            )
            for record, item, size in zip(records, items, sizes, strict=True)
        ]
    draft = Draft("answered", ("" if language == "zh" else " ").join(sentences), records=tuple(records))
    draft.items = items if len(items) > 1 else []
    draft.computed = [
        Computed(str(size), "个", "count(units)", item.quotes) for size, item in zip(sizes, items, strict=True)
    ]
    return draft
