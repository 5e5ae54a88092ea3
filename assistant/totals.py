"""How many members a document says a list has, where a question takes another number for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.names import Table
from assistant.phrases import say, space
from assistant.question import Question
from assistant.reading import content
from assistant.table_choice import nth_table
from assistant.words import Term
from ingest.fold import fold

_STATED = r"[(](?:共计?|合计|总计)(\d+)(?:项|个|条|名|家|件|篇|人)[)]"
_ANNEX = re.compile(r"^附件?\d*[.、:：]?\s*")
_COUNTERS = frozenset(("", "项", "个", "条", "名", "家", "件", "篇", "人"))
_ASKED = re.compile(r"哪|前|第|超过|以上|以下|\b(?:which|top|first|over|under)\b")
_ITEMS = pattern("items")
_BESIDE = pattern("beside")
_BREAK = re.compile(r"[,;，；]")
_SPOKEN = 2  # least words of a question that a heading must say


def put_right(draft: Draft, question: Question, corpus: Corpus, book: QuoteBook) -> None:
    """Sets what is said of the number of members before a list, where the question takes another for granted."""
    claimed = _claims(question)
    if draft.outcome != "answered" or not claimed or not draft.records or draft.records[0].kind != "row":
        return
    captions = {str(record.fields.get("table")) for record in draft.records}
    first = min(claimed.values())
    headings = _over(question, corpus, captions, len(draft.records), [t for t in content(question) if t.end <= first])
    stated = [number for _, number in headings]
    if not headings or any(number in (*stated, sum(stated)) for number in claimed):
        return
    if question.has("yesno") and not (question.has("list") or question.named("category")):  # not which
        draft.text, draft.items = "", []
        book.take(QuoteBook(corpus))
    for heading in reversed(dict.fromkeys(place for place, _ in headings)):
        text = _ANNEX.sub("", heading.reading).rstrip("。")
        total = say(question.language, "total_stated", text=text, m=mark(book.cite(heading)))
        draft.text = (total + space(question.language) + draft.text).rstrip()


def _claims(question: Question) -> dict[int, int]:
    """The numbers of members that a question takes for granted, and where: the sixth list of ninety."""
    found = [
        (int(f.value), f.start) for f in question.figures if f.unit in _COUNTERS and not f.qualifier and f.value > 1
    ]
    found += [(int(m[m.lastindex or 1]), m.start(m.lastindex or 1)) for m in _ITEMS.finditer(question.folded)]
    return {number: start for number, start in found if not _limited(question, start)}


def _limited(question: Question, start: int) -> bool:
    """Whether the members of a place or category are counted, or those are asked that are so many."""
    if _ASKED.search(question.folded[max(0, start - 6) : start]):
        return True
    places = [m for m in question.named("cell", "region", "unit", "category") if m.end <= start]
    return any(not _BREAK.search(question.folded[m.end : start]) for m in places)


def _over(
    question: Question, corpus: Corpus, captions: set[str], whole: int, terms: Sequence[Term]
) -> list[tuple[Evidence, int]]:
    """Where it is first stated how many rows the tables spoken of have, with that number; `whole`: of the answer."""
    tables = [t for t in corpus.tables if t.caption in captions]
    tables = nth_table(question, tables, corpus.tables) if question.has("nth_table") else tables
    found = []
    for table in tables:
        caption = fold(table.caption)
        said = sum(t.said_in(caption, 1) for t in terms if not t.generic)
        named = any(table.caption in m.values for m in question.named("table"))
        listed = len(tables) == 1 and (_of_list(question) or (question.has("yesno") and whole == len(table.rows)))
        if said < _SPOKEN and not named and not listed:
            continue
        if (first := stated_in(table, corpus)) is not None:
            found.append(first)
    return found


def _of_list(question: Question) -> bool:
    """Whether a number stands right beside the word for a list: 名录那49项, "the list of 49"."""
    return any(_BESIDE.search(question.folded[:start]) for start in _claims(question).values())


def stated_in(table: Table, corpus: Corpus) -> tuple[Evidence, int] | None:
    """Where it is first stated how many rows a table has, with that number."""
    stated = re.compile(re.escape(fold(table.caption)) + _STATED)
    for said in corpus.evidence.items:
        if said.document_id == table.document_id and said.record is None and (number := stated.search(said.own)):
            return said, int(number.group(1))
    return None
