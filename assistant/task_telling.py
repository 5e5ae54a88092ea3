"""How lists and counts of tasks are told: their numbers, the headings above them, the few of them whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Computed, Receipt
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.names import bare, government_free
from assistant.phrases import joined, say, space, unit_name
from assistant.question import Question
from assistant.stated import heading_above
from assistant.tasks import body, responsibility
from assistant.words import Term
from ingest.model import Record
from vectorstore.query import Filter, Query, Result
from vectorstore.records import run

_NAMED = 5  # tasks of which it is told who is responsible
_FEW = 3  # tasks that are told whole where a question asks what they are
_UNITS = re.compile(
    r"责任(?:单位|部门|主体)|哪(?:几|些)?[家个](?:单位|部门|政府)"
    r"|\bwhich (?:\w+ ){0,2}?(?:units|bureaus|departments|governments|bodies|agencies)\b"
)


def told(
    question: Question,
    result: Result,
    filters: Sequence[Filter],
    corpus: Corpus,
    book: QuoteBook,
    *,
    units_only: bool,
) -> Draft:
    """The tasks that were found, with the units of the few of them where a question asks who."""
    few = len(result.matched) <= _NAMED
    if few and units_only:
        return _responsible(question, result.matched, book)
    draft = _told(question, result.matched, result.checked, corpus, book, filters)
    if few and _asks_units(question):
        units = [responsibility(record, question, mark(book.cite(record))) for record in result.matched]
        draft.text += space(question.language) + joined(question.language, " ", units)
    return draft


def mentioned_nowhere(question: Question, terms: Sequence[Term], checked: int) -> Draft:
    """That no task says the words by which a question asks for tasks."""
    cue = max((c.end for c in question.found_cues if c.name == "mention"), default=0)
    terms = [t for t in terms if t.start >= cue] or terms
    word = question.folded[min(t.start for t in terms) : max(t.end for t in terms)]
    text = say(question.language, "tasks_none", what=say(question.language, "mentioning", word=word), checked=checked)
    return Draft("not_found", text, missing=(word,), receipt=Receipt("task", 0, checked))


def _asks_units(question: Question) -> bool:
    """Whether the units of the tasks are asked for, and not their number."""
    return (question.has("who") or bool(_UNITS.search(question.folded))) and not question.has("count")


def _responsible(question: Question, records: Sequence[Record], book: QuoteBook) -> Draft:
    """Who is responsible for each of some tasks."""
    quotes = [book.cite(record) for record in records]
    told = [responsibility(r, question, mark(quote)) for r, quote in zip(records, quotes, strict=True)]
    draft = Draft("answered", joined(question.language, " ", told), records=tuple(records))
    if len(records) > 1:
        draft.items = [item_of(r, (quote,)) for r, quote in zip(records, quotes, strict=True)]
    return draft


def other_role(
    question: Question, pool: Sequence[Record], filters: Sequence[Filter], corpus: Corpus, book: QuoteBook
) -> Draft:
    """Nothing in the asked role: says so, and what the unit has in its other roles."""
    language = question.language
    named = [f for f in filters if f.field in ("leads", "shared", "participants", "units")]
    if all(f.field == "units" for f in named):
        named = []  # it is no other role that keeps the tasks out
    others = (
        run(pool, Query("task", tuple(Filter("units", "is", f.value, f.said) for f in named))).matched if named else ()
    )
    if not others:
        return _told(question, (), len(pool), corpus, book, filters)
    what = joined(language, ",", dict.fromkeys(_condition(f, language) for f in filters))
    numbers = joined(language, ",", (record.label for record in others))
    quotes = [book.cite(record) for record in others]
    text = say(
        language,
        "tasks_other_role",
        what=what,
        checked=len(pool),
        count=len(others),
        numbers=numbers,
        m=mark(*quotes[:3]),
        unit=unit_name(named[0].value[0], language),
    )
    computed = [Computed(str(len(others)), "项", "count", ())]
    if not question.figures and not question.has("yesno"):
        return Draft(
            "not_found",
            text,
            computed=computed,
            missing=(named[0].said,),
            receipt=Receipt("task", 0, len(pool)),
        )
    items = [item_of(record, (quote,)) for record, quote in zip(others, quotes, strict=True)]
    return Draft("answered", text, items, computed=computed, records=tuple(others))


def _told(
    question: Question,
    records: Sequence[Record],
    checked: int,
    corpus: Corpus,
    book: QuoteBook,
    filters: Sequence[Filter],
) -> Draft:
    """The tasks by number, with their count, and the few of them whole."""
    language = question.language
    what = joined(language, ",", dict.fromkeys(_condition(f, language) for f in filters))
    if not records:
        return Draft(
            "not_found",
            say(language, "tasks_none", what=what, checked=checked),
            missing=tuple(f.said for f in filters),
            receipt=Receipt("task", 0, checked),
        )
    headings = cite_headings(records, corpus, book) if any(f.field == "section" for f in filters) else []
    items = [item_of(record, (book.cite(record),)) for record in records]
    numbers = joined(language, ",", (record.label for record in records))
    marks = mark(*headings, *(i.quotes[0] for i in items[:3]))
    only_count = question.has("count") and not question.has("list") and len(records) > 3
    key = "tasks_all" if not filters else "tasks_counted" if only_count else "tasks_listed"
    text = say(language, key, what=what, count=len(records), checked=checked, numbers=numbers, m=marks)
    if len(records) <= (_FEW if question.has("content") else 1):
        told = [
            say(language, "task_says", n=r.label, text=body(r).rstrip("。"), m=mark(*i.quotes))
            for r, i in zip(records, items, strict=True)
        ]
        text += space(language) + joined(language, " ", told)
    computed = [Computed(str(len(records)), "项", "count", ())]
    return Draft("answered", text, items, computed=computed, records=tuple(records))


def cite_headings(records: Sequence[Record], corpus: Corpus, book: QuoteBook) -> list[int]:
    """The quotes of the headings of the sections that tasks stand in."""
    found = []
    for section in dict.fromkeys(str(r.fields.get("section") or "") for r in records):
        first = next(r for r in corpus.of_kind["task"] if r.fields.get("section") == section)
        if span := heading_above(first, section, corpus):
            found.append(book.cite_span(first.document_id, span, (), "", "heading"))
    return found


def _condition(condition: Filter, language: str) -> str:
    if condition.field in ("leads", "shared", "participants", "units") and condition.op == "is":
        one = len(set(map(government_free, condition.value))) == 1
        unit = unit_name(condition.value[0], language) if one else condition.said
        return say(language, "by_" + condition.field, unit=unit)
    if condition.field == "leads":
        return say(language, "by_no_lead" if condition.op == "absent" else "by_some_lead")
    if condition.op == "absent":
        return say(language, "by_" + condition.field + "_absent")
    if condition.field == "section":
        return say(language, "in_section", section="、".join(bare(s) for s in condition.value))
    return say(language, "mentioning", word=condition.value[0])
